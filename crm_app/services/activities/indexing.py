"""What of an activity can be found by search."""

from sqlmodel import Session

from crm_app.core.search import SearchText, indexed
from crm_app.models.activities import Activity


@indexed(Activity, "activity")
def describe(session: Session, activity: Activity) -> SearchText:  # noqa: ARG001 - all describers alike
    """Every word of it."""
    first = (activity.text or activity.outcome).split("\n")[0]
    return SearchText(first[:120], activity.outcome[:120], (activity.text, activity.outcome))
