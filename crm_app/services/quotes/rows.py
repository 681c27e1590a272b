"""What screens, the API and exports see of quotes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from crm_app.core.permissions import Actor, Permission
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import pricing
from crm_app.services.custom_fields import FieldValue, Shown
from crm_app.services.promotions import NO_PROMOTION, Promoted


@dataclass(frozen=True, slots=True)
class Figures:
    """Totals as an actor may see them; `cost` and `margin` are None for those who may not.

    `given` is the whole discount against list prices, `discount` only that of the quote, percent.
    """

    subtotal: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    given: Decimal = Decimal(0)
    net: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    currency: str = "CNY"
    cost: Decimal | None = None
    margin: Decimal | None = None
    rates: tuple[pricing.RateTotals, ...] = ()
    rounding: Decimal = Decimal(0)
    is_rounded: bool = False

    @classmethod
    def of(
        cls,
        totals: pricing.Totals,
        discount: Decimal,
        actor: Actor,
        rates: Iterable[pricing.RateTotals] = (),
    ) -> "Figures":
        """The totals under a quote's discount, as this actor may see them."""
        open_books = actor.can(Permission.COST_READ)
        margin = totals.margin
        return cls(
            subtotal=totals.subtotal,
            discount=discount,
            given=round(totals.discount, 2),
            net=totals.net,
            tax=totals.tax,
            total=totals.total,
            currency=totals.currency,
            cost=totals.cost if open_books else None,
            margin=round(margin, 2) if open_books and margin is not None else None,
            rates=tuple(rates),
            rounding=totals.rounding,
            is_rounded=totals.rounding != 0,
        )

    @classmethod
    def of_quote(cls, quote: Quote, lines: Sequence[QuoteLine], actor: Actor) -> "Figures":
        """What a quote comes to with these lines, as this actor may see it."""
        found = pricing.with_discount(quote, lines, quote.discount)
        return cls.of(found, quote.discount, actor, pricing.quote_rates(quote, lines))


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote in a list."""

    public_id: str
    version: int
    number: str
    revision: int
    status: str
    customer: str
    customer_public_id: str
    deal: str
    deal_public_id: str
    owner: str
    discount: Decimal
    net: Decimal
    total: Decimal
    currency: str
    margin: Decimal | None
    valid_until: date | None
    is_expired: bool
    sent_at: datetime | None
    updated_at: datetime
    custom: list[Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PricedBy:
    """Where a line's price is from: `source` is list, book, hand or "" (before that was noted).

    `price` is what list or book say, as it stands on this quote: None where they say nothing.
    """

    source: str = ""
    book: str = ""
    book_zh: str = ""
    book_en: str = ""
    tier_from: Decimal = Decimal(0)
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LinePart:
    """What a bundle on a line holds of something."""

    zh: str
    en: str
    unit: str
    quantity: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a quote; `cost` and `margin` are None for those who may not see them.

    `amount` of a section is that of the lines below it. `origin` is the line it is a copy of.
    """

    public_id: str
    kind: str
    is_optional: bool
    origin: str
    product_public_id: str
    code: str
    text: str
    unit: str
    quantity: Decimal
    price: Decimal
    list_price: Decimal
    cost: Decimal | None
    discount: Decimal
    tax_rate: Decimal
    amount: Decimal
    margin: Decimal | None = None
    priced_by: PricedBy = PricedBy()
    parts: list[LinePart] = field(default_factory=list)
    text_en: str = ""
    promoted: Promoted = NO_PROMOTION


@dataclass(frozen=True, slots=True)
class Revision:
    """One of the revisions that share a number."""

    public_id: str
    revision: int
    status: str
    total: Decimal
    currency: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class QuotePage:
    """A quote whole; `worth` is its total in the house's own currency `base`, by the rate of the day
    it was sent (today's for a draft): None in that currency, or without a rate.
    """

    public_id: str
    version: int
    number: str
    revision: int = 1
    status: str = "draft"
    customer: str = ""
    customer_public_id: str = ""
    contact: str = ""
    contact_public_id: str = ""
    deal: str = ""
    deal_public_id: str = ""
    owner: str = ""
    owner_public_id: str = ""
    currency: str = "CNY"
    discount: Decimal = Decimal(0)
    discount_amount: Decimal = Decimal(0)
    step: Decimal = Decimal(0)
    worth: Decimal | None = None
    base: str = "CNY"
    tax_included: bool = False
    valid_until: date | None = None
    payment_days: int | None = None
    payment_terms: str = ""
    is_expired: bool = False
    note: str = ""
    figures: Figures = Figures()
    lines: list[LineRow] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    created_at: datetime | None = None
    updated_at: datetime | None = None
    updated_by: str = ""
    sent_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: str = ""
    answer_reason: str = ""
    custom: list[FieldValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would come to: its figures, and of each line, in order, amount, margin, price and
    where that is from, its discount, and what promotions mean for it.
    """

    figures: Figures
    amounts: list[Decimal]
    margins: list[Decimal | None]
    prices: list[Decimal]
    priced_by: list[PricedBy]
    discounts: list[Decimal]
    promoted: list[Promoted]
