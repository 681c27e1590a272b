"""One's own notices: everybody sees and marks only his."""

from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.listing import ListQuery, Page, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.messages import Notice
from crm_app.services.notices.rows import NoticeRow, Unread

_NEWEST = 20
_STATES = {"unread": col(Notice.read_at).is_(None), "read": col(Notice.read_at).is_not(None)}


@query(Permission.SELF)
def notices(work: Work, asked: ListQuery) -> Page[NoticeRow]:
    """One page of the actor's notices, unread first, then the newest; filter `state`."""
    mine = _mine(work, *_conditions(asked.filters))
    counted = select(func.count()).select_from(mine.with_only_columns(col(Notice.id)).subquery())
    total = work.session.exec(counted).one()
    page, pages, size = place_in(asked, total)
    newest = (col(Notice.at).desc(), col(Notice.id).desc())
    ordered = mine.order_by(col(Notice.read_at).is_not(None), *newest)
    rows = work.session.exec(ordered.offset((page - 1) * size).limit(size))
    return Page([NoticeRow.of(notice) for notice in rows], total, page, pages)


@query(Permission.SELF)
def unread_notices(work: Work) -> Unread:
    """What every page shows: how many are unread, and the newest of them."""
    mine = _mine(work, _STATES["unread"])
    counted = select(func.count()).select_from(mine.with_only_columns(col(Notice.id)).subquery())
    newest = mine.order_by(col(Notice.at).desc(), col(Notice.id).desc()).limit(_NEWEST)
    rows = [NoticeRow.of(notice) for notice in work.session.exec(newest)]
    return Unread(work.session.exec(counted).one(), rows)


@command(Permission.SELF)
def read_notice(work: Work, public_id: str) -> str:
    """Mark one as read; returns the address it leads to."""
    found = _mine(work, col(Notice.public_id) == public_id)
    notice = work.session.exec(found).one_or_none()
    if notice is None:
        raise NotFound("notice.not_found")
    if notice.read_at is None:
        notice.read_at = work.now
    return notice.link


@command(Permission.SELF)
def read_notices(work: Work, link: str | None = None) -> list[str]:
    """Mark all unread ones as read, or those that lead to `link`; returns their public ids."""
    more = [] if link is None else [col(Notice.link) == link]
    found = list(work.session.exec(_mine(work, _STATES["unread"], *more)))
    for notice in found:
        notice.read_at = work.now
    return [notice.public_id for notice in found]


@command(Permission.SELF)
def unread_again(work: Work, public_ids: list[str]) -> None:
    """Take back that some were read."""
    for notice in work.session.exec(_mine(work, col(Notice.public_id).in_(public_ids))):
        notice.read_at = None


def _mine(work: Work, *more: Any) -> Any:
    return select(Notice).where(col(Notice.user_id) == work.actor.user_id, *more)


def _conditions(filters: dict[str, str]) -> list[Any]:
    for name, value in filters.items():
        if name != "state":
            raise Invalid("list.filter_unknown", field=name, name=name)
        if value and value not in _STATES:
            raise Invalid("list.value_unknown", value=value[:60])
    return [_STATES[value] for value in filters.values() if value]
