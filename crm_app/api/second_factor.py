"""The second step of signing in over REST; secrets and codes are in the answer once and nowhere else."""

from datetime import datetime
from typing import TypeVar

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body
from crm_app.services import accounts

T = TypeVar("T")
_OWN = "/api/v1/profile/second-factor"


class FactorOut(BaseModel):
    """On since when, how many recovery codes are left, and whether the role has to have it."""

    is_on: bool
    since: datetime | None
    codes_left: int
    is_required: bool


class NewFactorOut(BaseModel):
    """What an authenticator app takes."""

    secret: str
    address: str


class CodesOut(BaseModel):
    """Recovery codes, each for once."""

    codes: list[str]


class PasswordIn(Body):
    """The password once more."""

    password: str = Field(max_length=1000)


class CodeIn(Body):
    """A code of the moment."""

    code: str = Field(max_length=40)


class EndIn(PasswordIn):
    """Password and code once more; a recovery code will do."""

    code: str = Field(max_length=40)


class RolesOut(BaseModel):
    """The roles that have to have the second step."""

    roles: list[str]


class RolesIn(Body):
    """The roles that have to have it from now on."""

    roles: list[str] = Field(max_length=50)


@api.get(_OWN)
def read_factor(actor: CurrentActor) -> FactorOut:
    """How it is with one's own."""
    state = accounts.own_factor(actor)
    return FactorOut(**{name: getattr(state, name) for name in FactorOut.model_fields})


@api.post(_OWN, status_code=201)
def begin_factor(actor: CurrentActor, body: PasswordIn, response: Response) -> NewFactorOut:
    """A secret to be confirmed; codes are not asked for before."""
    made = accounts.begin_factor(actor, body.password)
    return NewFactorOut(secret=_once(response, made.secret), address=made.address)


@api.post(f"{_OWN}/confirm")
def confirm_factor(actor: CurrentActor, body: CodeIn, response: Response) -> CodesOut:
    """Turn it on, and have the recovery codes."""
    return CodesOut(codes=_once(response, accounts.confirm_factor(actor, body.code)))


@api.post(f"{_OWN}/codes")
def renew_codes(actor: CurrentActor, body: CodeIn, response: Response) -> CodesOut:
    """Other recovery codes; the old ones are void."""
    return CodesOut(codes=_once(response, accounts.renew_codes(actor, body.code)))


@api.post(f"{_OWN}/end", status_code=204)
def end_factor(actor: CurrentActor, body: EndIn) -> None:
    """Turn it off."""
    accounts.end_factor(actor, body.password, body.code)


@api.delete("/api/v1/users/{public_id}/second-factor", status_code=204)
def remove_factor(actor: CurrentActor, public_id: str) -> None:
    """For somebody who lost phone and recovery codes: all his sessions end."""
    accounts.remove_factor(actor, public_id)


@api.get("/api/v1/second-factor")
def read_roles(actor: CurrentActor) -> RolesOut:
    """Which roles have to have it."""
    return RolesOut(roles=list(accounts.factor_roles(actor)))


@api.put("/api/v1/second-factor")
def require_factor(actor: CurrentActor, body: RolesIn) -> RolesOut:
    """From now on these have to; who has not may do nothing but turn it on."""
    accounts.require_factor(actor, body.roles)
    return read_roles(actor)


def _once(response: Response, shown: T) -> T:
    response.headers["cache-control"] = "no-store"  # nor kept for a repeated request
    return shown
