"""Web forms over REST, for administrators; what visitors get is in `web_form_pages`."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch
from crm_app.services import web_forms
from crm_app.services.web_forms import WebFormEntry, WebFormRow

_PATH = "/api/v1/web-forms"


class WebFormFields(BaseModel):
    """A form; `fields`: name → off, optional or required. `origins`: sites that may show it."""

    name: str
    language: Literal["both", "zh", "en"] = "both"
    title_zh: str = ""
    title_en: str = ""
    intro_zh: str = ""
    intro_en: str = ""
    thanks_zh: str = ""
    thanks_en: str = ""
    consent_zh: str = ""
    consent_en: str = ""
    consent_version: str = "1"
    fields: dict[str, str]
    source: str = "website"
    campaign: str = ""
    product: str = ""
    is_active: bool = True


class WebFormIn(Body, WebFormFields):
    """A form as it is sent, all of it."""

    name: str = Field(max_length=200)
    fields: dict[str, str] = Field(max_length=40)
    origins: list[str] = Field(default=[], max_length=100)

    def entry(self) -> WebFormEntry:
        """What the service takes."""
        sent: dict[str, Any] = self.model_dump()
        sent["origins"] = "\n".join(self.origins)
        return WebFormEntry(**sent)


class WebFormOut(WebFormFields):
    """A form with its address, and how many leads came by it."""

    id: str
    version: int
    url: str
    origins: list[str]
    count: int
    last_at: datetime | None


class SwitchIn(Body):
    """On or off."""

    is_active: bool


def _shown(row: WebFormRow) -> WebFormOut:
    plain = {name: getattr(row, name) for name in WebFormOut.model_fields if hasattr(row, name)}
    return WebFormOut.model_validate(plain | {"id": row.public_id, "origins": row.origins.split()})


@api.get(_PATH)
def list_web_forms(actor: CurrentActor) -> Listed[WebFormOut]:
    """All forms, those at work first."""
    rows = web_forms.web_forms(actor)
    return Listed(items=[_shown(row) for row in rows], next=None)


@api.post(_PATH, status_code=201)
def create_web_form(actor: CurrentActor, body: WebFormIn) -> dict[str, str]:
    """A new form."""
    return {"id": web_forms.save_web_form(actor, body.entry())}


@api.put(f"{_PATH}/{{public_id}}")
def change_web_form(
    actor: CurrentActor, public_id: str, body: WebFormIn, version: IfMatch
) -> dict[str, str]:
    """The whole form anew; another consent text needs another version."""
    return {"id": web_forms.save_web_form(actor, body.entry(), public_id or "none", version)}


@api.put(f"{_PATH}/{{public_id}}/active", status_code=204)
def switch_web_form(actor: CurrentActor, public_id: str, body: SwitchIn) -> None:
    """On or off."""
    web_forms.switch_web_form(actor, public_id, is_active=body.is_active)
