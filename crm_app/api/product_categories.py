"""The groups of products over REST."""

from typing import Any, Literal

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import products
from crm_app.services.products import CategoryForm, CategoryRow

_PATH = "/api/v1/product-categories"


class CategoryOut(BaseModel):
    """A group; `parent` is the id of the one it is in, `path_zh` and `path_en` name those above."""

    id: str
    version: int
    name_zh: str
    name_en: str
    parent: str | None
    path_zh: str
    path_en: str
    depth: int
    count: int
    is_active: bool


class CategoryChange(Body):
    """What is to change of a group; null as `parent` puts it at the top."""

    name_zh: str | None = Field(default=None, max_length=60)
    name_en: str | None = Field(default=None, max_length=60)
    parent: str | None = None
    is_active: bool | None = None

    def form(self) -> CategoryForm:
        """What the service takes."""
        return CategoryForm(
            self.name_zh, self.name_en, is_active=self.is_active, **self.given("parent")
        )


class Placing(Body):
    """One place up or down among those beside it."""

    to: Literal["up", "down"]


def shown(row: CategoryRow) -> CategoryOut:
    """A group as it goes out."""
    more = {"name_zh": row.zh, "name_en": row.en, "parent": row.parent or None}
    return CategoryOut.model_validate(fields_of(row, CategoryOut) | more)


@api.get(_PATH, response_model=Listed[CategoryOut])
def list_categories(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All groups, each below the one it is in."""
    return page.whole(products.categories(actor), shown)


@api.post(_PATH, status_code=201)
def create_category(actor: CurrentActor, body: CategoryChange, response: Response) -> CategoryOut:
    """A new group."""
    public_id = products.create_category(actor, body.form())
    row = products.category(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_category(actor: CurrentActor, public_id: str, response: Response) -> CategoryOut:
    """One group."""
    row = products.category(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_category(
    actor: CurrentActor, public_id: str, body: CategoryChange, version: IfMatch, response: Response
) -> CategoryOut:
    """Change what is sent; a group that is no longer used keeps its products."""
    products.change_category(actor, public_id, body.form(), version)
    return read_category(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/place")
def place_category(
    actor: CurrentActor, public_id: str, body: Placing, response: Response
) -> CategoryOut:
    """Up or down."""
    products.place_category(actor, public_id, -1 if body.to == "up" else 1)
    return read_category(actor, public_id, response)
