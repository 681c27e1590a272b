"""What screens and the API see of promotions."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A product or a group of products that a promotion is about."""

    kind: str
    public_id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """A promotion; `effect` says what it gives, `said` for whom, on what and when.

    It gives `discount` percent off, or else a `price` (without tax) in `currency`, on lines of
    `least_quantity` or more. `state` is
    current, coming, over or off (not in use).
    """

    public_id: str = ""
    version: int = 0
    zh: str = ""
    en: str = ""
    discount: Decimal = Decimal(0)
    price: Decimal = Decimal(0)
    currency: str = "CNY"
    least_quantity: Decimal = Decimal(0)
    tiers: list[str] = field(default_factory=list)
    industries: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    targets: list[TargetRow] = field(default_factory=list)
    valid_from: date | None = None
    valid_until: date | None = None
    is_stackable: bool = False
    is_active: bool = True
    state: str = "current"
    effect_zh: str = ""
    effect_en: str = ""
    said_zh: str = ""
    said_en: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class PromotionForm:
    """What somebody enters; None leaves a field as it is. Numbers and days as typed.

    A discount takes the place of a price, and the other way round. `products` and `categories` are
    public ids; none of both stands for everything.
    """

    zh: str | None = None
    en: str | None = None
    discount: str | None = None
    price: str | None = None
    currency: str | None = None
    least_quantity: str | None = None
    products: list[str] | None = None
    categories: list[str] | None = None
    tiers: list[str] | None = None
    industries: list[str] | None = None
    regions: list[str] | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    is_stackable: bool | None = None
    is_active: bool | None = None


@dataclass(frozen=True, slots=True)
class Promoted:
    """What promotions mean for a line: the one it took, the best other one that it might take, and
    where its own discount collides with one. All empty where there is none.
    """

    taken: str = ""
    taken_zh: str = ""
    taken_en: str = ""
    offer: str = ""
    offer_zh: str = ""
    offer_en: str = ""
    collides_zh: str = ""
    collides_en: str = ""


NO_PROMOTION = Promoted()
