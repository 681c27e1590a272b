"""Layouts over REST."""

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.api.paging import IfMatch
from crm_app.services import layouts
from crm_app.services.layouts import SectionForm

_PATH = "/api/v1/layouts"
_ONE = f"{_PATH}/{{record}}/{{role}}"


class PartOut(BaseModel):
    """A section as one sees it: its title and the names of its fields (`custom.<key>`: defined by an
    administrator).
    """

    key: str
    zh: str
    en: str
    fields: list[str]


class PlacedOut(BaseModel):
    """A field in a section."""

    name: str
    zh: str
    en: str
    is_own: bool
    is_required: bool


class SectionOut(BaseModel):
    """A section; a panel stands on the page as a whole, in a column (`area`)."""

    key: str
    zh: str
    en: str
    area: str
    is_panel: bool
    is_new: bool
    hidden: bool
    fields: list[PlacedOut]


class LayoutOut(BaseModel):
    """A kind of record for a role; `is_own`: arranged for this very role; `arranged`: which roles are."""

    record: str
    role: str
    version: int
    is_own: bool
    sections: list[SectionOut]
    arranged: list[str]


class SectionIn(Body):
    """A section in its place; what is not named keeps the place that it has by itself."""

    key: str = Field(max_length=80)
    zh: str = Field(default="", max_length=80)
    en: str = Field(default="", max_length=80)
    hidden: bool = False
    fields: list[str] = Field(default_factory=list, max_length=200)


class LayoutIn(Body):
    """All sections, in order."""

    sections: list[SectionIn] = Field(max_length=60)


@api.get(f"{_PATH}/{{record}}", response_model=dict[str, list[PartOut]])
def show_my_layout(actor: CurrentActor, record: str) -> dict[str, Any]:
    """Place → sections as whoever asks sees them: `form`, `new`, and the columns of the page."""
    found = layouts.my_layout(actor, record)
    return {place: [asdict(part) for part in parts] for place, parts in found.items()}


@api.get(_ONE, response_model=LayoutOut)
def show_layout(actor: CurrentActor, record: str, role: str) -> dict[str, Any]:
    """How customers, contacts, leads or deals (`customer` ...) are arranged for a role or `default`."""
    return asdict(layouts.layout(actor, record, role))


@api.put(_ONE, status_code=204)
def put_layout(
    actor: CurrentActor, record: str, role: str, body: LayoutIn, version: IfMatch
) -> None:
    """Arrange it; what may not be seen stays unseen, what has to be filled stays in sight."""
    sections = [SectionForm(**one.model_dump()) for one in body.sections]
    layouts.put_layout(actor, record, role, sections, version)


@api.delete(_ONE, status_code=204)
def reset_layout(actor: CurrentActor, record: str, role: str) -> None:
    """Back to the default."""
    layouts.reset_layout(actor, record, role)
