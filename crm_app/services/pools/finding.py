"""Leads of the pool, and what happened to them there."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import col, func, select

from crm_app.core.errors import Conflict, NotFound
from crm_app.core.work import Work
from crm_app.models.leads import OPEN, Lead
from crm_app.models.ownership import RecordEvent
from crm_app.services.pools.rules import SECOND_THOUGHTS
from crm_app.services.references import NOBODY, users_by_id

GIVEN_UP = ("returned", "recycled")


def in_pool(work: Work, public_id: str) -> Lead:
    """An open lead of nobody, locked; refuses (`pools.taken`) what somebody was faster with."""
    of_id = col(Lead.public_id) == public_id
    found = work.pooled(Lead).where(of_id, col(Lead.status).in_(OPEN)).with_for_update()
    lead = work.session.exec(found).one_or_none()
    if lead is not None:
        return lead
    taken = work.session.exec(select(Lead).where(of_id, col(Lead.deleted_at).is_(None))).first()
    event = last_event(work, taken.key, ("claimed", "assigned")) if taken else None
    # Only of what lay there a moment ago: else one learns whose any lead is.
    if taken is None or event is None or event.at < work.now - SECOND_THOUGHTS:
        raise NotFound("lead.not_found")
    if taken.owner_id == work.actor.user_id:
        raise Conflict("pools.yours_already")
    owner = users_by_id(work.session, [taken.owner_id]).get(taken.owner_id or 0, NOBODY).name
    raise Conflict("pools.taken", owner=owner)


def last_event(work: Work, lead_id: int, kinds: Iterable[str]) -> RecordEvent | None:
    """The newest event of these kinds in a lead's life."""
    found = select(RecordEvent).where(
        col(RecordEvent.record_kind) == "lead",
        col(RecordEvent.record_id) == lead_id,
        col(RecordEvent.kind).in_(list(kinds)),
    )
    newest = found.order_by(col(RecordEvent.at).desc(), col(RecordEvent.id).desc())
    return work.session.exec(newest.limit(1)).first()


def given_up_by(work: Work, user_id: int | None, lead_ids: Iterable[int]) -> dict[int, datetime]:
    """Lead → when it was last given up by, or taken from, one person."""
    found = select(RecordEvent.record_id, func.max(RecordEvent.at)).where(
        col(RecordEvent.record_kind) == "lead",
        col(RecordEvent.record_id).in_(list(lead_ids)),
        col(RecordEvent.kind).in_(GIVEN_UP),
        col(RecordEvent.to_id) == user_id,
    )
    return dict(work.session.exec(found.group_by(col(RecordEvent.record_id))).all())


def returns_of(work: Work, lead_ids: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """Lead → how often it was given up, and when last."""
    found = select(RecordEvent.record_id, func.count(), func.max(RecordEvent.at)).where(
        col(RecordEvent.record_kind) == "lead",
        col(RecordEvent.record_id).in_(list(lead_ids)),
        col(RecordEvent.kind).in_(GIVEN_UP),
    )
    rows = work.session.exec(found.group_by(col(RecordEvent.record_id)))
    return {lead_id: (count, at) for lead_id, count, at in rows}
