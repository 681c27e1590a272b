"""What is decided by: figures, limits, the basis of a recomputation, the names of groups."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
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
    """What a recomputation judged by: the day, the four cuts of each measure, the rules."""

    day: date
    cuts: Mapping[str, Sequence[float]] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def stored(self) -> dict[str, Any]:
        """As the database keeps it."""
        limits = {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in asdict(self.limits).items()
        }
        cuts = {name: list(values) for name, values in self.cuts.items()}
        day = self.day.isoformat()
        return {"day": day, "cuts": cuts, "limits": limits}

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> "Basis":
        """From what the database keeps."""
        limits: dict[str, Any] = {
            name: Decimal(given) if name.endswith("_spend") else given
            for name, given in value["limits"].items()
        }
        day = date.fromisoformat(value["day"])
        return cls(day, value["cuts"], Limits(**limits))


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
    there: float  # how far he counts as still there


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
