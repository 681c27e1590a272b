"""Pure decisions: from a customer's figures to scores, group, stage, tier and value."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from crm_app.lib.exact import SCALE
from crm_app.models.lifecycle import GROUPS, STAGES

__all__ = ["GROUPS", "STAGES"]
TIERS = ("A", "B", "C")
YEAR = 365
_NONE = Decimal(0)


class Figures(NamedTuple):
    """What the orders of one customer come to, in the house's currency.

    Sums are whole ten-thousandths, as they are stored: of a hundred thousand customers, Decimals
    would take longer than the query.
    """

    orders: int
    spent: int
    orders_year: int
    spent_year: int
    first_on: date
    last_on: date
    second_on: date | None

    @property
    def spend(self) -> Decimal:
        """What he spent in all."""
        return Decimal(self.spent) / SCALE

    @property
    def spend_year(self) -> Decimal:
        """What he spent within a year."""
        return Decimal(self.spent_year) / SCALE


@dataclass(frozen=True, slots=True)
class Limits:
    """The rules as an administrator set them; 0 switches a tier's condition off."""

    a_spend: Decimal = Decimal(500_000)
    a_orders: int = 0
    b_spend: Decimal = Decimal(100_000)
    b_orders: int = 6
    applies_tiers: bool = False
    first_days: int = 90
    shortest_days: int = 7
    risk_percent: int = 200
    lost_percent: int = 400


@dataclass(frozen=True, slots=True)
class Basis:
    """What a recomputation judged by: the day, the four cuts of each measure, how many come back."""

    day: date
    cuts: Mapping[str, Sequence[float]] = field(default_factory=dict)
    returning: float = 0.0
    limits: Limits = field(default_factory=Limits)

    def stored(self) -> dict[str, Any]:
        """As the database keeps it."""
        limits = {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in asdict(self.limits).items()
        }
        cuts = {name: list(values) for name, values in self.cuts.items()}
        day = self.day.isoformat()
        return {"day": day, "cuts": cuts, "returning": self.returning, "limits": limits}

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> "Basis":
        """From what the database keeps."""
        limits: dict[str, Any] = {
            name: Decimal(given) if name.endswith("_spend") else given
            for name, given in value["limits"].items()
        }
        day = date.fromisoformat(value["day"])
        return cls(day, value["cuts"], value["returning"], Limits(**limits))


class Judged(NamedTuple):
    """What follows from figures and a basis."""

    interval: int
    recency: int
    frequency: int
    money: int
    rfm_group: str
    stage: str
    stage_since: date
    tier: str
    expected: int  # whole ten-thousandths


def cuts(values: Iterable[float]) -> list[float]:
    """Where each fifth begins: the least value that so many fifths of all lie strictly below.

    Equal values get equal scores, whoever comes first, so that anybody can reckon them again.
    """
    counted = sorted(Counter(values).items())
    total = sum(count for _, count in counted)
    found: list[float] = []
    below = 0
    for value, count in counted:
        while len(found) < 4 and 5 * below >= (len(found) + 1) * total:
            found.append(value)
        below += count
    return found


def basis_of(day: date, all_figures: Sequence[Figures], limits: Limits) -> Basis:
    """What to judge by, from everybody's figures."""
    old = [one for one in all_figures if (day - one.first_on).days >= YEAR]
    came_back = sum(one.second_on is not None for one in old)
    return Basis(
        day,
        {
            "recency": cuts(-(day - one.last_on).days for one in all_figures),
            "frequency": cuts(one.orders for one in all_figures),
            "money": cuts(one.spent for one in all_figures),
        },
        round(came_back / len(old), 4) if old else 0.0,
        limits,
    )


def judge(one: Figures, basis: Basis, referred_on: date | None = None) -> Judged:
    """Scores, group, stage with its date, tier and expected value of one customer."""
    since = max(0, (basis.day - one.last_on).days)
    cut = basis.cuts
    recency = 1 + bisect_right(cut.get("recency", ()), -since)
    frequency = 1 + bisect_right(cut.get("frequency", ()), one.orders)
    money = 1 + bisect_right(cut.get("money", ()), one.spent)
    interval = interval_of(one, basis.limits)
    stage, stage_since = stage_of(one, basis, interval, referred_on)
    return Judged(
        *(interval, recency, frequency, money),
        group_of(recency, frequency, money, orders=one.orders),
        *(stage, stage_since, tier_of(one, basis.limits)),
        expected(one, basis, interval),
    )


def group_of(recency: int, frequency: int, spent: int, *, orders: int) -> str:
    """The name of a place in the cube of scores; each combination has exactly one."""
    worth = (frequency + spent) / 2
    if orders == 1 and recency >= 4:
        return "new"
    if recency >= 4:
        return "champions" if worth >= 4 else "loyal" if worth >= 3 else "promising"
    if recency == 3:
        return "loyal" if worth >= 4 else "attention" if worth >= 2 else "resting"
    if recency == 1 and worth >= 4:
        return "cannot_lose"
    if worth >= 3:
        return "at_risk"
    return "resting" if recency == 2 else "lost"


def interval_of(one: Figures, limits: Limits) -> int:
    """The usual days between orders: the mean, not less than the shortest; after one order what the
    rules say."""
    span = (one.last_on - one.first_on).days
    if one.orders < 2 or span == 0:
        return limits.first_days
    return max(limits.shortest_days, round(span / (one.orders - 1)))


def stage_of(
    one: Figures, basis: Basis, interval: int, referred_on: date | None
) -> tuple[str, date]:
    """The stage and the day on which it began."""
    limits, late = basis.limits, (basis.day - one.last_on).days
    if 100 * late >= interval * limits.risk_percent:
        is_lost = 100 * late >= interval * limits.lost_percent
        percent = limits.lost_percent if is_lost else limits.risk_percent
        begun = one.last_on + timedelta(days=-(-interval * percent // 100))
        return "lost" if is_lost else "at_risk", begun
    if referred_on is not None:
        return "referral", referred_on
    return ("repeat", one.second_on) if one.second_on else ("first", one.first_on)


def tier_of(one: Figures, limits: Limits) -> str:
    """A or B by what was bought within a year (either condition is enough), otherwise C."""
    for tier, spend, orders in (
        ("A", limits.a_spend, limits.a_orders),
        ("B", limits.b_spend, limits.b_orders),
    ):
        if (spend and one.spent_year >= spend * SCALE) or (orders and one.orders_year >= orders):
            return tier
    return "C"


def activity(one: Figures, basis: Basis, interval: int) -> float:
    """How far a customer counts as still there: whole for one usual interval, half after each more."""
    late = max(0, (basis.day - one.last_on).days) / interval - 1
    return 1.0 if late <= 0 else 0.5**late


def expected(one: Figures, basis: Basis, interval: int) -> int:
    """What he probably brings within a year, to the cent, in ten-thousandths: average order x orders
    a year x how far still there."""
    a_year = basis.returning if one.orders < 2 else YEAR / interval
    return round(one.spent / one.orders * a_year * activity(one, basis, interval) / 100) * 100
