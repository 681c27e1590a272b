"""The pool as those see it who may claim from it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, func, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, Page, Slice, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.leads import OPEN, Lead
from crm_app.services.choices import option, options_of
from crm_app.services.pools import rules
from crm_app.services.pools.finding import given_up_by, returns_of
from crm_app.services.pools.holding import load_and_most, setting_of
from crm_app.services.pools.rows import Holding, PoolRow

_LISTS = ("industry", "size", "source")
_ORDERS: dict[str, Any] = {
    "created": col(Lead.created_at),
    "name": col(Lead.pinyin),
    "updated": col(Lead.updated_at),
}
_WORDS: tuple[Any, ...] = (
    *(col(Lead.name), col(Lead.company), col(Lead.region), col(Lead.campaign), col(Lead.note)),
    func.replace(col(Lead.pinyin), " ", ""),
)
_NOTE = 300


@query(Permission.LEAD_WRITE)
def pool(work: Work, asked: ListQuery) -> Page[PoolRow]:
    """One page of the open leads of nobody, the newest first; whoever may claim sees all of them."""
    found = work.pooled(Lead).where(col(Lead.status).in_(OPEN), *_conditions(asked))
    counted = select(func.count()).select_from(found.with_only_columns(col(Lead.id)).subquery())
    total = work.session.exec(counted).one()
    page, pages, size = place_in(asked, total)
    ordered = found.order_by(*_order(asked.sort))
    rows = list(work.session.exec(ordered.offset((page - 1) * size).limit(size)))
    return Page(pool_rows(work, rows), total, page, pages)


@query(Permission.LEAD_WRITE)
def pool_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[PoolRow]:
    """The next leads of the pool, newest first, after the one with public id `after`."""
    found = work.pooled(Lead).where(col(Lead.status).in_(OPEN), *_conditions(asked))
    if after:
        last = select(Lead.id).where(col(Lead.public_id) == after)
        place = work.session.exec(last).one_or_none()
        if place is None:
            raise Invalid("list.cursor_invalid", field="cursor")
        found = found.where(col(Lead.id) < place)
    rows = work.session.exec(found.order_by(col(Lead.id).desc()).limit(asked.size + 1)).all()
    shown = list(rows[: asked.size])
    return Slice(pool_rows(work, shown), shown[-1].public_id if len(rows) > asked.size else "")


@query(Permission.LEAD_WRITE)
def holding(work: Work) -> Holding:
    """How many open leads the actor has, and may have."""
    if work.actor.user_id is None:
        return Holding()
    return Holding(*load_and_most(work, work.actor.user_id))


def pool_rows(work: Work, found: Sequence[Lead]) -> list[PoolRow]:
    """Rows of the pool, with what happened to each in a few reads."""
    ids = [lead.key for lead in found]
    lists = {name: options_of(work.session, name) for name in _LISTS}
    returns, mine = returns_of(work, ids), given_up_by(work, work.actor.user_id, ids)
    bar_days, here = setting_of(work.session).bar_days, zone(work.actor.zone)
    rows = []
    for lead in found:
        count, last = returns.get(lead.key, (0, lead.created_at))
        until = rules.barred_until(mine.get(lead.key), bar_days, work.now)
        rows.append(
            PoolRow(
                public_id=lead.public_id,
                name=lead.name,
                honorific=lead.honorific,
                company=lead.company,
                title=lead.title,
                region=lead.region,
                industry=option(lists["industry"], lead.industry),
                size=option(lists["size"], lead.size),
                source=option(lists["source"], lead.source),
                campaign=lead.campaign,
                note=lead.note[:_NOTE],
                created_at=lead.created_at,
                since=last,
                returns=count,
                barred_until=f"{until.astimezone(here):%Y-%m-%d}" if until else "",
            )
        )
    return rows


def _conditions(asked: ListQuery) -> list[Any]:
    found: list[Any] = [
        or_(*[column.icontains(word, autoescape=True) for column in _WORDS])
        for word in asked.words.split()
    ]
    for name, value in asked.filters.items():
        if name not in (*_LISTS, "region"):
            raise Invalid("list.filter_unknown", field=name, name=name[:60])
        if value and name == "region":
            found.append(col(Lead.region).icontains(value, autoescape=True))
        elif value:
            found.append(col(getattr(Lead, name)) == value)
    return found


def _order(sort: str) -> tuple[Any, Any]:
    name = sort.removeprefix("-") or "created"
    if name not in _ORDERS:
        raise Invalid("list.order_unknown", field="sort", name=name[:60])
    falls = sort.startswith("-") or not sort
    column, key = _ORDERS[name], col(Lead.id)
    return (column.desc(), key.desc()) if falls else (column.asc(), key.asc())
