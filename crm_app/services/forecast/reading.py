"""The open deals of a period, summed by what the forecast tells apart; one read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Float, cast, type_coerce
from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.lib.exact import SCALE, money
from crm_app.lib.periods import Period
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services import deals
from crm_app.services.currencies import smallest
from crm_app.services.forecast import rules
from crm_app.services.forecast.rows import Rate


@dataclass(frozen=True, slots=True)
class Part:
    """Open deals that have stage, currency, owner and team in common: category → how many there are,
    and what they are worth in ten-thousandths of the currency, as the database keeps it. `squares` are
    summed up of those that are not left out.
    """

    stage_id: int
    currency: str
    owner_id: int
    team_id: int
    counts: dict[str, int]
    amounts: dict[str, int]
    squares: float

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def counted(self) -> int:
        """How many are not left out."""
        return self.count - self.counts.get("omitted", 0)

    @property
    def amount(self) -> Decimal:
        """What all of them are worth."""
        return Decimal(sum(self.amounts.values())) / SCALE

    @property
    def counted_amount(self) -> Decimal:
        """What those that are not left out are worth."""
        return self.amount - Decimal(self.amounts.get("omitted", 0)) / SCALE

    def apart(self) -> Iterable[tuple[str, "Part"]]:
        """Each category, and its deals alone."""
        for said, count in self.counts.items():
            worth = {said: self.amounts[said]}
            yield said, replace(self, counts={said: count}, amounts=worth, squares=0.0)


@dataclass(slots=True)
class Sums:
    """A forecast while it is added up, in ten-thousandths; `stages` holds open amounts by stage,
    omitted ones not.
    """

    currency: str
    won: Decimal = Decimal(0)
    won_count: int = 0
    count: int = 0
    amounts: dict[str, int] = field(default_factory=dict)
    stages: dict[int, int] = field(default_factory=dict)

    def take(self, part: Part) -> None:
        """Add open deals."""
        counted = 0
        for said, amount in part.amounts.items():
            self.amounts[said] = self.amounts.get(said, 0) + amount
            counted += amount if said != "omitted" else 0
        self.count += part.count
        if counted or part.counted:
            self.stages[part.stage_id] = self.stages.get(part.stage_id, 0) + counted

    def take_won(self, won: "deals.Won") -> None:
        """Add won deals."""
        self.won += won.amount
        self.won_count += won.count

    @property
    def open(self) -> Decimal:
        """All open deals."""
        return self._of(*self.amounts)

    @property
    def commit(self) -> Decimal:
        """Those that are committed."""
        return self._of("commit")

    @property
    def best(self) -> Decimal:
        """Those, and the best case."""
        return self._of("commit", "best")

    def _of(self, *said: str) -> Decimal:
        return Decimal(sum(self.amounts.get(one, 0) for one in said)) / SCALE

    def weighted(self, rates: dict[int, Rate]) -> Decimal:
        """What is won, and the open amounts by the rates of their stages."""
        open_ones = (weigh(Decimal(amount), rates[key]) for key, amount in self.stages.items())
        total = self.won + sum(open_ones, Decimal(0)) / SCALE
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
    """The open deals that one may see, in as few sums as the forecast needs.

    What the seller says of a deal is told apart within the sums: stage, currency, owner and team are
    the beginning of an index, so nothing has to be sorted.
    """
    keys: list[Any] = [Deal.stage_id, Deal.currency, Deal.owner_id, Deal.team_id]
    raw = type_coerce(col(Deal.amount), BigInteger)  # ten-thousandths, as stored
    square = cast(raw, Float) * cast(raw, Float)
    said = col(Deal.forecast)
    sums: list[Any] = [func.sum(square).filter(said != "omitted")]
    for one in _SAID:
        sums += [func.count().filter(said == one), func.sum(raw).filter(said == one)]
    found = select(*keys, *sums).where(*conditions)
    rows = work.session.exec(work.narrowed(found, Deal, along=True).group_by(*keys))
    return [_part(stages, *row) for row in rows]


_SAID = ("", *deals.CATEGORIES)


def _part(
    stages: dict[int, Stage],
    stage_id: int,
    currency: str,
    owner_id: int,
    team_id: int,
    squares: float | None,
    *sums: int | None,
) -> Part:
    counts: dict[str, int] = {}
    amounts: dict[str, int] = {}
    for place, said in enumerate(_SAID):
        count, amount = sums[2 * place], sums[2 * place + 1]
        if count:
            key = said or deals.stage_category(stages[stage_id])
            counts[key] = counts.get(key, 0) + count
            amounts[key] = amounts.get(key, 0) + int(amount or 0)
    return Part(stage_id, currency, owner_id, team_id, counts, amounts, squares or 0.0)


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
    return summed(((key(part), part) for part in parts), ((key(one), one) for one in won))


def summed(
    parts: Iterable[tuple[Any, Part]], won: "Iterable[tuple[Any, deals.Won]]"
) -> dict[tuple[Any, str], Sums]:
    """The same of parts and won deals that are named already."""
    found: dict[tuple[Any, str], Sums] = {}
    for key, part in parts:
        found.setdefault((key, part.currency), Sums(part.currency)).take(part)
    for key, one in won:
        found.setdefault((key, one.currency), Sums(one.currency)).take_won(one)
    return found
