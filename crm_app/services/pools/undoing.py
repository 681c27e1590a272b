"""A lead that was claimed or given out by a slip goes back as if nothing had been."""

from datetime import datetime

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.leads import Lead
from crm_app.services.ownership import CHANGED_HANDS
from crm_app.services.pools.finding import last_event
from crm_app.services.pools.rules import SECOND_THOUGHTS


def undo_handing(work: Work, lead: Lead, kind: str) -> bool:
    """Inside a command: what the actor did last with a lead's owner is undone; False when it is
    another's, too long ago, or somebody has worked on the lead since."""
    event = last_event(work, lead.key, CHANGED_HANDS)
    if event is None or event.kind != kind or event.by_id != work.actor.user_id:
        return False
    if lead.owner_id != event.to_id or event.at < work.now - SECOND_THOUGHTS:
        return False
    if _was_worked_on(work, lead, event.at):
        return False
    lead.owner_id, lead.assignment = None, {}
    work.session.delete(event)
    return True


def _was_worked_on(work: Work, lead: Lead, since: datetime) -> bool:
    about = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == "lead", col(ActivityLink.record_id) == lead.key
    )
    newer = select(Activity.id).where(col(Activity.id).in_(about), col(Activity.created_at) > since)
    return work.session.exec(newer.limit(1)).first() is not None
