"""Products over REST; `cost` is null for those who may not see it."""

from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import products
from crm_app.services.products import ProductForm, ProductRow

_PATH = "/api/v1/products"
_FIELDS = ("code", "zh", "en", "unit", "price", "cost", "currency", "tax_rate")


class ProductOut(BaseModel):
    """A product; price and cost before tax, tax_rate in percent."""

    id: str
    version: int
    code: str
    name_zh: str
    name_en: str
    unit: str
    price: Exact
    cost: Exact | None
    currency: str
    tax_rate: Exact
    is_active: bool


class _Fields(Body):
    zh: str | None = Field(default=None, alias="name_zh", max_length=120)
    en: str | None = Field(default=None, alias="name_en", max_length=120)
    unit: str | None = Field(default=None, max_length=20)
    price: Number | None = None
    cost: Number | None = None
    currency: str | None = None
    tax_rate: Number | None = None
    is_active: bool | None = None

    def form(self) -> ProductForm:
        """What the service takes."""
        names = (name for name in _FIELDS if name in type(self).model_fields)
        return ProductForm(**self.given(*names), is_active=self.is_active)


class ProductIn(_Fields):
    """A new product; a name in one language serves for both. The client may bring the id."""

    id: str | None = None
    code: str = Field(max_length=40)


class ProductChange(_Fields):
    """What is to change of a product."""

    code: str | None = Field(default=None, max_length=40)


def shown(row: ProductRow) -> ProductOut:
    """A product as it goes out."""
    names = {"name_zh": row.zh, "name_en": row.en}
    return ProductOut.model_validate(fields_of(row, ProductOut) | names)


@api.get(_PATH, response_model=Listed[ProductOut])
def list_products(
    actor: CurrentActor,
    page: PageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    state: str | None = None,
) -> dict[str, Any]:
    """The products, newest first; `state` is active or inactive."""
    asked = page.query(q, state=state)
    return page.answer(products.product_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def create_product(actor: CurrentActor, body: ProductIn, response: Response) -> ProductOut:
    """A new product."""
    public_id = products.create_product(actor, body.form(), body.id)
    row = products.product(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_product(actor: CurrentActor, public_id: str, response: Response) -> ProductOut:
    """One product."""
    row = products.product(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_product(
    actor: CurrentActor, public_id: str, body: ProductChange, version: IfMatch, response: Response
) -> ProductOut:
    """Change what is sent; quotes that were made keep what they say."""
    products.change_product(actor, public_id, body.form(), version)
    return read_product(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def withdraw_product(actor: CurrentActor, public_id: str) -> None:
    """No longer on sale; it stays in the quotes that name it."""
    products.change_product(actor, public_id, ProductForm(is_active=False))
