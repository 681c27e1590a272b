"""Requests as they are read: those that wait for me, those I made."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import and_, col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, one_of, page_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.ownership import OwnershipRequest, RequestStatus, Share
from crm_app.services.ownership.deciding import leads_sellers, may_decide
from crm_app.services.ownership.records import MODELS, last_touches
from crm_app.services.ownership.rows import RequestRow, Sharer
from crm_app.services.references import NOBODY, find_subject, references, users_by_id


def _in_box(work: Work, value: str) -> Any:
    mine = col(OwnershipRequest.created_by) == work.actor.user_id
    if value == "mine":
        return mine
    if value != "waiting":
        raise Invalid("list.value_unknown", value=value[:60])
    return _waiting(work)


def _waiting(work: Work) -> Any:
    """Pending and not one's own; for who only owns, those of his records."""
    pending = and_(
        col(OwnershipRequest.status) == RequestStatus.PENDING,
        col(OwnershipRequest.created_by) != work.actor.user_id,
    )
    if leads_sellers(work.actor):
        return pending
    return and_(pending, col(OwnershipRequest.owner_id) == work.actor.user_id)


LISTING = Listing(
    model=OwnershipRequest,
    kind="ownership_request",
    filters={"box": _in_box, "status": one_of(col(OwnershipRequest.status), RequestStatus)},
    orders={"created": col(OwnershipRequest.created_at).desc()},
)


@query(Permission.SELF)
def request_list(work: Work, asked: ListQuery) -> Page[RequestRow]:
    """One page of the requests one may see, the newest first; filters `box` and `status`."""
    page = page_of(work, LISTING, asked)
    return page.showing(_rows(work, page.rows))


@query(Permission.SELF)
def request_page(work: Work, public_id: str) -> RequestRow:
    """One request: its asker sees it, the owner, and those above him."""
    return _rows(work, [work.find(OwnershipRequest, public_id)])[0]


@query(Permission.SELF)
def waiting_requests(work: Work) -> int:
    """How many wait for the actor's answer."""
    waiting = work.visible(OwnershipRequest).where(_waiting(work))
    counted = waiting.with_only_columns(col(OwnershipRequest.id)).subquery()  # type: ignore[arg-type]
    return work.session.exec(select(func.count()).select_from(counted)).one()


@query(Permission.CONTACT_READ)
def sharers(work: Work, kind: str, public_id: str) -> list[Sharer]:
    """With whom a record that one may see is shared."""
    record = find_subject(work, kind, public_id)
    shared = select(Share.user_id).where(
        col(Share.record_kind) == kind, col(Share.record_id) == record.key
    )
    people = users_by_id(work.session, work.session.exec(shared.order_by(col(Share.id))))
    return [Sharer(one.public_id, one.name) for one in people.values()]


def _rows(work: Work, found: Sequence[OwnershipRequest]) -> list[RequestRow]:
    people = users_by_id(
        work.session,
        (key for row in found for key in (row.owner_id, row.created_by, row.decided_by)),
    )
    named = references(work, ((row.record_kind, row.record_id) for row in found))
    touched = {
        kind: last_touches(work, kind, {key for named_kind, key in named if named_kind == kind})
        for kind in MODELS
    }
    return [
        RequestRow(
            public_id=row.public_id,
            version=row.version,
            wish=row.wish.value,
            kind=row.record_kind,
            record=named.get((row.record_kind, row.record_id), NOBODY),
            asker=people.get(row.created_by or 0, NOBODY),
            holder=people.get(row.owner_id, NOBODY),
            because=row.because,
            reason=row.reason,
            status=row.status.value,
            answer=row.answer,
            decided_by=people.get(row.decided_by or 0, NOBODY).name,
            decided_at=row.decided_at,
            created_at=row.created_at,
            last_touch=touched.get(row.record_kind, {}).get(row.record_id),
            can_decide=row.status is RequestStatus.PENDING and may_decide(row, work.actor),
            is_mine=row.created_by == work.actor.user_id,
        )
        for row in found
    ]
