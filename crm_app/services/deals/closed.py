"""What was won, when, by whom: sums by month that targets, forecasts and reports share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, literal, union_all
from sqlmodel import case, col, func, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.lib.periods import Period
from crm_app.models.deals import Deal, StageKind
from crm_app.models.quotes import LineKind, Product, Quote, QuoteLine, QuoteStatus
from crm_app.services.days import read_day
from crm_app.services.pipelines import all_stages


@dataclass(frozen=True, slots=True)
class Won:
    """What one person of a team won in a month (or another period), in one currency."""

    month: Period
    owner_id: int
    team_id: int
    currency: str
    amount: Decimal
    count: int


def stage_ids(work: Work, *kinds: StageKind) -> list[int]:
    """The stages, of all pipelines, that mean one of these."""
    return [key for key, stage in all_stages(work.session).items() if stage.kind in kinds]


def won_by_month(work: Work, months: Sequence[Period], *more: Any) -> list[Won]:
    """Of deals one may see, won in these months (which follow each other); `more` narrows them."""
    month = month_column(Deal.closed_at, months, work.actor.zone)
    keys: list[Any] = [month.label("month"), Deal.owner_id, Deal.team_id, Deal.currency]
    sums: list[Any] = [func.sum(Deal.amount), func.count()]
    found = select(*keys, *sums).where(*won_within(work, months), *more)
    rows = work.session.exec(work.narrowed(found, Deal).group_by(*keys))
    return [
        Won(months[place], owner, team, currency, amount, count)
        for place, owner, team, currency, amount, count in rows
    ]


def won_together(work: Work, period: Period, *more: Any) -> list[Won]:
    """The same of a whole period at once."""
    keys: list[Any] = [Deal.owner_id, Deal.team_id, Deal.currency]
    sums: list[Any] = [func.sum(Deal.amount), func.count()]
    found = select(*keys, *sums).where(*won_within(work, [period]), *more)
    rows = work.session.exec(work.narrowed(found, Deal).group_by(*keys))
    return [Won(period, *row) for row in rows]


@dataclass(frozen=True, slots=True)
class Ended:
    """What one person won or lost in a stage, in one currency."""

    owner_id: int
    currency: str
    amount: Decimal
    count: int


def ended_by_stage(work: Work, period: Period) -> dict[int, list[Ended]]:
    """Stage id → what ended there in a period, lost ones too, of all pipelines."""
    first, after = period.moments(work.actor.zone)
    keys: list[Any] = [Deal.owner_id, Deal.currency]
    sums: list[Any] = [func.sum(Deal.amount).label("amount"), func.count().label("count")]

    def of_stage(stage_id: int) -> Any:
        named = literal(stage_id, Integer).label("stage")
        found = select(named, *keys, *sums).where(
            col(Deal.deleted_at).is_(None),
            col(Deal.stage_id) == stage_id,
            col(Deal.closed_at) >= first,
            col(Deal.closed_at) < after,
        )
        return work.narrowed(found, Deal, along=True).group_by(*keys)

    ended: dict[int, list[Ended]] = {}
    ids = stage_ids(work, StageKind.WON, StageKind.LOST)
    for stage_id, *row in each_of(work, [of_stage(key) for key in ids]):
        ended.setdefault(stage_id, []).append(Ended(*row))
    return ended


def each_of(work: Work, statements: Sequence[Any]) -> list[Any]:
    """The rows of several statements alike, asked as one: each is sorted by itself, which is half
    the work of sorting them together.
    """
    if not statements:
        return []
    apart = [select(one.subquery()) for one in statements]
    return list(work.session.exec(union_all(*apart)))  # type: ignore[call-overload]


def won_by_region(
    work: Work, months: Sequence[Period]
) -> list[tuple[str, Period, str, Decimal, int]]:
    """(Region of the customer, month, currency, amount, deals) of what was won."""
    month = month_column(Deal.closed_at, months, work.actor.zone).label("month")
    keys: list[Any] = [Deal.buyer_region, month, Deal.currency]
    sums: list[Any] = [func.sum(Deal.amount), func.count()]
    found = select(*keys, *sums).where(*won_within(work, months))
    rows = work.session.exec(work.narrowed(found, Deal, along=True).group_by(*keys))
    return [(region, months[place], *rest) for region, place, *rest in rows]


def won_within(work: Work, months: Sequence[Period]) -> list[Any]:
    """The conditions of deals won in months that follow each other."""
    first, after = months[0].moments(work.actor.zone)[0], months[-1].moments(work.actor.zone)[1]
    return [
        col(Deal.deleted_at).is_(None),
        col(Deal.stage_id).in_(stage_ids(work, StageKind.WON)),
        col(Deal.closed_at) >= first,
        col(Deal.closed_at) < after,
    ]


def month_column(moment: Any, months: Sequence[Period], zone_name: str) -> Any:
    """Which of the months a moment lies in, as their place: months end at a zone's midnight."""
    if len(months) == 1:
        return func.coalesce(0, 0)
    ends = [(col(moment) < m.moments(zone_name)[1], n) for n, m in enumerate(months[:-1])]
    return case(*ends, else_=len(months) - 1)


