"""Views of lists over REST."""

from dataclasses import asdict
from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, created, tag
from crm_app.services import saved_views
from crm_app.services.saved_views import Column, ViewForm, ViewRow

_PATH = "/api/v1/views"


class ColumnBody(Body):
    """A column: its name, width in pixels (0: as wide as it needs), shown or not."""

    name: str = Field(max_length=80)
    width: int = Field(default=0, ge=0, le=2000)
    is_shown: bool = True


class ViewOut(BaseModel):
    """A view: what it asks stands in `asks` as in a list's address; `for_role` begins with it."""

    id: str
    version: int
    kind: str
    name: str
    owner: str
    audience: str
    role: str
    for_role: str
    address: str
    asks: dict[str, str]
    columns: list[ColumnBody]
    is_mine: bool
    may_edit: bool
    is_first: bool


class ViewChange(Body):
    """What is to change of a view. `audience`: private, team, role (then `role`) or everybody."""

    name: str | None = Field(default=None, max_length=200)
    audience: str | None = Field(default=None, max_length=20)
    role: str | None = Field(default=None, max_length=40)
    for_role: str | None = Field(default=None, max_length=40)
    asks: dict[str, str] | None = None
    columns: list[ColumnBody] | None = Field(default=None, max_length=200)

    def form(self, kind: str | None = None) -> ViewForm:
        """What the service takes."""
        columns = None if self.columns is None else [_column(one) for one in self.columns]
        return ViewForm(
            kind, self.name, self.audience, self.role, self.for_role, self.asks, columns
        )


class ViewIn(ViewChange):
    """A new view of one's own."""

    kind: str = Field(max_length=20)
    name: str | None = Field(max_length=200)


class ConditionOut(BaseModel):
    """A field that conditions of a list (`where`) can look at."""

    name: str
    kind: str
    zh: str
    en: str
    operators: list[str]
    options: list[dict[str, str]]


class Sentence(BaseModel):
    """Conditions in words."""

    zh: str
    en: str


def _column(one: ColumnBody) -> Column:
    return Column(one.name, one.width, one.is_shown)


def _shown(row: ViewRow) -> ViewOut:
    columns = [asdict(one) for one in row.columns]
    return ViewOut.model_validate(
        fields_of(row, ViewOut) | {"id": row.public_id, "columns": columns}
    )


@api.get(_PATH)
def list_views(actor: CurrentActor, kind: str) -> Listed[ViewOut]:
    """The views of a kind of list that one finds: customer, contact, lead, deal or quote."""
    found = saved_views.views(actor, kind)
    return Listed(items=[_shown(row) for row in found.rows], next=None)


@api.post(_PATH, status_code=201)
def create_view(actor: CurrentActor, body: ViewIn, response: Response) -> ViewOut:
    """A new view of one's own."""
    public_id = saved_views.create_view(actor, body.form(body.kind))
    created(response, f"{_PATH}/{public_id}", 1)
    return _shown(saved_views.view_page(actor, public_id))


@api.get(f"{_PATH}/fields")
def condition_fields(actor: CurrentActor, kind: str) -> Listed[ConditionOut]:
    """What conditions of a kind of list can look at."""
    found = saved_views.condition_fields(actor, kind)
    items: list[Any] = [
        ConditionOut(
            name=one.name,
            kind=one.kind,
            zh=one.zh,
            en=one.en,
            operators=one.operators,
            options=[{"key": o.key, "zh": o.zh, "en": o.en} for o in one.options],
        )
        for one in found
    ]
    return Listed(items=items, next=None)


@api.get(f"{_PATH}/sentence")
def say_conditions(actor: CurrentActor, kind: str, where: str) -> Sentence:
    """Conditions in words; what could not be asked is refused."""
    zh, en = saved_views.sentence(actor, kind, where)
    return Sentence(zh=zh, en=en)


@api.get(f"{_PATH}/{{public_id}}")
def read_view(actor: CurrentActor, public_id: str, response: Response) -> ViewOut:
    """One view."""
    row = saved_views.view_page(actor, public_id)
    tag(response, row.version)
    return _shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_view(
    actor: CurrentActor, public_id: str, body: ViewChange, version: IfMatch, response: Response
) -> ViewOut:
    """Change what is sent."""
    saved_views.change_view(actor, public_id, body.form(), version)
    return read_view(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_view(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """It is gone for everybody until it is restored."""
    saved_views.delete_view(actor, public_id, version)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_view(actor: CurrentActor, public_id: str, response: Response) -> ViewOut:
    """Undo a deletion."""
    saved_views.restore_view(actor, public_id)
    return read_view(actor, public_id, response)
