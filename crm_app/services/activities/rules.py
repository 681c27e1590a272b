"""Pure decisions about activities."""

from datetime import UTC, datetime, timedelta

from crm_app.core.errors import Forbidden, Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.lib.clock import zone
from crm_app.models.activities import Activity, ActivityKind
from crm_app.services.activities.rows import ActivityForm

_MOST_TEXT = 20_000
_MOST_OUTCOME = 300
_LATE = timedelta(hours=24)
_CLOCKS_DIFFER = timedelta(minutes=5)


def apply(activity: Activity, form: ActivityForm, moment: datetime, zone_name: str) -> None:
    """Put what was entered onto the activity; refuses what cannot be, naming the field."""
    if form.kind is not None:
        if form.kind not in set(ActivityKind):
            raise Invalid("activities.kind_unknown", field="kind", kind=form.kind[:20])
        activity.kind = ActivityKind(form.kind)
    if form.text is not None:
        activity.text = _text(form.text, "text", _MOST_TEXT)
    if form.outcome is not None:
        activity.outcome = " ".join(_text(form.outcome, "outcome", _MOST_OUTCOME).split())
    if form.happened_at is not None:
        activity.happened_at = _moment(form.happened_at, moment, zone_name)
    if not activity.text and not activity.outcome:
        raise Invalid("activities.text_missing", field="text")


def check_own(actor: Actor, activity: Activity) -> None:
    """What somebody wrote is changed and deleted by himself, or by an administrator."""
    if activity.author_id != actor.user_id and not actor.can(Permission.SETTINGS):
        raise Forbidden("activities.not_yours")


def is_late(activity: Activity) -> bool:
    """Entered more than 24 hours after it happened."""
    return activity.created_at - activity.happened_at > _LATE


def _text(typed: str, field: str, most: int) -> str:
    text = typed.replace("\r\n", "\n").strip()
    if len(text) > most:
        raise Invalid("record.too_long", field=field, most=most)
    return text


def _moment(typed: datetime | str, now: datetime, zone_name: str) -> datetime:
    """When it happened: never later than now, whatever the clock of a phone says."""
    if isinstance(typed, str):
        if not typed.strip():
            return now
        try:
            typed = datetime.fromisoformat(typed.strip())
        except ValueError:
            raise Invalid("activities.moment_invalid", field="happened_at") from None
    try:
        at = (typed if typed.tzinfo else typed.replace(tzinfo=zone(zone_name))).astimezone(UTC)
    except OverflowError:
        raise Invalid("activities.moment_invalid", field="happened_at") from None
    if at > now + _CLOCKS_DIFFER:
        raise Invalid("activities.in_future", field="happened_at")
    return min(at, now)
