"""Quotes over REST, with their lines inside."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named
from crm_app.api.custom_values import CustomBody, custom_out
from crm_app.api.paging import CustomPageAsked, IfMatch, created, tag
from crm_app.services import quotes
from crm_app.services.quotes import LineForm, LineRow, QuoteForm, QuotePage, QuoteRow

_PATH = "/api/v1/quotes"
_FIELDS = ("customer", "contact", "deal", "currency", "discount", "discount_amount", "valid_until")
_FIELDS += ("note", "payment_terms", "payment_days")
_LINE_FIELDS = ("product", "text", "unit", "quantity", "price", "discount", "tax_rate", "cost")
_LINE_FIELDS += ("kind", "is_optional", "automatic")


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
    quote's prices hold it. That of a section is the sum of the lines below it.
    """

    id: str
    kind: str
    is_optional: bool
    product: str | None
    text: str
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
    """A quote whole; `given` is the discount against list prices by all means together."""

    contact: Named | None
    owner: Named | None
    note: str
    payment_days: int | None
    payment_terms: str
    tax_included: bool
    discount_amount: Exact
    step: Exact
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
    again; a price that differs from it counts as changed by hand.
    """

    id: str = ""
    kind: Literal["item", "section"] | None = None
    is_optional: bool | None = None
    product: str | None = None
    text: str | None = Field(default=None, max_length=300)
    unit: str | None = Field(default=None, max_length=20)
    quantity: Number = "1"
    price: Number | None = None
    discount: Number = "0"
    tax_rate: Number | None = None
    cost: Number | None = None
    automatic: bool | None = None

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


class Decline(Body):
    """Why the customer said no."""

    reason: str = Field(default="", max_length=1000)


class Copy(Body):
    """For whom the copy is; the same customer when left out."""

    customer: str | None = None


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


@api.get(_PATH, response_model=Listed[QuoteBrief])
def list_quotes(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: CustomPageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    status: str | None = None,
    customer: str | None = None,
    deal: str | None = None,
    owner: str | None = None,
    number: str | None = None,
    expired: str | None = None,
) -> dict[str, Any]:
    """The quotes one may see, newest first."""
    filters = {"status": status, "customer": customer, "deal": deal}
    asked = page.query(q, **filters, owner=owner, number=number, expired=expired)
    return page.answer(quotes.quote_slice(actor, asked, page.after), brief)


@api.post(_PATH, status_code=201)
def create_quote(actor: CurrentActor, body: QuoteIn, response: Response) -> QuoteOut:
    """A new draft."""
    return _made(actor, quotes.create_quote(actor, body.form(new=True), body.id), response)


@api.get(f"{_PATH}/{{public_id}}")
def read_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """One quote, with its lines."""
    page = quotes.quote_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_quote(
    actor: CurrentActor, public_id: str, body: QuoteChange, version: IfMatch, response: Response
) -> QuoteOut:
    """Change a draft. A change to what was sent makes its next revision, which is answered."""
    changed = quotes.change_quote(actor, public_id, body.form(), version)
    return read_quote(actor, changed, response)


@api.post(f"{_PATH}/{{public_id}}/send")
def send_quote(
    actor: CurrentActor, public_id: str, version: IfMatch, response: Response
) -> QuoteOut:
    """Send a draft: 409 `approval_required` while somebody has to approve it first."""
    quotes.send_quote(actor, public_id, version)
    return read_quote(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/accept")
def accept_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """The customer said yes."""
    quotes.accept_quote(actor, public_id)
    return read_quote(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/decline")
def decline_quote(
    actor: CurrentActor, public_id: str, response: Response, body: Decline | None = None
) -> QuoteOut:
    """The customer said no."""
    quotes.decline_quote(actor, public_id, body.reason if body else "")
    return read_quote(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/revise", status_code=201)
def revise_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """A draft of the next revision."""
    return _made(actor, quotes.revise_quote(actor, public_id), response)


@api.post(f"{_PATH}/{{public_id}}/renew", status_code=201)
def renew_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """A draft of the next revision of what is past its validity, valid anew."""
    return _made(actor, quotes.renew_quote(actor, public_id), response)


@api.post(f"{_PATH}/{{public_id}}/copy", status_code=201)
def copy_quote(
    actor: CurrentActor, public_id: str, response: Response, body: Copy | None = None
) -> QuoteOut:
    """A draft with the same content and a number of its own, for another customer if wanted."""
    customer = (body.customer or "") if body else ""
    return _made(actor, quotes.copy_quote(actor, public_id, customer), response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_quote(actor: CurrentActor, public_id: str) -> None:
    """A draft into the recycle bin."""
    quotes.delete_quote(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_quote(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    """Out of the recycle bin."""
    quotes.restore_quote(actor, public_id)
    return read_quote(actor, public_id, response)


def _made(actor: CurrentActor, public_id: str, response: Response) -> QuoteOut:
    page = quotes.quote_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)
