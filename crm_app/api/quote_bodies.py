"""What quotes look like over REST, and what is sent to change them."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.bodies import Body, Named, named
from crm_app.api.custom_values import CustomBody, custom_out
from crm_app.services.quotes import LineForm, LineRow, QuoteForm, QuotePage, QuoteRow

_FIELDS = ("customer", "contact", "deal", "currency", "discount", "discount_amount", "valid_until")
_FIELDS += ("note", "payment_terms", "payment_days")
_LINE_FIELDS = ("product", "text", "unit", "quantity", "price", "discount", "tax_rate", "cost")
_LINE_FIELDS += ("kind", "is_optional", "automatic", "text_en", "promotion")


class PricedByOut(BaseModel):
    """Where a price is from: list, book or hand, "" for lines of before; `price` is what list or
    book say, as it stands on this quote.
    """

    source: str
    book: str | None
    book_zh: str
    book_en: str
    tier_from: Exact
    price: Exact | None


class PartOfLine(BaseModel):
    """What a bundle on a line holds of something."""

    zh: str
    en: str
    unit: str
    quantity: str


class LineOut(BaseModel):
    """A line; `amount` is after its own discount and before that of the quote, with tax where the
    quote's prices hold it. That of a section is the sum of the lines below it. `promotion` is the one
    that was taken, `promotion_offered` the best other one that runs for it; `collision_*` say how its
    discount and a promotion do not go together. `text_en` is for English papers.
    """

    id: str
    kind: str
    is_optional: bool
    product: str | None
    text: str
    text_en: str
    unit: str
    quantity: Exact
    price: Exact
    list_price: Exact
    cost: Exact | None
    discount: Exact
    tax_rate: Exact
    amount: Exact
    margin: Exact | None
    priced_by: PricedByOut
    parts: list[PartOfLine]
    promotion: str | None
    promotion_offered: str | None
    collision_zh: str
    collision_en: str


class RateOut(BaseModel):
    """What is taxed at one rate, in percent, and the tax on it."""

    rate: Exact
    net: Exact
    tax: Exact


class QuoteBrief(BaseModel):
    """A quote in a list; `margin` in percent, null for those who may not see costs."""

    id: str
    version: int
    number: str
    revision: int
    status: str
    customer: Named | None
    deal: Named | None
    discount: Exact
    net: Exact
    total: Exact
    currency: str
    margin: Exact | None
    valid_until: date | None
    is_expired: bool
    sent_at: datetime | None
    updated_at: datetime | None


class QuoteOut(QuoteBrief):
    """A quote whole; `given` is the discount against list prices by all means together, `worth`
    the total in the house's own currency `base`, null in that one or without a rate.
    """

    contact: Named | None
    owner: Named | None
    note: str
    payment_days: int | None
    payment_terms: str
    tax_included: bool
    discount_amount: Exact
    step: Exact
    worth: Exact | None
    base: str
    rounding: Exact
    subtotal: Exact
    given: Exact
    tax: Exact
    cost: Exact | None
    rates: list[RateOut]
    lines: list[LineOut]
    created_at: datetime | None
    answered_at: datetime | None
    answered_by: str
    answer_reason: str
    custom: dict[str, Any]


class LineIn(Body):
    """A line as it is sent; with a product, what is left out comes from it.

    `id` names a line that the quote has already. `automatic` asks for the price of book or list
    again; a price that differs from it counts as changed by hand. `promotion` takes one, "" leaves it.
    """

    id: str = ""
    kind: Literal["item", "section"] | None = None
    is_optional: bool | None = None
    product: str | None = None
    text: str | None = Field(default=None, max_length=300)
    text_en: str | None = Field(default=None, max_length=300)
    unit: str | None = Field(default=None, max_length=20)
    quantity: Number = "1"
    price: Number | None = None
    discount: Number = "0"
    tax_rate: Number | None = None
    cost: Number | None = None
    automatic: bool | None = None
    promotion: str | None = None

    def form(self) -> LineForm:
        """What the service takes; null is as good as left out."""
        sent = {name: getattr(self, name) for name in _LINE_FIELDS}
        return LineForm(public_id=self.id, **{k: v for k, v in sent.items() if v is not None})


class QuoteChange(CustomBody):
    """What is to change; `lines` are all lines of the quote, in order."""

    customer: str | None = None
    contact: str | None = None
    deal: str | None = None
    currency: str | None = None
    discount: Number | None = None
    discount_amount: Number | None = None
    tax_included: bool | None = None
    valid_until: str | None = None
    payment_days: Number | None = None
    payment_terms: str | None = Field(default=None, max_length=200)
    note: str | None = Field(default=None, max_length=2000)
    lines: list[LineIn] | None = None

    def form(self, *, new: bool = False) -> QuoteForm:
        """What the service takes."""
        lines = None if self.lines is None else [line.form() for line in self.lines]
        more = {"tax_included": self.tax_included, "lines": lines, **self.custom_form(new=new)}
        return QuoteForm(**self.given(*_FIELDS), **more)


class QuoteIn(QuoteChange):
    """A new quote, for a deal or a customer; the client may bring the id."""

    id: str | None = None


def _references(row: QuoteRow | QuotePage) -> dict[str, Any]:
    return {
        "customer": named(row.customer_public_id, row.customer),
        "deal": named(row.deal_public_id, row.deal),
    }


def line_out(line: LineRow) -> LineOut:
    """A line of a quote as the API gives it."""
    by = line.priced_by
    more = {
        "product": line.product_public_id or None,
        "priced_by": asdict(by) | {"book": by.book or None},
        "parts": [asdict(part) for part in line.parts],
        "promotion": line.promoted.taken or None,
        "promotion_offered": line.promoted.offer or None,
        "collision_zh": line.promoted.collides_zh,
        "collision_en": line.promoted.collides_en,
    }
    return LineOut.model_validate(fields_of(line, LineOut) | more)


def brief(row: QuoteRow) -> QuoteBrief:
    """A quote of a list as it goes out."""
    return QuoteBrief.model_validate(fields_of(row, QuoteBrief) | _references(row))


def shown(page: QuotePage) -> QuoteOut:
    """A quote as it goes out."""
    figures = page.figures
    names = ("subtotal", "given", "net", "tax", "total", "cost", "margin", "rounding")
    lines = [line_out(line) for line in page.lines]
    more = {name: getattr(figures, name) for name in names} | {
        "contact": named(page.contact_public_id, page.contact),
        "owner": named(page.owner_public_id, page.owner),
        "lines": lines,
        "custom": custom_out(page.custom),
        "rates": [RateOut(rate=one.rate, net=one.net, tax=one.tax) for one in figures.rates],
    }
    return QuoteOut.model_validate(fields_of(page, QuoteOut) | _references(page) | more)
