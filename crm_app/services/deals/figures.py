"""What the stage history says: velocity, conversion. Every figure with how many it is of.

All of deals that the actor may see and that are not deleted; demo and real alike.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import col, distinct, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Deal, Stage, StageChange, StageKind
from crm_app.services.choices import Option
from crm_app.services.deals.trail import changes_seen
from crm_app.services.pipelines import active_stages, find_pipeline, name_of, passed_of

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


@query(Permission.DEAL_READ)
def velocity(work: Work, pipeline: str = "", span: Span | None = None) -> list[Velocity]:
    """The median days in each open stage of a pipeline, of stays that began in the span."""
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    conditions = [*changes_seen(work), *within_span(StageChange.at, span)]
    shown = [stage for stage in stages if stage.kind is StageKind.OPEN]
    return [_along_index(work, stage, conditions) for stage in shown]


def _velocity(stage: Stage, count: int, middle: list[int]) -> Velocity:
    if not middle:
        return Velocity(name_of(stage), None, 0)
    days = Decimal(sum(middle)) / len(middle) / _DAY
    return Velocity(name_of(stage), days.quantize(Decimal("0.1")), count)


def _along_index(work: Work, stage: Stage, conditions: list[Any]) -> Velocity:
    """The stays stand in an index in order, with all that the conditions look at."""
    stays = select(StageChange.stayed_seconds).where(
        col(StageChange.to_stage_id) == stage.id,
        col(StageChange.stayed_seconds) >= 0,
        *conditions,
    )
    count = work.session.exec(select(func.count()).select_from(stays.subquery())).one()
    middle = stays.order_by(col(StageChange.stayed_seconds)).offset(max(0, count - 1) // 2)
    found = work.session.exec(middle.limit(2 - count % 2)) if count else ()
    return _velocity(stage, count, [one for one in found if one is not None])


@query(Permission.DEAL_READ)
def conversion(work: Work, pipeline: str = "", span: Span | None = None) -> list[Conversion]:
    """Stage by stage of a pipeline: what became of the deals that entered it in the span."""
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    known = {stage.id: stage for stage in stages}
    ways = histories(work) if span is None else _entered(work, span)
    rows: list[Conversion] = []
    for stage in stages:
        if stage.kind is not StageKind.OPEN:
            continue
        on = gained = gone = total = 0
        for way in ways:
            if stage.id not in way.entered:
                continue
            here = known.get(way.stage_id)
            later = [known[one] for one in way.passed if one in known]
            total += way.count
            gained += way.count if here and here.kind is StageKind.WON else 0
            gone += way.count if here and here.kind is StageKind.LOST else 0
            on += way.count if any(_goes_on(stage, one) for one in later) else 0
        rows.append(Conversion(name_of(stage), total, on, gained, gone, total - gained - gone))
    return rows


def _goes_on(stage: Stage, later: Stage) -> bool:
    return later.rank > stage.rank and later.kind is not StageKind.LOST


@dataclass(frozen=True, slots=True)
class Way:
    """So many deals have passed the same stages and stand in the same one; `entered` are those
    that count: all they have passed, or what they entered in a span.
    """

    stage_id: int
    passed: frozenset[int]
    entered: frozenset[int]
    count: int


def histories(work: Work) -> list[Way]:
    """All deals one may see, by where they have been and stand: from an index, whole."""
    keys = (col(Deal.stage_id), col(Deal.passed))
    found = select(*keys, func.count()).where(col(Deal.deleted_at).is_(None))
    rows = work.session.exec(work.narrowed(found, Deal, along=True).group_by(*keys)).all()
    made = [(stage, frozenset(passed_of(passed)), count) for stage, passed, count in rows]
    return [Way(stage, passed, passed, count) for stage, passed, count in made]


def _entered(work: Work, span: Span) -> list[Way]:
    keys = (col(StageChange.to_stage_id), col(Deal.stage_id), col(Deal.passed))
    found = (
        select(*keys, func.count(distinct(col(Deal.id))))
        .join(Deal, col(Deal.id) == StageChange.deal_id)
        .where(col(Deal.deleted_at).is_(None), *within_span(StageChange.at, span))
    )
    return [
        Way(stage, frozenset(passed_of(passed)), frozenset({entered}), count)
        for entered, stage, passed, count in work.session.exec(
            work.narrowed(found, Deal).group_by(*keys)
        )
    ]


def within_span(column: Any, span: Span | None) -> list[Any]:
    """The conditions of a moment that lies in a span."""
    if span is None:
        return []
    conditions = [col(column) >= span.first] if span.first is not None else []
    return [*conditions, col(column) < span.after] if span.after is not None else conditions
