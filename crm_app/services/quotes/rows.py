"""What screens, the API and exports see of quotes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from crm_app.core.permissions import Actor, Permission
from crm_app.services import pricing


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

    @classmethod
    def of(cls, totals: pricing.Totals, discount: Decimal, actor: Actor) -> "Figures":
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
        )


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
    sent_at: datetime | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a quote; `cost` is None for those who may not see it."""

    public_id: str
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


@dataclass(frozen=True, slots=True)
class Revision:
    """One of the revisions that share a number."""

    public_id: str
    revision: int
    status: str
    total: Decimal
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class QuotePage:
    """A quote whole."""

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
    valid_until: date | None = None
    note: str = ""
    figures: Figures = Figures()
    lines: list[LineRow] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    created_at: datetime | None = None
    updated_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LineForm:
    """A line as somebody enters it: numbers as typed.

    `public_id` names a line that is there already. None takes what the product or the stored line
    says; `cost` is for those who may see it.
    """

    public_id: str = ""
    product: str = ""
    text: str | None = None
    unit: str | None = None
    quantity: str = "1"
    price: str | None = None
    discount: str = "0"
    tax_rate: str | None = None
    cost: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteForm:
    """What somebody enters; None leaves a field as it is. `lines` are all lines, in order."""

    customer: str | None = None
    contact: str | None = None
    deal: str | None = None
    currency: str | None = None
    discount: str | None = None
    valid_until: str | None = None
    note: str | None = None
    lines: list[LineForm] | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would come to: its figures and each line's amount, in order."""

    figures: Figures
    amounts: list[Decimal]
