"""Parts of the product over REST."""

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import PageAsked
from crm_app.services import modules

_PATH = "/api/v1/modules"


class ModuleOut(BaseModel):
    """A part: whether it is on, what goes with it, and how many records it keeps."""

    key: str
    is_on: bool
    waits_for: list[str]
    needed_by: list[str]
    records: int


class ModuleSwitch(Body):
    """On or off."""

    is_on: bool


@api.get(_PATH, response_model=Listed[ModuleOut])
def list_modules(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All parts of the product that can be switched off."""
    return page.whole(modules.modules(actor), asdict)


@api.patch(f"{_PATH}/{{key}}", status_code=204)
def switch_module(actor: CurrentActor, key: str, body: ModuleSwitch) -> None:
    """On with all that it needs, off with all that needs it; nothing is deleted."""
    modules.switch_module(actor, key, body.is_on)
