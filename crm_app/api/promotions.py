"""Promotions over REST."""

from datetime import date
from typing import Annotated, Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import promotions
from crm_app.services.promotions import PromotionForm, PromotionRow

_PATH = "/api/v1/promotions"
_SAME = (
    "discount",
    "price",
    "currency",
    "least_quantity",
    "products",
    "categories",
    "tiers",
    "industries",
)
_SAME += ("regions", "is_stackable", "is_active")
_Texts = Annotated[list[str] | None, Field(max_length=100)]


class PromotionOut(BaseModel):
    """A promotion: `discount` percent off, or a `price` of each, without tax, in `currency`, on lines
    of `least_quantity` or more.

    Empty lists of products and categories, tiers, industries and regions stand for all.
    """

    id: str
    version: int
    name_zh: str
    name_en: str
    discount: Exact
    price: Exact
    currency: str
    least_quantity: Exact
    products: list[str]
    categories: list[str]
    tiers: list[str]
    industries: list[str]
    regions: list[str]
    valid_from: date | None
    valid_until: date | None
    is_stackable: bool
    is_active: bool
    state: str
    said_zh: str
    said_en: str
    lines: int


class PromotionChange(Body):
    """What is to change; days are YYYY-MM-DD. A discount takes the place of a price, and back."""

    name_zh: str | None = Field(default=None, max_length=60)
    name_en: str | None = Field(default=None, max_length=60)
    discount: Number | None = None
    price: Number | None = None
    currency: str | None = Field(default=None, max_length=10)
    least_quantity: Number | None = None
    products: _Texts = None
    categories: _Texts = None
    tiers: _Texts = None
    industries: _Texts = None
    regions: _Texts = None
    valid_from: str | None = Field(default=None, max_length=20)
    valid_until: str | None = Field(default=None, max_length=20)
    is_stackable: bool | None = None
    is_active: bool | None = None

    def form(self) -> PromotionForm:
        """What the service takes."""
        plain = {name: getattr(self, name) for name in _SAME}
        days = self.given("valid_from", "valid_until")
        return PromotionForm(zh=self.name_zh, en=self.name_en, **plain, **days)


def shown(row: PromotionRow) -> PromotionOut:
    """A promotion as it goes out."""
    targets = {
        name: [one.public_id for one in row.targets if one.kind == kind]
        for name, kind in (("products", "product"), ("categories", "category"))
    }
    names = {"name_zh": row.zh, "name_en": row.en}
    return PromotionOut.model_validate(fields_of(row, PromotionOut) | names | targets)


@api.get(_PATH, response_model=Listed[PromotionOut])
def list_promotions(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All promotions, what runs first."""
    return page.whole(promotions.promotions(actor), shown)


@api.post(_PATH, status_code=201)
def create_promotion(
    actor: CurrentActor, body: PromotionChange, response: Response
) -> PromotionOut:
    """A new promotion."""
    row = promotions.promotion(actor, promotions.create_promotion(actor, body.form()))
    created(response, f"{_PATH}/{row.public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_promotion(actor: CurrentActor, public_id: str, response: Response) -> PromotionOut:
    """One promotion."""
    row = promotions.promotion(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_promotion(
    actor: CurrentActor,
    public_id: str,
    body: PromotionChange,
    version: IfMatch,
    response: Response,
) -> PromotionOut:
    """Change what is sent; quotes that took it keep their prices."""
    promotions.change_promotion(actor, public_id, body.form(), version)
    return read_promotion(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_promotion(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Take away one that no quote took (409 `promotions.is_taken`)."""
    promotions.delete_promotion(actor, public_id, version)
