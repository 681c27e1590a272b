"""Users over REST; a link to set a password is in the answer once and nowhere else."""

from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import accounts
from crm_app.services.accounts import IssuedLink, UserRow

_PATH = "/api/v1/users"


class UserOut(BaseModel):
    """A user; `state` is active, invited or disabled. Rules can give leads to senior ones alone."""

    id: str
    version: int
    name: str
    email: str
    role: str
    team: Named
    state: str
    language: str
    zone: str
    is_senior: bool


class InvitedOut(UserOut):
    """A user just invited, with the link that sets his password; `mailed`: it went to him too."""

    link: str
    mailed: bool


class LinkOut(BaseModel):
    """A one-time link that sets a password."""

    link: str
    mailed: bool


class UserIn(Body):
    """An invitation."""

    email: str = Field(max_length=254)
    name: str = Field(max_length=200)
    role: str = Field(max_length=40)
    team: str = Field(max_length=36)
    language: str = Field(default="", max_length=2)


class UserChange(Body):
    """What is to change of a user; the address stays."""

    name: str | None = Field(default=None, max_length=200)
    role: str | None = Field(default=None, max_length=40)
    team: str | None = Field(default=None, max_length=36)
    is_senior: bool | None = None


def shown(row: UserRow) -> UserOut:
    """A user as he goes out."""
    team = Named(id=row.team_public_id, name=row.team)
    same = ("version", "name", "email", "role", "state", "language", "zone", "is_senior")
    return UserOut(id=row.public_id, team=team, **{name: getattr(row, name) for name in same})


@api.get(_PATH, response_model=Listed[UserOut])
def list_users(
    actor: CurrentActor,
    page: PageAsked,
    *,
    q: Annotated[str, Query(max_length=200)] = "",
    role: str | None = None,
    team: str | None = None,
    state: str | None = None,
) -> dict[str, Any]:
    """The users, newest first."""
    asked = page.query(q, role=role, team=team, state=state)
    return page.answer(accounts.user_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def invite_user(actor: CurrentActor, body: UserIn, response: Response) -> InvitedOut:
    """Invite somebody."""
    issued = accounts.invite(actor, body.email, body.name, body.role, body.team, body.language)
    row = accounts.user(actor, issued.user_public_id)
    created(response, f"{_PATH}/{row.public_id}", row.version)
    link = _link(issued, response)
    return InvitedOut(**shown(row).model_dump(), **link.model_dump())


@api.get(f"{_PATH}/{{public_id}}")
def read_user(actor: CurrentActor, public_id: str, response: Response) -> UserOut:
    """One user."""
    row = accounts.user(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_user(
    actor: CurrentActor, public_id: str, body: UserChange, version: IfMatch, response: Response
) -> UserOut:
    """Another name, role or team; senior or not."""
    changed = {"name": body.name, "role": body.role, "team_public_id": body.team}
    accounts.change_user(actor, public_id, version, is_senior=body.is_senior, **changed)
    return read_user(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def disable_user(actor: CurrentActor, public_id: str) -> None:
    """Disable: all sessions end; the account stays where records name it."""
    accounts.set_active(actor, public_id, active=False)


@api.post(f"{_PATH}/{{public_id}}/restore")
def enable_user(actor: CurrentActor, public_id: str, response: Response) -> UserOut:
    """Take a disable back."""
    accounts.set_active(actor, public_id, active=True)
    return read_user(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/reset")
def reset_user(actor: CurrentActor, public_id: str, response: Response) -> LinkOut:
    """A new link to set a password; the old password and all sessions end now."""
    return _link(accounts.reset(actor, public_id), response)


def _link(issued: IssuedLink, response: Response) -> LinkOut:
    response.headers["cache-control"] = "no-store"  # nor kept for a repeated request
    return LinkOut(link=issued.url, mailed=issued.mailed)
