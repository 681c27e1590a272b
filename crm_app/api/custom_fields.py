"""Definitions of custom fields over REST."""

from typing import Any

from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch
from crm_app.services import custom_fields
from crm_app.services.custom_fields import FieldForm, FieldRow, FieldValue

_PATH = "/api/v1/custom-fields"


class FieldOut(BaseModel):
    """A definition; `options` one a line, `中文 | English`; no roles: everybody. `worse`: an approval
    is asked for again when the value becomes higher, lower, or any other. `result` is the kind of what a `formula`
    comes to.
    """

    id: str
    version: int
    record: str
    key: str
    kind: str
    label_zh: str
    label_en: str
    help_zh: str
    help_en: str
    section_zh: str
    section_en: str
    currency: str
    options: str
    sees: list[str]
    edits: list[str]
    is_required: bool
    is_listed: bool
    is_active: bool
    worse: str
    formula: str
    result: str


class OptionOut(BaseModel):
    """An option of a choice."""

    key: str
    zh: str
    en: str


class AskedOut(BaseModel):
    """A field as whoever asks may fill it."""

    key: str
    kind: str
    label_zh: str
    label_en: str
    help_zh: str
    help_en: str
    section_zh: str
    section_en: str
    currency: str
    options: list[OptionOut]
    is_required: bool
    is_listed: bool


class FieldChange(Body):
    """What is to change of a definition."""

    label_zh: str | None = Field(default=None, max_length=60)
    label_en: str | None = Field(default=None, max_length=60)
    help_zh: str | None = Field(default=None, max_length=200)
    help_en: str | None = Field(default=None, max_length=200)
    section_zh: str | None = Field(default=None, max_length=60)
    section_en: str | None = Field(default=None, max_length=60)
    currency: str | None = Field(default=None, max_length=3)
    options: str | None = Field(default=None, max_length=20_000)
    sees: list[str] | None = Field(default=None, max_length=20)
    edits: list[str] | None = Field(default=None, max_length=20)
    is_required: bool | None = None
    is_listed: bool | None = None
    worse: str | None = Field(default=None, max_length=10)
    formula: str | None = Field(default=None, max_length=600)
    result: str | None = Field(default=None, max_length=10)


class FieldIn(FieldChange):
    """A new definition: of which record (customer, contact, lead, deal, quote, product), and of
    which kind (text, number, money, date, choice, multi, checkbox, link, formula, file).
    """

    record: str = Field(max_length=20)
    kind: str = Field(max_length=10)
    key: str | None = Field(default=None, max_length=30)


class MoveIn(Body):
    """Up (-1) or down (1)."""

    steps: int = Field(ge=-1, le=1)


def _shown(row: FieldRow) -> FieldOut:
    plain = {name: getattr(row, name) for name in FieldOut.model_fields if hasattr(row, name)}
    return FieldOut.model_validate(plain | {"id": row.public_id})


def _asked(field: FieldValue) -> AskedOut:
    return AskedOut.model_validate(field, from_attributes=True)


@api.get(_PATH)
def list_definitions(actor: CurrentActor, record: str = "") -> Listed[FieldOut]:
    """All definitions, for those who keep the settings."""
    rows = custom_fields.custom_fields(actor, record[:20])
    return Listed(items=[_shown(row) for row in rows], next=None)


@api.get(f"{_PATH}/of/{{record}}")
def list_fields(actor: CurrentActor, record: str) -> Listed[AskedOut]:
    """The fields of a kind of record that one may fill."""
    fields = custom_fields.form_fields(actor, record)
    return Listed(items=[_asked(one) for one in fields], next=None)


@api.post(_PATH, status_code=201)
def create_definition(actor: CurrentActor, body: FieldIn) -> dict[str, str]:
    """A new field; it is there at once, on every screen."""
    return {"id": custom_fields.create_field(actor, FieldForm(**body.model_dump()))}


@api.patch(f"{_PATH}/{{public_id}}")
def change_definition(
    actor: CurrentActor, public_id: str, body: FieldChange, version: IfMatch
) -> dict[str, Any]:
    """Change what is sent."""
    sent = body.model_dump(exclude_unset=True)
    custom_fields.change_field(actor, public_id, FieldForm(**sent), version)
    return {"id": public_id}


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def retire_definition(actor: CurrentActor, public_id: str) -> None:
    """It stands nowhere any more; what was entered is kept."""
    custom_fields.retire_field(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore", status_code=204)
def restore_definition(actor: CurrentActor, public_id: str) -> None:
    """It is asked again, with what was entered."""
    custom_fields.restore_field(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/move", status_code=204)
def move_definition(actor: CurrentActor, public_id: str, body: MoveIn) -> None:
    """Up or down among the fields of its record."""
    custom_fields.move_field(actor, public_id, body.steps)
