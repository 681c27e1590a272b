"""What somebody enters of a quote: numbers and days as typed."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LineForm:
    """A line as somebody enters it: numbers as typed.

    `public_id` names a line that is there already. None takes what the product or the stored line
    says; `cost` is for those who may see it. `promotion` is the public id of one to take, "" of none:
    a discount or price that is typed beside it counts. `automatic` asks for the price of book or list, False
    for the one that is typed; None takes a typed one that differs as changed by hand.
    """

    public_id: str = ""
    product: str = ""
    kind: str | None = None
    is_optional: bool | None = None
    text: str | None = None
    text_en: str | None = None
    unit: str | None = None
    quantity: str = "1"
    price: str | None = None
    discount: str = "0"
    tax_rate: str | None = None
    cost: str | None = None
    automatic: bool | None = None
    promotion: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteForm:
    """What somebody enters; None leaves a field as it is. `lines` are all lines, in order.

    The discount is in percent, or else an amount: one takes the place of the other.
    """

    customer: str | None = None
    contact: str | None = None
    deal: str | None = None
    currency: str | None = None
    discount: str | None = None
    discount_amount: str | None = None
    tax_included: bool | None = None
    valid_until: str | None = None
    payment_days: str | None = None
    payment_terms: str | None = None
    note: str | None = None
    lines: list[LineForm] | None = None
    custom: dict[str, Any] | None = None
