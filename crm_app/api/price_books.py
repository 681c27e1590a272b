"""Price books over REST."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import price_books
from crm_app.services.price_books import BookForm, BookRow, EntryRow, TierForm

_PATH = "/api/v1/price-books"
_Texts = Annotated[list[str] | None, Field(max_length=60)]


class BookOut(BaseModel):
    """A book: of those that fit a customer, a currency and a day, the one with the lowest `place`
    counts. Empty tiers, industries and regions stand for all.
    """

    id: str
    version: int
    name_zh: str
    name_en: str
    place: int
    currency: str
    tax_included: bool
    tiers: list[str]
    industries: list[str]
    regions: list[str]
    valid_from: date | None
    valid_until: date | None
    is_active: bool
    state: str
    said_zh: str
    said_en: str
    products: int


class TierOut(BaseModel):
    """A price from a quantity on; `off` is how far below the product's own it is, in percent."""

    from_quantity: Exact
    price: Exact
    off: Exact | None


class EntryOut(BaseModel):
    """A product in a book."""

    product: str
    code: str
    tiers: list[TierOut]


class BookChange(Body):
    """What is to change of a book; days are YYYY-MM-DD, null for open."""

    name_zh: str | None = Field(default=None, max_length=60)
    name_en: str | None = Field(default=None, max_length=60)
    currency: str | None = Field(default=None, max_length=10)
    tax_included: bool | None = None
    tiers: _Texts = None
    industries: _Texts = None
    regions: _Texts = None
    valid_from: str | None = Field(default=None, max_length=20)
    valid_until: str | None = Field(default=None, max_length=20)
    is_active: bool | None = None

    def form(self) -> BookForm:
        """What the service takes."""
        same = ("currency", "tax_included", "tiers", "industries", "regions", "is_active")
        plain = {name: getattr(self, name) for name in same}
        days = self.given("valid_from", "valid_until")
        return BookForm(zh=self.name_zh, en=self.name_en, **plain, **days)


class Placing(Body):
    """One place up, where it counts earlier, or down."""

    to: Literal["up", "down"]


class TierIn(Body):
    """A price from a quantity on."""

    from_quantity: Number = "1"
    price: Number


class TiersIn(Body):
    """All tiers of a product in a book; none takes it out."""

    tiers: list[TierIn] = Field(max_length=50)


class Pasted(Body):
    """A range of a spreadsheet: product, from quantity and price, with tabs or commas between."""

    text: str = Field(max_length=400_000)


class Count(BaseModel):
    """How many prices were stored."""

    count: int


class PriceOut(BaseModel):
    """What a product costs, each; `source` is book, list or "" where the currency has no price."""

    price: Exact
    currency: str
    tax_included: bool
    source: str
    book: str | None
    book_zh: str
    book_en: str
    tier_from: Exact


def shown(row: BookRow) -> BookOut:
    """A book as it goes out."""
    names = {"name_zh": row.zh, "name_en": row.en}
    return BookOut.model_validate(fields_of(row, BookOut) | names)


def _entry(row: EntryRow) -> EntryOut:
    tiers = [
        TierOut(from_quantity=one.from_quantity, price=one.price, off=one.off) for one in row.tiers
    ]
    return EntryOut(product=row.product, code=row.code, tiers=tiers)


@api.get(_PATH, response_model=Listed[BookOut])
def list_books(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All books, the one that counts first at the top."""
    return page.whole(price_books.price_books(actor), shown)


@api.post(_PATH, status_code=201)
def create_book(actor: CurrentActor, body: BookChange, response: Response) -> BookOut:
    """A new book, the last in order."""
    public_id = price_books.create_book(actor, body.form())
    row = price_books.price_book(actor, public_id).row
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_book(actor: CurrentActor, public_id: str, response: Response) -> BookOut:
    """One book."""
    row = price_books.price_book(actor, public_id).row
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_book(
    actor: CurrentActor, public_id: str, body: BookChange, version: IfMatch, response: Response
) -> BookOut:
    """Change what is sent; quotes that were made keep their prices."""
    price_books.change_book(actor, public_id, body.form(), version)
    return read_book(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/place")
def place_book(actor: CurrentActor, public_id: str, body: Placing, response: Response) -> BookOut:
    """Up or down."""
    price_books.place_book(actor, public_id, -1 if body.to == "up" else 1)
    return read_book(actor, public_id, response)


@api.get(f"{_PATH}/{{public_id}}/prices", response_model=Listed[EntryOut])
def list_prices(actor: CurrentActor, public_id: str, page: PageAsked) -> dict[str, Any]:
    """The prices of a book, by product code."""
    return page.whole(price_books.price_book(actor, public_id).prices, _entry)


@api.put(f"{_PATH}/{{public_id}}/prices/{{product_id}}", status_code=204)
def set_prices(
    actor: CurrentActor, public_id: str, product_id: str, body: TiersIn, version: IfMatch
) -> None:
    """All tiers of a product."""
    tiers = [TierForm(one.from_quantity, one.price) for one in body.tiers]
    price_books.set_prices(actor, public_id, product_id, tiers, version)


@api.post(f"{_PATH}/{{public_id}}/prices")
def paste_prices(actor: CurrentActor, public_id: str, body: Pasted) -> Count:
    """A range of a spreadsheet, whole or not at all."""
    return Count(count=price_books.paste_prices(actor, public_id, body.text))


@api.get("/api/v1/products/{public_id}/price")
def read_price(
    actor: CurrentActor,
    public_id: str,
    customer: Annotated[str, Query(max_length=64)],
    quantity: Annotated[str, Query(max_length=30)] = "1",
    currency: Annotated[str, Query(max_length=10)] = "",
) -> PriceOut:
    """What a quantity of a product costs a customer today, each, and why."""
    found = price_books.price_of(actor, public_id, customer, quantity, currency)
    names = PriceOut.model_fields
    sent = {name: getattr(found, name) for name in names} | {"book": found.book or None}
    return PriceOut.model_validate(sent)
