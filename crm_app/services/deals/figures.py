"""What the stage history says: velocity, conversion, win rates. Every figure with how many it is of.

All of deals that the actor may see and that are not deleted; demo and real alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, cast
from sqlmodel import case, col, distinct, func, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, query
from crm_app.models.customers import Customer
from crm_app.models.deals import Competitor, Deal, Stage, StageChange, StageKind
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.models.users import Team, User
from crm_app.services.choices import NO_OPTION, Option, option, options_of
from crm_app.services.pipelines import active_stages, find_pipeline, name_of

_DAY = Decimal(86_400)


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment on, before another; None is open."""

    first: datetime | None = None
    after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Velocity:
    """How long deals stay in a stage: the median in days of those that have left it."""

    stage: Option
    median_days: Decimal | None
    count: int


@dataclass(frozen=True, slots=True)
class Conversion:
    """Of the deals that have entered a stage, how many went on (to a later stage that is no loss),
    were won in the end, and are lost or still open.
    """

    stage: Option
    entered: int
    went_on: int
    won: int
    lost: int
    open: int


@dataclass(frozen=True, slots=True)
class WinRate:
    """Won and lost deals of one value of a field; `key` is what a list filters by."""

    key: str
    zh: str
    en: str
    won: int
    lost: int
    rate: Decimal | None


FIELDS = ("owner", "team", "industry", "source", "region", "competitor", "product")


@query(Permission.DEAL_READ)
def velocity(work: Work, pipeline: str = "", span: Span | None = None) -> list[Velocity]:
    """The median days in each open stage of a pipeline, of stays that began in the span."""
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    return [_velocity(work, stage, span) for stage in stages if stage.kind is StageKind.OPEN]


