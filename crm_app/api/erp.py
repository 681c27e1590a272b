"""The way of orders into the ERP over REST."""

from datetime import datetime

from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.services import erp
from crm_app.services.erp import ErpForm

_ORDER = "/api/v1/orders/{public_id}/handover"
_SETTINGS = "/api/v1/settings/erp"


class HandoverOut(BaseModel):
    """Where an order is on its way; `state` is empty before it was handed over."""

    state: str
    attempts: int
    next_at: datetime | None
    receiver_number: str
    reason: str
    detail: str
    created_at: datetime | None
    answered_at: datetime | None
    hindrance: str


class ErpOut(BaseModel):
    """Where orders go; the secret never leaves."""

    url: str
    has_secret: bool
    is_automatic: bool


class ErpChange(Body):
    """What is to change."""

    url: str | None = Field(default=None, max_length=300)
    secret: str | None = Field(default=None, max_length=200)
    is_automatic: bool | None = None


@api.get(_ORDER)
def read_handover(actor: CurrentActor, public_id: str) -> HandoverOut:
    """Where an order is on its way into the ERP."""
    row = erp.handover_of(actor, public_id)
    return HandoverOut.model_validate(row, from_attributes=True)


@api.post(_ORDER, status_code=202)
def hand_over(actor: CurrentActor, public_id: str) -> HandoverOut:
    """Hand an order over: 409 `erp.handed_already` the second time."""
    erp.hand_over(actor, public_id)
    return read_handover(actor, public_id)


@api.post(f"{_ORDER}/retry", status_code=202)
def try_again(actor: CurrentActor, public_id: str) -> HandoverOut:
    """Send once more what failed, under the same key."""
    erp.try_again(actor, public_id)
    return read_handover(actor, public_id)


@api.get(_SETTINGS)
def read_erp_settings(actor: CurrentActor) -> ErpOut:
    """Where orders go."""
    return ErpOut.model_validate(erp.erp_settings(actor), from_attributes=True)


@api.patch(_SETTINGS)
def change_erp_settings(actor: CurrentActor, body: ErpChange) -> ErpOut:
    """Another address, secret or way."""
    given = body.given("url", "secret")
    erp.save_erp_settings(actor, ErpForm(**given, is_automatic=body.is_automatic))
    return read_erp_settings(actor)
