"""Industry templates over REST."""

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import PageAsked
from crm_app.services import industries

_PATH = "/api/v1/industry-templates"


class TemplateOut(BaseModel):
    """An industry."""

    key: str
    zh: str
    en: str
    fields: int
    stages: int
    is_applied: bool
    undoable: bool


class ChangeOut(BaseModel):
    """What a template brings; `does`: new, kept (it is there), or other (its name is taken)."""

    kind: str
    zh: str
    en: str
    does: str
    of: str
    key: str
    note_zh: str
    note_en: str


class ApplyIn(Body):
    """With demo records, or without."""

    demo: bool = False


@api.get(_PATH, response_model=Listed[TemplateOut])
def list_templates(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All industries."""
    return page.whole(industries.templates(actor), asdict)


@api.get(f"{_PATH}/{{key}}", response_model=Listed[ChangeOut])
def preview_template(
    actor: CurrentActor, page: PageAsked, key: str, demo: bool = False
) -> dict[str, Any]:
    """What a template would change; nothing is."""
    return page.whole(industries.preview(actor, key, demo).changes, asdict)


@api.post(f"{_PATH}/{{key}}/apply", status_code=200)
def apply_template(actor: CurrentActor, key: str, body: ApplyIn) -> dict[str, int]:
    """All that is new of it; what is there stays as it is."""
    return {"brought": len(industries.apply_template(actor, key, body.demo))}


@api.post(f"{_PATH}/{{key}}/undo", status_code=200)
def undo_template(actor: CurrentActor, key: str) -> dict[str, int]:
    """What it brought goes again; what people have used since stays."""
    return asdict(industries.undo_template(actor, key))
