"""Products over REST; `cost` is null for those who may not see it."""

import asyncio
from typing import Annotated, Any

from fastapi import File, Query, Response, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named
from crm_app.api.custom_values import CustomBody, custom_out
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.api.uploads import HARMLESS, Which, read_limited
from crm_app.services import products
from crm_app.services.products import PartForm, ProductForm, ProductPage, ProductRow

_PATH = "/api/v1/products"
_FIELDS = ("code", "zh", "en", "unit", "price", "cost", "currency", "tax_rate", "category")
_BYTES = 5 * 1024 * 1024


class PartOut(BaseModel):
    """So many of a product in a bundle."""

    id: str
    code: str
    name_zh: str
    name_en: str
    unit: str
    quantity: Exact


class PartIn(Body):
    """A part as it is sent: a product's id, and how many of it."""

    product: str
    quantity: Number = "1"


class ProductOut(BaseModel):
    """A product; price and cost before tax, tax_rate in percent. The cost of a bundle is that of
    its parts. `image` is where its picture is, null for none.
    """

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
    category: Named | None
    image: str | None
    is_bundle: bool
    is_active: bool
    custom: dict[str, Any]


class ProductWhole(ProductOut):
    """A product with its parts, and what goes with it."""

    parts: list[PartOut]
    accessories: list[Named]


class _Fields(CustomBody):
    zh: str | None = Field(default=None, alias="name_zh", max_length=120)
    en: str | None = Field(default=None, alias="name_en", max_length=120)
    unit: str | None = Field(default=None, max_length=20)
    price: Number | None = None
    cost: Number | None = None
    currency: str | None = None
    tax_rate: Number | None = None
    category: str | None = None
    is_active: bool | None = None
    parts: list[PartIn] | None = Field(default=None, max_length=50)
    accessories: list[str] | None = Field(default=None, max_length=50)

    def form(self, *, new: bool = False) -> ProductForm:
        """What the service takes."""
        names = (name for name in _FIELDS if name in type(self).model_fields)
        parts = self.parts
        return ProductForm(
            **self.given(*names),
            **self.custom_form(new=new),
            is_active=self.is_active,
            accessories=self.accessories,
            parts=[PartForm(p.product, p.quantity) for p in parts] if parts is not None else None,
        )


class ProductIn(_Fields):
    """A new product; a name in one language serves for both. The client may bring the id."""

    id: str | None = None
    code: str = Field(max_length=40)


class ProductChange(_Fields):
    """What is to change of a product."""

    code: str | None = Field(default=None, max_length=40)


def _facts(row: ProductRow) -> dict[str, Any]:
    return {
        "name_zh": row.zh,
        "name_en": row.en,
        "category": named(row.category, row.category_en),
        "image": f"{_PATH}/{row.public_id}/image" if row.image else None,
        "custom": custom_out(row.custom),
    }


def shown(row: ProductRow) -> ProductOut:
    """A product as it goes out."""
    return ProductOut.model_validate(fields_of(row, ProductOut) | _facts(row))


def whole(page: ProductPage) -> ProductWhole:
    """A product with its parts as it goes out."""
    parts = [
        fields_of(part, PartOut) | {"name_zh": part.zh, "name_en": part.en} for part in page.parts
    ]
    more = {
        "parts": parts,
        "accessories": [Named(id=one.public_id, name=one.name) for one in page.accessories],
    }
    return ProductWhole.model_validate(fields_of(page.row, ProductOut) | _facts(page.row) | more)


@api.get(_PATH, response_model=Listed[ProductOut])
def list_products(
    actor: CurrentActor,
    page: PageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    state: str | None = None,
    category: str | None = None,
) -> dict[str, Any]:
    """The products, newest first; `state` is active or inactive, `category` a group with all in it."""
    asked = page.query(q, state=state, category=category)
    return page.answer(products.product_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def create_product(actor: CurrentActor, body: ProductIn, response: Response) -> ProductWhole:
    """A new product."""
    public_id = products.create_product(actor, body.form(new=True), body.id)
    page = products.product_whole(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.row.version)
    return whole(page)


@api.get(f"{_PATH}/{{public_id}}")
def read_product(actor: CurrentActor, public_id: str, response: Response) -> ProductWhole:
    """One product."""
    page = products.product_whole(actor, public_id)
    tag(response, page.row.version)
    return whole(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_product(
    actor: CurrentActor, public_id: str, body: ProductChange, version: IfMatch, response: Response
) -> ProductWhole:
    """Change what is sent; quotes that were made keep what they say."""
    products.change_product(actor, public_id, body.form(), version)
    return read_product(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def withdraw_product(actor: CurrentActor, public_id: str) -> None:
    """No longer on sale; it stays in the quotes that name it."""
    products.change_product(actor, public_id, ProductForm(is_active=False))


@api.get(f"{_PATH}/{{public_id}}/image", response_class=FileResponse)
def read_image(actor: CurrentActor, public_id: str, _: Which = "") -> FileResponse:
    """A product's picture, JPEG."""
    path = products.image(actor, public_id)
    return FileResponse(path, media_type="image/jpeg", headers=HARMLESS)


@api.get(f"{_PATH}/{{public_id}}/thumbnail")
def read_small_image(actor: CurrentActor, public_id: str, _: Which = "") -> Response:
    """The same, small."""
    small = products.small_image(actor, public_id)
    return Response(small, media_type="image/jpeg", headers=HARMLESS)


@api.put(f"{_PATH}/{{public_id}}/image")
async def set_image(
    actor: CurrentActor, public_id: str, file: Annotated[UploadFile, File()], response: Response
) -> ProductWhole:
    """Another picture: it is checked and written anew."""
    data = await read_limited(file, _BYTES, "files.too_large")
    await asyncio.to_thread(products.set_image, actor, public_id, data)
    return await asyncio.to_thread(read_product, actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}/image", status_code=204)
def remove_image(actor: CurrentActor, public_id: str) -> None:
    """No picture."""
    products.remove_image(actor, public_id)
