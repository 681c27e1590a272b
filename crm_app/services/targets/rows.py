"""What screens and the API see of targets."""

from dataclasses import dataclass, field
from decimal import Decimal

from crm_app.services.listed import ListedAmount

KINDS = ("house", "team", "user", "product")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose a target is: a person, a team with those below it, a product, or the whole house."""

    kind: str = "house"
    public_id: str = ""
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A year's target. `gap` is what its months lack of it (below zero: have too much)."""

    public_id: str
    version: int
    subject: Subject
    year: int
    currency: str
    amount: Decimal
    quarters: list[Decimal]
    months: list[Decimal]
    gap: Decimal


@dataclass(frozen=True, slots=True)
class TargetForm:
    """A year's target as it is entered; `months` are split from the amount unless they are named."""

    kind: str
    subject: str
    year: int
    amount: str
    currency: str = "CNY"
    months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attained:
    """What was won of a target in a period.

    `percent` of the target; `pace` is what a steady pace would have brought by today, `ahead` how
    much more there is (below zero: less). `others` was won in other currencies and is not counted.
    `deals` is the list behind it, as an address.
    """

    subject: Subject
    period: str
    currency: str
    target: Decimal
    won: Decimal
    percent: Decimal
    pace: Decimal
    pace_percent: Decimal
    ahead: Decimal
    count: int
    deals: str
    others: list[ListedAmount] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one's own targets stand: this month, quarter and year, and this month of those below."""

    own: list[Attained] = field(default_factory=list)
    below: list[Attained] = field(default_factory=list)
