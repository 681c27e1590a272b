"""The first deals of many places at once: of each column of the board, of each lane's stage.

Where there are many deals, the database looks up each place by itself and stops as soon as it has
enough; where there are few, it ranks them all.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, cast, column, true, values
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from crm_app.core.asking import without_index
from crm_app.core.database import is_sqlite
from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.deals import Deal
from crm_app.services.deals.queries import LISTING

_FEW = 6_000
# Of a place with so many times what is wanted, the first ones come soon along an order's index.
_MANY = 40


@dataclass(frozen=True, slots=True)
class Place:
    """Where deals stand: a stage, within a lane where there are lanes; how many there are."""

    stage_id: int
    count: int
    lane: Any = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of each place: so many, in this order, of those that `chosen` leaves.

    `lane` is the column (or expression) that tells the lanes apart; `narrow` says that a lane has
    so few deals that sorting them is cheaper than walking along an order's index.
    """

    chosen: Sequence[Any]
    sort: str
    most: int
    lane: Any = None
    narrow: bool = False


def first_of_each(work: Work, places: Sequence[Place], asked: Asked) -> list[tuple[Deal, Place]]:
    """The first deals of each place, in order."""
    places = [place for place in places if place.count]
    if sum(place.count for place in places) <= _FEW:
        return _ranked(work, places, asked)
    walks = not asked.narrow and not asked.sort.endswith("entered")
    along = [place for place in places if walks and place.count >= _MANY * asked.most]
    inside = [place for place in places if place not in along]
    found = _looked_up(work, along, asked, along=True) if along else []
    return found + (_looked_up(work, inside, asked, along=False) if inside else [])


def _ranked(work: Work, places: Sequence[Place], asked: Asked) -> list[tuple[Deal, Place]]:
    if not places:
        return []
    stage = _aside(col(Deal.stage_id))  # few are left: sorted, not walked along a stage's index
    parts = [stage] if asked.lane is None else [asked.lane, stage]
    place = func.row_number().over(partition_by=parts, order_by=_order(Deal, asked.sort))
    lane = (func.coalesce(0, 0) if asked.lane is None else asked.lane).label("lane")
    ranked = work.narrowed(select(Deal.id, lane, place.label("place")), Deal)
    conditions = [*asked.chosen, _aside(col(Deal.stage_id)).in_({p.stage_id for p in places})]
    if asked.lane is not None:
        conditions.append(_aside(asked.lane).in_({one.lane for one in places}))
    inner = ranked.where(col(Deal.deleted_at).is_(None), *conditions).subquery()
    found = select(Deal, inner.c.lane).join(inner, inner.c.id == Deal.id)
    rows = work.session.exec(found.where(inner.c.place <= asked.most).order_by(inner.c.place))
    known = {(one.lane, one.stage_id): one for one in places}
    keyed = ((deal, lane if asked.lane is not None else None) for deal, lane in rows.all())
    return [
        (deal, known[lane, deal.stage_id]) for deal, lane in keyed if (lane, deal.stage_id) in known
    ]


def _looked_up(
    work: Work, places: Sequence[Place], asked: Asked, *, along: bool
) -> list[tuple[Deal, Place]]:
    """Place by place within one statement; `along` keeps SQLite off the indexes of stage and lane,
    but for the expected day, which is in order within each stage."""
    table, number, lane, stage = _table(places, asked)
    put = _aside if along else _as_it_is
    at = _as_it_is if asked.sort.endswith("close") else put
    sort = asked.narrow and is_sqlite()  # the few of a lane, and no walk along their order
    conditions = [at(col(Deal.stage_id)) == stage, col(Deal.deleted_at).is_(None), *asked.chosen]
    if asked.lane is not None:
        conditions.append(put(asked.lane) == lane)
    inner: Any = work.narrowed(select(col(Deal.id)), Deal, along=True).where(*conditions)
    inner = inner.order_by(*_order(Deal, asked.sort, apart=sort)).limit(asked.most)
    inner = inner.correlate(table)
    shown: Any = aliased(Deal)
    found: Any = select(shown, number)
    if is_sqlite():
        found = found.select_from(table).join(shown, shown.id.in_(inner))
    else:
        each = inner.lateral()
        found = found.select_from(table).join(each, true()).join(shown, shown.id == each.c.id)
    rows = work.session.exec(found.order_by(*_order(shown, asked.sort))).all()
    return [(deal, places[int(place)]) for deal, place in rows]


def _aside(expression: Any) -> Any:
    return without_index(expression) if is_sqlite() else expression


def _as_it_is(expression: Any) -> Any:
    return expression


def _table(places: Sequence[Place], asked: Asked) -> tuple[Any, Any, Any, Any]:
    """The places as rows: table, number, lane and stage."""
    if is_sqlite():
        pairs = json.dumps([[one.lane, one.stage_id] for one in places])
        table: Any = func.json_each(pairs).table_valued("key", "value").alias("places")
        lane, stage = (func.json_extract(table.c.value, f"$[{n}]") for n in (0, 1))
        return table, table.c.key, lane, stage
    kind = Integer() if asked.lane is None else asked.lane.type
    columns = (column("number", Integer), column("lane", kind), column("stage", Integer))
    rows = [(n, one.lane, one.stage_id) for n, one in enumerate(places)]
    table = values(*columns, name="places").data(rows)
    return table, table.c.number, cast(table.c.lane, kind), table.c.stage


def _order(model: Any, sort: str, *, apart: bool = False) -> tuple[Any, Any]:
    """As a list of deals is ordered; `apart` from any index that has it."""
    name = sort.removeprefix("-")
    if name not in LISTING.orders:
        raise Invalid("list.order_unknown", field="sort", name=name[:40])
    given = LISTING.orders[name]
    moment = getattr(model, getattr(given, "element", given).key)
    moment = without_index(moment) if apart else moment
    if sort.startswith("-"):
        return moment.desc(), model.id.desc()
    return moment.asc(), model.id.asc()
