"""Pure decisions about activities."""

from datetime import datetime, timedelta

from crm_app.core.errors import Invalid
from crm_app.models.activities import Activity, ActivityKind
from crm_app.services.activities.rows import ActivityForm

# A follow-up counts when it is entered within a day (the 24-hour rule).
ENTRY_LIMIT = timedelta(hours=24)
LONGEST = 20_000
# Talking with somebody is contact; writing a note to oneself is not.
CONTACT_KINDS = frozenset(ActivityKind) - {ActivityKind.NOTE}


def apply(activity: Activity, form: ActivityForm, now: datetime) -> None:
    """Put what was entered onto the activity; refuses what cannot be, naming the field."""
    if form.kind is not None:
        if form.kind not in set(ActivityKind):
            raise Invalid("activities.kind_unknown", field="kind", value=form.kind)
        activity.kind = ActivityKind(form.kind)
    if form.text is not None:
        activity.text = form.text.strip()
    if form.outcome is not None:
        activity.outcome = form.outcome.strip()
    if form.happened_at is not None:
        activity.happened_at = form.happened_at
    if not activity.text and not activity.outcome:
        raise Invalid("activities.text_missing", field="text")
    if len(activity.text) > LONGEST:
        raise Invalid("record.too_long", field="text", most=LONGEST)
    if len(activity.outcome) > 300:
        raise Invalid("record.too_long", field="outcome", most=300)
    if activity.happened_at > now + timedelta(minutes=5):
        raise Invalid("activities.in_the_future", field="happened_at")


def is_late(happened_at: datetime, entered_at: datetime) -> bool:
    """Whether it was entered more than a day after it happened."""
    return entered_at - happened_at > ENTRY_LIMIT
