"""A record changes hands or is shared; what belongs to it goes along, and its life remembers."""

from sqlmodel import col, select

from crm_app.core.search import reindex
from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.captures import File
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.leads import Lead
from crm_app.models.ownership import OwnershipRequest, RecordEvent, RequestStatus, Rights, Share
from crm_app.models.users import User
from crm_app.services import activities
from crm_app.services.notices import notify


def happened(
    work: Work, record: Owned, kind: str, *, to_id: int | None = None, text: str = ""
) -> None:
    """Inside a command: a line in the life of the record itself (`timeline.is.<kind>`)."""
    work.add(
        RecordEvent(
            record_kind=str(record.__tablename__),
            record_id=record.key,
            kind=kind,
            at=work.now,
            by_id=work.actor.user_id,
            to_id=to_id,
            text=text[:300],
        )
    )


def hand_over(
    work: Work, record: Owned, to: User, *, kind: str = "transferred", text: str = ""
) -> None:
    """Inside a command: the record is `to`'s, with what happened, its open tasks and its files.

    A customer's people go along where they were the old owner's. His open deals stay with whoever
    works on them, who goes on seeing the customer. Requests for it now wait for the new owner.
    """
    before = record.owner_id
    _give(work, record, to)
    if isinstance(record, Customer):
        for person in _people(work, record, before):
            _give(work, person, to)
        if before is not None and _has_open_deals(work, record, before):
            share_with(work, record, before)
    happened(work, record, kind, to_id=to.id, text=text)
    _move_requests(work, record, to)


def let_go(work: Work, record: Lead, *, kind: str, text: str = "") -> None:
    """Inside a command: the record is nobody's from now on, and lies in the pool of its team.

    The next steps of who had it go with it; requests for it are over, as it can be claimed.
    """
    before = record.owner_id
    record.owner_id = None
    column = col(getattr(Task, f"{record.__tablename__}_id"))
    steps = select(Task).where(
        column == record.key,
        col(Task.owner_id) == before,
        col(Task.done_at).is_(None),
        col(Task.deleted_at).is_(None),
    )
    for task in work.session.exec(steps):
        work.remove(task)
    happened(work, record, kind, to_id=before, text=text)
    for request in _requests(work, record):
        request.status = RequestStatus.WITHDRAWN
        request.decided_by, request.decided_at = work.actor.user_id, work.now
        notify(work, [request.created_by], "ownership.notice_free", "/pool", name=record.name)


def share_with(work: Work, record: Owned, user_id: int) -> None:
    """Inside a command: somebody else sees the record and what happened with it, and works on it."""
    kind = str(record.__tablename__)
    known = _share(work, kind, record.key, user_id)
    if known is not None:
        known.rights = Rights.EDIT  # he may have been able to look only
    if record.owner_id == user_id or known is not None:
        return
    work.add(
        Share(
            record_kind=kind,
            record_id=record.key,
            user_id=user_id,
            by_id=work.actor.user_id,
            at=work.now,
        )
    )
    _refresh_activities(work, kind, record.key)


def end_share(work: Work, record: Owned, user_id: int) -> bool:
    """Inside a command: he sees it no longer; False where it was not shared with him."""
    kind = str(record.__tablename__)
    row = _share(work, kind, record.key, user_id)
    if row is None:
        return False
    work.session.delete(row)
    work.session.flush()
    _refresh_activities(work, kind, record.key)
    return True


def _give(work: Work, record: Owned, to: User) -> None:
    before, kind = record.owner_id, str(record.__tablename__)
    record.owner_id, record.team_id = to.id or 0, to.team_id
    if isinstance(record, Lead):
        record.warned_at = None  # another one has his own time
    end_share(work, record, record.owner_id)
    activities.follow_owner(work, record)
    filed = select(File).where(col(File.record_kind) == kind, col(File.record_id) == record.key)
    for file in work.session.exec(filed):
        file.owner_id, file.team_id = record.owner_id, record.team_id
    column = col(getattr(Task, f"{kind}_id"))
    steps = select(Task).where(
        column == record.key, col(Task.owner_id) == before, col(Task.done_at).is_(None)
    )
    for task in work.session.exec(steps):
        task.owner_id, task.team_id = record.owner_id, record.team_id


def _people(work: Work, customer: Customer, owner_id: int | None) -> list[Contact]:
    there = select(Position.contact_id).where(
        col(Position.customer_id) == customer.key, col(Position.ended).is_(None)
    )
    found = select(Contact).where(
        col(Contact.id).in_(there),
        col(Contact.owner_id) == owner_id,
        col(Contact.deleted_at).is_(None),
    )
    return list(work.session.exec(found))


def _has_open_deals(work: Work, customer: Customer, owner_id: int) -> bool:
    found = (
        select(Deal.id)
        .join(Stage, col(Stage.id) == Deal.stage_id)
        .where(
            col(Deal.customer_id) == customer.key,
            col(Deal.owner_id) == owner_id,
            col(Deal.deleted_at).is_(None),
            col(Stage.kind) == StageKind.OPEN,
        )
    )
    return work.session.exec(found.limit(1)).first() is not None


def _move_requests(work: Work, record: Owned, to: User) -> None:
    """They wait for whoever owns the record; one of his own has come true."""
    for request in _requests(work, record):
        if request.created_by != to.id:
            request.owner_id, request.team_id = to.id or 0, to.team_id
        else:
            request.status = RequestStatus.APPROVED
            request.decided_by, request.decided_at = work.actor.user_id, work.now


def _requests(work: Work, record: Owned) -> list[OwnershipRequest]:
    """Those that wait for an answer."""
    found = select(OwnershipRequest).where(
        col(OwnershipRequest.record_kind) == str(record.__tablename__),
        col(OwnershipRequest.record_id) == record.key,
        col(OwnershipRequest.status) == RequestStatus.PENDING,
    )
    return list(work.session.exec(found))


def _share(work: Work, kind: str, record_id: int, user_id: int) -> Share | None:
    found = select(Share).where(
        col(Share.record_kind) == kind,
        col(Share.record_id) == record_id,
        col(Share.user_id) == user_id,
    )
    return work.session.exec(found).one_or_none()


def _refresh_activities(work: Work, kind: str, record_id: int) -> None:
    """Who finds what happened with the record is written in the index."""
    linked = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == kind, col(ActivityLink.record_id) == record_id
    )
    for activity in work.session.exec(select(Activity).where(col(Activity.id).in_(linked))):
        reindex(work.session, activity)
