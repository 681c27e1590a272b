"""What screens and the API see of price books."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class BookRow:
    """A price book; `said_zh` and `said_en` say in words when it counts.

    `state` is current, coming, over or off (not in use); `place` is where it stands, from 1.
    """

    public_id: str = ""
    version: int = 0
    zh: str = ""
    en: str = ""
    place: int = 1
    currency: str = "CNY"
    tax_included: bool = False
    tiers: list[str] = field(default_factory=list)
    industries: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    valid_from: date | None = None
    valid_until: date | None = None
    is_active: bool = True
    state: str = "current"
    said_zh: str = ""
    said_en: str = ""
    products: int = 0


@dataclass(frozen=True, slots=True)
class TierRow:
    """A price from a quantity on; `off` is how far below the product's own it is, in percent."""

    from_quantity: Decimal
    price: Decimal
    off: Decimal | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A product in a book, with its tiers, the smallest quantity first."""

    product: str
    code: str
    zh: str
    en: str
    unit: str
    list_price: Decimal
    list_currency: str
    is_active: bool
    tiers: list[TierRow]


@dataclass(frozen=True, slots=True)
class BookPage:
    """A book whole."""

    row: BookRow = field(default_factory=BookRow)
    prices: list[EntryRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ProductBook:
    """A book that a product is in."""

    book: BookRow
    tiers: list[TierRow]


@dataclass(frozen=True, slots=True)
class BookForm:
    """What somebody enters; None leaves a field as it is. Days are YYYY-MM-DD, "" for open."""

    zh: str | None = None
    en: str | None = None
    currency: str | None = None
    tax_included: bool | None = None
    tiers: list[str] | None = None
    industries: list[str] | None = None
    regions: list[str] | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    is_active: bool | None = None


@dataclass(frozen=True, slots=True)
class TierForm:
    """A price from a quantity on, as typed."""

    from_quantity: str = "1"
    price: str = ""


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A row of a pasted range as it was understood; `problem_zh` and `problem_en` say why it was not."""

    line: int
    product: str
    name: str
    from_quantity: str
    price: str
    problem_zh: str = ""
    problem_en: str = ""


@dataclass(frozen=True, slots=True)
class FoundPrice:
    """What a product costs a customer on a day: from which book and tier, or the product's own.

    `source` is book, list or "" where there is no price in the currency; with tax or without as
    `tax_included` says.
    """

    price: Decimal
    currency: str
    tax_included: bool
    source: str
    book: str = ""
    book_zh: str = ""
    book_en: str = ""
    tier_from: Decimal = Decimal(0)
