"""What screens, the API and exports see of orders."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from crm_app.services.references import NOBODY, Reference


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in a list; `delivered` is how much of its value went out, in percent."""

    public_id: str
    version: int
    number: str
    status: str
    customer: Reference
    contract: Reference
    owner: Reference
    net: Decimal
    tax: Decimal
    total: Decimal
    currency: str
    delivered: int
    ordered_on: date | None
    deliver_by: date | None
    is_late: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class OrderLineRow:
    """A line of an order; `left` is what has still to go out, `amount` is with tax."""

    public_id: str
    product_public_id: str
    code: str
    text: str
    unit: str
    quantity: Decimal
    price: Decimal
    discount: Decimal
    tax_rate: Decimal
    net: Decimal
    tax: Decimal
    amount: Decimal
    delivered: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class DeliveredRow:
    """How much of a line went out with a delivery."""

    line: str
    text: str
    unit: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Something that went out."""

    public_id: str
    rank: int
    delivered_on: date
    tracking: str
    note: str
    at: datetime
    by: str
    is_void: bool
    void_reason: str
    voided_by: str
    lines: list[DeliveredRow]


@dataclass(frozen=True, slots=True)
class OrderPage:
    """An order whole. `has_own_money`: no contract holds its plan, payments and invoices."""

    public_id: str
    version: int
    number: str
    status: str = "open"
    customer: Reference = NOBODY
    contact: Reference = NOBODY
    deal: Reference = NOBODY
    quote: Reference = NOBODY
    contract: Reference = NOBODY
    owner: Reference = NOBODY
    net: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    rounding: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    currency: str = "CNY"
    delivered: int = 0
    ordered_on: date | None = None
    ordered_time: str = ""
    party: int | None = None
    deliver_by: date | None = None
    is_late: bool = False
    note: str = ""
    cancel_reason: str = ""
    received: Decimal = Decimal(0)
    invoiced: Decimal = Decimal(0)
    has_own_money: bool = True
    can_change_lines: bool = False
    lines: list[OrderLineRow] = field(default_factory=list)
    deliveries: list[DeliveryRow] = field(default_factory=list)
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrderLineForm:
    """A line as somebody enters it: numbers as typed, prices without tax. With a `product` None
    takes what the product says."""

    product: str = ""
    text: str | None = None
    unit: str | None = None
    quantity: str = "1"
    price: str | None = None
    discount: str = "0"
    tax_rate: str | None = None


@dataclass(frozen=True, slots=True)
class LinesPreview:
    """What lines come to; `amounts` are theirs before tax, in order."""

    currency: str = "CNY"
    net: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    total: Decimal = Decimal(0)
    amounts: list[Decimal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What somebody enters; None leaves a field as it is. From a quote the lines come from it.

    `ordered_time` is HH:MM in the actor's zone, `party` how many came together.
    """

    contract: str | None = None
    quote: str | None = None
    customer: str | None = None
    contact: str | None = None
    currency: str | None = None
    ordered_on: str | None = None
    ordered_time: str | None = None
    party: str | None = None
    deliver_by: str | None = None
    note: str | None = None
    lines: list[OrderLineForm] | None = None


@dataclass(frozen=True, slots=True)
class DeliveryForm:
    """What goes out: pairs of a line's public id and a quantity; without `lines` all that is left."""

    delivered_on: str = ""
    tracking: str = ""
    note: str = ""
    lines: list[tuple[str, str]] | None = None
