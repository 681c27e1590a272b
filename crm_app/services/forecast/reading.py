"""The open deals of a period, summed by what the forecast tells apart; one read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Float, cast, type_coerce
from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.lib.exact import money
from crm_app.lib.periods import Period
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services import deals
from crm_app.services.currencies import smallest
from crm_app.services.forecast import rules
from crm_app.services.forecast.rows import Rate


@dataclass(frozen=True, slots=True)
class Part:
    """Open deals that have stage, category, currency, owner and team in common."""

    stage_id: int
    category: str
    currency: str
    owner_id: int
    team_id: int
    count: int
    amount: Decimal
    squares: float


@dataclass(slots=True)
class Sums:
    """A forecast while it is added up; `stages` holds open amounts by stage, omitted ones not."""

    currency: str
    won: Decimal = Decimal(0)
    won_count: int = 0
    open: Decimal = Decimal(0)
    count: int = 0
    commit: Decimal = Decimal(0)
    best: Decimal = Decimal(0)
    stages: dict[int, Decimal] = field(default_factory=dict)

    def take(self, part: Part) -> None:
        """Add open deals."""
        self.open += part.amount
        self.count += part.count
        if part.category == "omitted":
            return
        self.commit += part.amount if part.category == "commit" else 0
        self.best += part.amount if part.category in ("commit", "best") else 0
        self.stages[part.stage_id] = self.stages.get(part.stage_id, Decimal(0)) + part.amount

    def take_won(self, won: "deals.Won") -> None:
        """Add won deals."""
        self.won += won.amount
        self.won_count += won.count

    def weighted(self, rates: dict[int, Rate]) -> Decimal:
        """What is won, and the open amounts by the rates of their stages."""
        open_ones = (weigh(amount, rates[key]) for key, amount in self.stages.items())
        total = self.won + sum(open_ones, Decimal(0))
        return money(total, smallest(self.currency))


@dataclass(frozen=True, slots=True)
class Basis:
    """What a forecast is made of: open deals, won ones, and the rates of the stages."""

    parts: list[Part]
    won: "list[deals.Won]"
    rates: dict[int, Rate]


def weigh(amount: Decimal, rate: Rate) -> Decimal:
    """An amount by a rate, not rounded."""
    return amount * rate.percent / rules.HUNDRED


def expected(work: Work, period: Period, *more: Any) -> list[Any]:
    """The conditions of open deals expected in a period."""
    return [
        col(Deal.deleted_at).is_(None),
        col(Deal.stage_id).in_(deals.stage_ids(work, StageKind.OPEN)),
        col(Deal.expected_close) >= period.first,
        col(Deal.expected_close) <= period.last,
        *more,
    ]


def parts(work: Work, stages: dict[int, Stage], conditions: list[Any]) -> list[Part]:
    """The open deals that one may see, in as few sums as the forecast needs."""
    keys: list[Any] = [Deal.stage_id, Deal.forecast, Deal.currency, Deal.owner_id, Deal.team_id]
    raw = cast(type_coerce(col(Deal.amount), BigInteger), Float)  # ten-thousandths, as stored
    sums: list[Any] = [func.count(), func.sum(Deal.amount), func.sum(raw * raw)]
    found = select(*keys, *sums).where(*conditions)
    return [
        Part(stage, said or deals.stage_category(stages[stage]), *rest)
        for stage, said, *rest in work.session.exec(
            work.narrowed(found, Deal, along=True).group_by(*keys)
        )
    ]


def largest(work: Work, conditions: list[Any], currency: str) -> list[tuple[int, str, Decimal]]:
    """(Stage id, what the seller says, amount) of the largest deals, which are drawn singly."""
    columns: list[Any] = [Deal.stage_id, Deal.forecast, Deal.amount]
    found = select(*columns).where(
        *conditions, col(Deal.currency) == currency, col(Deal.forecast) != "omitted"
    )
    ordered = work.narrowed(found, Deal).order_by(col(Deal.amount).desc(), col(Deal.id))
    return [tuple(row) for row in work.session.exec(ordered.limit(rules.SINGLY))]


def by_currency(
    parts: Iterable[Part], won: "Iterable[deals.Won]", key: Callable[[Any], Any]
) -> dict[tuple[Any, str], Sums]:
    """(Key, currency) → what belongs to it."""
    found: dict[tuple[Any, str], Sums] = {}
    for part in parts:
        found.setdefault((key(part), part.currency), Sums(part.currency)).take(part)
    for one in won:
        found.setdefault((key(one), one.currency), Sums(one.currency)).take_won(one)
    return found
