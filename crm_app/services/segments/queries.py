"""Every way segments are read."""

from typing import Any

from sqlmodel import col, func, select

from crm_app.core.conditions import asks, read_tree
from crm_app.core.errors import Invalid, NotFound
from crm_app.core.listing import ListQuery, Page, page_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer
from crm_app.models.segments import Segment
from crm_app.services import saved_views
from crm_app.services.customers import LISTING
from crm_app.services.finding_segments import found_segments, members
from crm_app.services.references import NOBODY, Reference, users_by_id
from crm_app.services.segments.rows import Member, Preview, SegmentRow
from crm_app.services.segments.why import reasons

_SHOWN = 5


@query(Permission.CUSTOMER_READ)
def segments(work: Work) -> list[SegmentRow]:
    """The segments that one finds, by name."""
    found = found_segments(work).order_by(col(Segment.name), col(Segment.id))
    return _rows(work, list(work.session.exec(found)))


@query(Permission.CUSTOMER_READ)
def segment_page(work: Work, public_id: str) -> SegmentRow:
    """One segment; refuses (`segment.not_found`) what is not to be seen."""
    found = found_segments(work).where(col(Segment.public_id) == public_id)
    segment = work.session.exec(found).one_or_none()
    if segment is None:
        raise NotFound("segment.not_found")
    return _rows(work, [segment])[0]


@query(Permission.CUSTOMER_READ)
def preview(work: Work, where: str) -> Preview:
    """How many customers conditions find, the first of them, and the conditions in words."""
    condition = asks(work, read_tree(where), lambda name: LISTING.asked(work, name))
    zh, en = (
        saved_views.sentence.within(work, "customer", where) if condition is not None else ("", "")
    )
    first = _chosen(work, select(Customer), condition)
    rows = work.session.exec(first.order_by(col(Customer.updated_at).desc()).limit(_SHOWN))
    shown = _members(work, where, list(rows))
    names = [Reference("customer", one.public_id, one.name) for one in shown]
    return Preview(_size(work, condition), zh, en, names, shown)


@query(Permission.CUSTOMER_READ)
def segment_members(work: Work, public_id: str, page: int = 1) -> Page[Member]:
    """The members that one may see, a page at a time, each with why he is one."""
    found = found_segments(work).where(col(Segment.public_id) == public_id)
    segment = work.session.exec(found).one_or_none()
    if segment is None:
        raise NotFound("segment.not_found")
    rows = page_of(work, LISTING, ListQuery(filters={"segment": public_id}, page=page))
    return rows.showing(_members(work, segment.asks, rows.rows))


def _members(work: Work, where: str, rows: list[Customer]) -> list[Member]:
    owners = users_by_id(work.session, (one.owner_id for one in rows))
    try:
        why = reasons(work, where, [one.key for one in rows])
    except Invalid:  # of a frozen one, whose conditions can be reckoned no more
        why = {}
    return [
        Member(one.public_id, one.name, owners.get(one.owner_id, NOBODY).name, why.get(one.key, []))
        for one in rows
    ]


def _rows(work: Work, found: list[Segment]) -> list[SegmentRow]:
    owners = users_by_id(work.session, (one.owner_id for one in found))
    return [_row(work, one, owners.get(one.owner_id, NOBODY)) for one in found]


def _row(work: Work, one: Segment, owner: Reference) -> SegmentRow:
    size, zh, en, gone = 0, "", "", ""
    try:
        size = _size(work, members(work, one, LISTING))
        zh, en = saved_views.sentence.within(work, "customer", one.asks)
    except Invalid as refusal:  # a field of the company's own was deleted, or is not for the reader
        gone = refusal.code
    return SegmentRow(
        public_id=one.public_id,
        version=one.version,
        name=one.name,
        asks=one.asks,
        zh=zh,
        en=en,
        owner=owner,
        is_shared=one.is_shared,
        frozen_at=one.frozen_at,
        size=size,
        may_edit=work.owns(one),
        updated_at=one.updated_at,
        gone=gone,
    )


def _size(work: Work, condition: Any) -> int:
    return work.session.execute(
        _chosen(work, select(func.count()).select_from(Customer), condition)
    ).scalar_one()


def _chosen(work: Work, statement: Any, condition: Any) -> Any:
    living = work.narrowed(statement, Customer).where(col(Customer.deleted_at).is_(None))
    return living if condition is None else living.where(condition)
