"""What the stage history says: velocity, conversion. Every figure with how many it is of.

All of deals that the actor may see and that are not deleted; demo and real alike.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, literal
from sqlmodel import col, func, select

from crm_app.core.permissions import Permission, Scope
from crm_app.core.work import Work, query
from crm_app.models.deals import Deal, Stage, StageChange, StageKind
from crm_app.services.choices import Option
from crm_app.services.deals.closed import each_of
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
def velocity(work: Work, pipeline: str = "") -> list[Velocity]:
    """The median days in each open stage of a pipeline.

    The stays stand in an index in order, with all that the conditions look at: how many there are
    says where the middle is.
    """
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    shown = [stage for stage in stages if stage.kind is StageKind.OPEN]
    key = col(StageChange.to_stage_id)
    counts, stays = _stays(work, [one.id or 0 for one in shown])
    middles = [_middle(key, one.id, count, stays) for one in shown if (count := counts.get(one.id))]
    seconds: dict[int, list[int]] = {}
    for stage_id, stayed in each_of(work, middles):
        seconds.setdefault(stage_id, []).append(stayed)
    return [_velocity(one, counts.get(one.id, 0), seconds.get(one.id or 0, [])) for one in shown]


def _stays(work: Work, stage_ids: list[int]) -> tuple[dict[int | None, int], list[Any]]:
    """How many stays each stage has of deals one may see, and the conditions of these.

    One by one: counting along an index is half the work of grouping it. Who sees everything has all
    of them but for those of the recycle bin, which are few: whose they are need not be read.
    """
    key, stayed = col(StageChange.to_stage_id), [col(StageChange.stayed_seconds) >= 0]
    binned: dict[int | None, int] = {}
    if work.actor.scope is Scope.ALL:
        bin_of = select(Deal.id).where(col(Deal.deleted_at).is_not(None))
        gone = select(key, func.count()).where(col(StageChange.deal_id).in_(bin_of), *stayed)
        binned = dict(work.session.exec(gone.group_by(key)).all())
    seen = [*stayed, *changes_seen(work)]
    asked = stayed if work.actor.scope is Scope.ALL else seen
    numbers = [
        select(literal(one, Integer), func.count()).where(key == one, *asked) for one in stage_ids
    ]
    counts = {one: many - binned.get(one, 0) for one, many in each_of(work, numbers)}
    is_whole = work.actor.scope is Scope.ALL and not binned
    return counts, stayed if is_whole else seen


def _middle(key: Any, stage_id: int | None, count: int, stays: list[Any]) -> Any:
    """The stay in the middle of a stage's, or the two."""
    ordered = select(key, StageChange.stayed_seconds).where(key == stage_id, *stays)
    ordered = ordered.order_by(col(StageChange.stayed_seconds)).offset((count - 1) // 2)
    return ordered.limit(2 - count % 2)


def _velocity(stage: Stage, count: int, middle: list[int]) -> Velocity:
    if not middle:
        return Velocity(name_of(stage), None, 0)
    days = Decimal(sum(middle)) / len(middle) / _DAY
    return Velocity(name_of(stage), days.quantize(Decimal("0.1")), count)


@query(Permission.DEAL_READ)
def conversion(work: Work, pipeline: str = "") -> list[Conversion]:
    """Stage by stage of a pipeline: what became of the deals that have entered it."""
    stages = active_stages(work.session, find_pipeline(work.session, pipeline))
    known = {stage.id: stage for stage in stages}
    ways = histories(work)
    rows: list[Conversion] = []
    for stage in stages:
        if stage.kind is not StageKind.OPEN:
            continue
        on = gained = gone = total = 0
        for way in ways:
            if stage.id not in way.passed:
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
    """So many deals have passed the same stages and stand in the same one."""

    stage_id: int
    passed: frozenset[int]
    count: int


def histories(work: Work) -> list[Way]:
    """All deals one may see, by where they have been and stand: from an index, whole."""
    keys = (col(Deal.stage_id), col(Deal.passed))
    found = select(*keys, func.count()).where(col(Deal.deleted_at).is_(None))
    rows = work.session.exec(work.narrowed(found, Deal, along=True).group_by(*keys)).all()
    return [Way(stage, frozenset(passed_of(passed)), count) for stage, passed, count in rows]


def within_span(column: Any, span: Span | None) -> list[Any]:
    """The conditions of a moment that lies in a span."""
    if span is None:
        return []
    conditions = [col(column) >= span.first] if span.first is not None else []
    return [*conditions, col(column) < span.after] if span.after is not None else conditions