def _velocity(work: Work, stage: Stage, span: Span | None) -> Velocity:
    stays = _of_actor(work, _stays(stage, span))
    count = work.session.exec(select(func.count()).select_from(stays.subquery())).one()
    if not count:
        return Velocity(name_of(stage), None, 0)
    middle = stays.order_by(col(StageChange.stayed_seconds)).offset((count - 1) // 2)
    found = list(work.session.exec(middle.limit(2 - count % 2)))
    days = Decimal(sum(found)) / len(found) / _DAY
    return Velocity(name_of(stage), days.quantize(Decimal("0.1")), count)


def _stays(stage: Stage, span: Span | None) -> Any:
    found = select(StageChange.stayed_seconds).where(
        col(StageChange.to_stage_id) == stage.id, col(StageChange.stayed_seconds).is_not(None)
    )
    return found.where(*_within(StageChange.at, span))


@query(Permission.DEAL_READ)
def conversion(work: Work, pipeline: str = "", span: Span | None = None) -> list[Conversion]:
    """Stage by stage of a pipeline: what became of the deals that entered it in the span."""
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    shown = [stage for stage in stages if stage.kind is StageKind.OPEN]
    entered = _entered(work, shown, span)
    ranks = case(
        *[
            (col(StageChange.to_stage_id) == s.id, s.rank)
            for s in stages
            if s.kind is not StageKind.LOST
        ],
        else_=0,
    )
    reached = (
        select(StageChange.deal_id, func.max(ranks).label("reached"))
        .group_by(col(StageChange.deal_id))
        .subquery()
    )
    kinds = {s.id: s.kind for s in stages}
    won = [key for key, kind in kinds.items() if kind is StageKind.WON]
    lost = [key for key, kind in kinds.items() if kind is StageKind.LOST]
    rows: list[Conversion] = []
    for stage in shown:
        inner = entered.where(col(StageChange.to_stage_id) == stage.id).distinct().subquery()
        counted = (
            select(
                func.count(),
                func.sum(cast(reached.c.reached > stage.rank, Integer)),
                func.sum(cast(col(Deal.stage_id).in_(won), Integer)),
                func.sum(cast(col(Deal.stage_id).in_(lost), Integer)),
            )
            .select_from(inner)
            .join(Deal, col(Deal.id) == inner.c.deal_id)
            .join(reached, reached.c.deal_id == inner.c.deal_id)
        )
        total, on, gained, gone = work.session.exec(counted).one()
        figures = (total, on or 0, gained or 0, gone or 0)
        rows.append(Conversion(name_of(stage), *figures, total - figures[2] - figures[3]))
    return rows


def _entered(work: Work, stages: list[Stage], span: Span | None) -> Any:
    found = select(StageChange.deal_id).where(
        col(StageChange.to_stage_id).in_([stage.id for stage in stages]),
        *_within(StageChange.at, span),
    )
    return _of_actor(work, found)


@query(Permission.DEAL_READ)
def win_rate(work: Work, by: str, pipeline: str = "", span: Span | None = None) -> list[WinRate]:
    """Won and lost deals, closed in the span, by a field of theirs or of their customer; those with
    the most first. A deal with several products counts for each.
    """
    if by not in FIELDS:
        raise Invalid("list.value_unknown", value=by[:60])
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    won = [stage.id for stage in stages if stage.kind is StageKind.WON]
    lost = [stage.id for stage in stages if stage.kind is StageKind.LOST]
    column, joined = _COLUMNS[by], _JOINS.get(by)
    gained = func.count(distinct(case((col(Deal.stage_id).in_(won), Deal.id))))
    gone = func.count(distinct(case((col(Deal.stage_id).in_(lost), Deal.id))))
    found = select(column.label("key"), gained, gone).select_from(Deal)
    if joined is not None:
        found = joined(found)
    closed = found.where(
        col(Deal.deleted_at).is_(None),
        col(Deal.stage_id).in_([*won, *lost]),
        *_within(Deal.closed_at, span),
    )
    rows = work.session.exec(work.narrowed(closed, Deal).group_by(column)).all()
    names = _names(work, by, [key for key, *_ in rows])
    made = [WinRate(*names(key), gain, loss, _rate(gain, loss)) for key, gain, loss in rows]
    return sorted(made, key=lambda row: (-(row.won + row.lost), row.key))


def _rate(won: int, lost: int) -> Decimal | None:
    total = won + lost
    return (Decimal(won) * 100 / total).quantize(Decimal("0.1")) if total else None


def _customer(statement: Any) -> Any:
    return statement.join(Customer, col(Customer.id) == Deal.customer_id)


def _products(statement: Any) -> Any:
    """The products of a deal's latest offers: those of quotes that are not replaced."""
    with_quotes = statement.join(Quote, col(Quote.deal_id) == Deal.id)
    return with_quotes.join(QuoteLine, col(QuoteLine.quote_id) == Quote.id).where(
        col(QuoteLine.product_id).is_not(None), col(Quote.deleted_at).is_(None)
    )


_COLUMNS: dict[str, Any] = {
    "owner": col(Deal.owner_id),
    "team": col(Deal.team_id),
    "industry": col(Customer.industry),
    "source": col(Customer.source),
    "region": col(Customer.region),
    "competitor": col(Deal.competitor_id),
    "product": col(QuoteLine.product_id),
}
_JOINS: dict[str, Callable[[Any], Any]] = dict.fromkeys(("industry", "source", "region"), _customer)
_JOINS["product"] = _products


def _names(work: Work, by: str, keys: list[Any]) -> Callable[[Any], tuple[str, str, str]]:
    """How a value is named: what a list filters by, and both names."""
    if by in ("industry", "source"):
        known = options_of(work.session, by)
        return lambda key: _named(option(known, key or ""))
    if by == "region":
        return lambda key: (key or "", key or "", key or "")
    model: Any = {"owner": User, "team": Team, "competitor": Competitor, "product": Product}[by]
    rows = {row.id: row for row in work.session.exec(select(model).where(col(model.id).in_(keys)))}

    def name(key: Any) -> tuple[str, str, str]:
        row = rows.get(key)
        if row is None:
            return _named(NO_OPTION)
        if by == "product":
            return row.public_id, row.name_zh, row.name_en
        return row.name if by == "competitor" else row.public_id, row.name, row.name

    return name


def _named(found: Option) -> tuple[str, str, str]:
    return found.key, found.zh, found.en


def _of_actor(work: Work, statement: Any) -> Any:
    """Of the deals that the actor may see; who sees everything looks only past deleted ones."""
    if work.actor.scope is Scope.ALL:
        gone = select(Deal.id).where(col(Deal.deleted_at).is_not(None))
        if work.session.exec(gone.limit(1)).first() is None:
            return statement  # what is asked then stands in an index, whole
        return statement.where(col(StageChange.deal_id).not_in(gone))
    mine = work.narrowed(select(Deal.id), Deal).where(col(Deal.deleted_at).is_(None))
    return statement.where(col(StageChange.deal_id).in_(mine))


def _within(column: Any, span: Span | None) -> list[Any]:
    if span is None:
        return []
    conditions = [col(column) >= span.first] if span.first is not None else []
    return [*conditions, col(column) < span.after] if span.after is not None else conditions
