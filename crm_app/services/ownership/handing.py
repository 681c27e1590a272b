"""A record changes hands or is shared; what belongs to it goes along, and its life remembers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.batches import batches
from crm_app.models.activities import Task
from crm_app.models.base import Owned
from crm_app.models.captures import File
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.leads import Lead
from crm_app.models.ownership import OwnershipRequest, RecordEvent, RequestStatus
from crm_app.models.users import User
from crm_app.services import activities
from crm_app.services.notices import notify
from crm_app.services.ownership.sharing import end_needless, share_with


def happened(
    work: Work, record: Owned, kind: str, *, to_id: int | None = None, text: str = ""
) -> None:
    """Inside a command: a line in the life of the record itself (`timeline.is.<kind>`)."""
    work.add(_event(work, record, kind, to_id=to_id, text=text))


def _event(
    work: Work, record: Owned, kind: str, *, to_id: int | None = None, text: str = ""
) -> RecordEvent:
    return RecordEvent(
        record_kind=str(record.__tablename__),
        record_id=record.key,
        kind=kind,
        at=work.now,
        by_id=work.actor.user_id,
        to_id=to_id,
        text=text[:300],
    )


def hand_over(
    work: Work, record: Owned, to: User, *, kind: str = "transferred", text: str = ""
) -> None:
    """Inside a command: the record is `to`'s, with what happened, its open tasks and its files.

    A customer's people go along where they were the old owner's. His open deals stay with whoever
    works on them, who goes on seeing the customer. Requests for it now wait for the new owner.
    """
    hand_over_many(work, [(record, to)], kind=kind, text=text)


def hand_over_many(
    work: Work, given: Sequence[tuple[Owned, User]], *, kind: str = "transferred", text: str = ""
) -> None:
    """As `hand_over`, of many records of one kind, each to somebody; somebody who works at two
    customers goes with the first."""
    before = {record.key: record.owner_id for record, _ in given}
    _give_many(work, given)
    if given and isinstance(given[0][0], Customer):
        _give_many(work, _people(work, given, before))
        for record, _ in _with_open_deals(work, given, before):
            share_with(work, record, before[record.key] or 0)
    work.session.add_all(_event(work, record, kind, to_id=to.id, text=text) for record, to in given)
    work.session.flush()
    _move_requests(work, given)


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
    for request in _requests(work, [record]):
        request.status = RequestStatus.WITHDRAWN
        request.decided_by, request.decided_at = work.actor.user_id, work.now
        notify(work, [request.created_by], "ownership.notice_free", "/pool", name=record.name)


def _give_many(work: Work, given: Sequence[tuple[Owned, User]]) -> None:
    """Inside a command: records of one kind change hands with what happened, files and open tasks."""
    if not given:
        return
    before = {record.key: record.owner_id for record, _ in given}
    owners = {record.key: to for record, to in given}
    kind = str(given[0][0].__tablename__)
    for record, to in given:
        record.owner_id, record.team_id = to.id or 0, to.team_id
        if isinstance(record, Lead):
            record.warned_at = None  # another one has his own time
    end_needless(work, kind, owners)
    activities.follow_owners(work, [record for record, _ in given])
    for some in batches(list(owners)):
        filed = col(File.record_kind) == kind, col(File.record_id).in_(some)
        for file in work.session.exec(select(File).where(*filed)):
            to = owners[file.record_id or 0]
            file.owner_id, file.team_id = to.id or 0, to.team_id
    if hasattr(Task, f"{kind}_id"):  # papers have no steps of their own
        _give_steps(work, col(getattr(Task, f"{kind}_id")), owners, before)


def _give_steps(
    work: Work, column: Any, owners: Mapping[int, User], before: Mapping[int, int | None]
) -> None:
    """Open tasks of who had the records go along."""
    for some in batches(list(owners)):
        steps = select(Task, column).where(column.in_(some), col(Task.done_at).is_(None))
        for task, key in work.session.exec(steps):
            if task.owner_id == before[key]:
                task.owner_id, task.team_id = owners[key].id or 0, owners[key].team_id


def _people(
    work: Work, given: Sequence[tuple[Owned, User]], before: Mapping[int, int | None]
) -> list[tuple[Owned, User]]:
    """The people there who were the old owner's, each once."""
    places: dict[int, list[Contact]] = {}
    for some in batches(list(before)):
        there = (
            select(Position.customer_id, Contact)
            .join(Contact, col(Contact.id) == Position.contact_id)
            .where(
                col(Position.customer_id).in_(some),
                col(Position.ended).is_(None),
                col(Contact.deleted_at).is_(None),
            )
        )
        for key, person in work.session.exec(there):
            if person.owner_id == before[key]:
                places.setdefault(key, []).append(person)
    found: dict[int, tuple[Owned, User]] = {}
    for record, to in given:
        for person in places.get(record.key, ()):
            found.setdefault(person.key, (person, to))
    return list(found.values())


def _with_open_deals(
    work: Work, given: Sequence[tuple[Owned, User]], before: Mapping[int, int | None]
) -> list[tuple[Owned, User]]:
    """Those with open deals of the old owner."""
    working: set[tuple[int, int | None]] = set()
    for some in batches(list(before)):
        found = (
            select(Deal.customer_id, Deal.owner_id)
            .join(Stage, col(Stage.id) == Deal.stage_id)
            .where(
                col(Deal.customer_id).in_(some),
                col(Deal.deleted_at).is_(None),
                col(Stage.kind) == StageKind.OPEN,
            )
        )
        working |= set(work.session.exec(found.distinct()))
    return [one for one in given if (one[0].key, before[one[0].key]) in working]


def _move_requests(work: Work, given: Sequence[tuple[Owned, User]]) -> None:
    """They wait for whoever owns the record; one of his own has come true."""
    owners = {record.key: to for record, to in given}
    for request in _requests(work, [record for record, _ in given]):
        to = owners[request.record_id]
        if request.created_by != to.id:
            request.owner_id, request.team_id = to.id or 0, to.team_id
        else:
            request.status = RequestStatus.APPROVED
            request.decided_by, request.decided_at = work.actor.user_id, work.now


def _requests(work: Work, records: Sequence[Owned]) -> list[OwnershipRequest]:
    """Those that wait for an answer, of records of one kind."""
    rows: list[OwnershipRequest] = []
    for some in batches(records):
        found = select(OwnershipRequest).where(
            col(OwnershipRequest.record_kind) == str(some[0].__tablename__),
            col(OwnershipRequest.record_id).in_([record.key for record in some]),
            col(OwnershipRequest.status) == RequestStatus.PENDING,
        )
        rows += work.session.exec(found)
    return rows