def closed_filter(name: str) -> Any:
    """A list's filter: closed on that day of the actor's zone or later (from), or earlier (to)."""

    def condition(work: Work, typed: str) -> Any:
        day = read_day(typed, name)
        if day is None:
            return col(Deal.id).is_not(None)
        place = zone(work.actor.zone)
        if name.endswith("from"):
            return col(Deal.closed_at) >= _midnight(day, place)
        return col(Deal.closed_at) < _midnight(day + timedelta(days=1), place)

    return condition


def _midnight(day: Any, place: Any) -> datetime:
    return datetime.combine(day, time(), place).astimezone(UTC)


def passed_filter(work: Work, named: str) -> Any:
    """A list's filter: deals that have entered the stage with that public id, or key."""
    stages = all_stages(work.session).items()
    return passed_any(key for key, one in stages if named in (one.public_id, one.key))


def beyond_filter(work: Work, named: str) -> Any:
    """A list's filter: deals that have entered a stage and then, or before, a later one of its
    pipeline that is no loss.
    """
    stages = all_stages(work.session)
    found = col(Deal.id).is_(None)
    for key, one in stages.items():
        if named not in (one.public_id, one.key):
            continue
        later = [
            k
            for k, s in stages.items()
            if (s.pipeline_id, s.is_active) == (one.pipeline_id, True)
            and s.rank > one.rank
            and s.kind is not StageKind.LOST
        ]
        found |= passed_any([key]) & passed_any(later)
    return found


def text_filter(column: Any) -> Any:
    """A list's filter on a text; "-" stands for none."""
    return lambda _, value: col(column) == ("" if value == "-" else value)


def passed_any(ids: Iterable[int]) -> Any:
    """Deals that have entered one of these stages."""
    found = col(Deal.id).is_(None)
    for key in ids:
        found |= col(Deal.passed).contains(f".{key}.", autoescape=True)
    return found


def sold_filter(_: Work, asked: str) -> Any:
    """A list's filter: deals whose accepted quote has the product, by public id, on a counted line;
    with ":CNY" behind it, those whose quote is in that currency.
    """
    product, _mark, currency = asked.partition(":")
    lines = (
        select(Quote.deal_id)
        .join(QuoteLine, col(QuoteLine.quote_id) == Quote.id)
        .join(Product, col(Product.id) == QuoteLine.product_id)
        .where(col(Product.public_id) == product, *accepted_lines())
    )
    if currency:
        lines = lines.where(col(Quote.currency) == currency)
    return col(Deal.id).in_(lines.where(col(Quote.deal_id).is_not(None)))


def accepted_lines() -> list[Any]:
    """The conditions of lines that count, of quotes that a customer has accepted."""
    return [
        col(Quote.status) == QuoteStatus.ACCEPTED,
        col(Quote.deleted_at).is_(None),
        col(QuoteLine.kind) == LineKind.ITEM.value,
        col(QuoteLine.is_optional).is_(False),
    ]
