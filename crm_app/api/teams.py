"""Teams and roles over REST."""

from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import PageAsked, created
from crm_app.core.errors import NotFound
from crm_app.locales.catalog import say
from crm_app.services import accounts
from crm_app.services.accounts import RoleRow, TeamRow

_PATH = "/api/v1/teams"


class TeamOut(BaseModel):
    """A team; `parent` is null at the top."""

    id: str
    name: str
    parent: str | None
    members: int


class RoleOut(BaseModel):
    """A role: whose records it sees (own, team, all) and what it may do."""

    id: str
    name_zh: str
    name_en: str
    scope: str
    permissions: list[str]


class TeamIn(Body):
    """A new team."""

    name: str = Field(max_length=200)
    parent: str | None = Field(default=None, max_length=36)


class TeamChange(Body):
    """What is to change of a team; null as `parent` moves it to the top."""

    name: str | None = Field(default=None, max_length=200)
    parent: str | None = Field(default=None, max_length=36)


def shown(row: TeamRow) -> TeamOut:
    """A team as it goes out."""
    above = row.parent_public_id or None
    return TeamOut(id=row.public_id, name=row.name, parent=above, members=row.members)


@api.get(_PATH, response_model=Listed[TeamOut])
def list_teams(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """All teams, each after its parent."""
    return page.whole(accounts.teams(actor), shown)


@api.post(_PATH, status_code=201)
def create_team(actor: CurrentActor, body: TeamIn, response: Response) -> TeamOut:
    """A new team."""
    public_id = accounts.add_team(actor, body.name, body.parent or "")
    created(response, f"{_PATH}/{public_id}")
    return read_team(actor, public_id)


@api.get(f"{_PATH}/{{public_id}}")
def read_team(actor: CurrentActor, public_id: str) -> TeamOut:
    """One team."""
    return shown(accounts.team(actor, public_id))


@api.patch(f"{_PATH}/{{public_id}}")
def change_team(actor: CurrentActor, public_id: str, body: TeamChange) -> TeamOut:
    """Another name or place in the tree."""
    sent = body.given("parent")
    accounts.change_team(actor, public_id, name=body.name, parent_public_id=sent.get("parent"))
    return read_team(actor, public_id)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def remove_team(actor: CurrentActor, public_id: str) -> None:
    """Take an empty team away; 409 while anything belongs to it."""
    accounts.remove_team(actor, public_id)


@api.get("/api/v1/roles", response_model=Listed[RoleOut])
def list_roles(actor: CurrentActor, page: PageAsked) -> dict[str, Any]:
    """The roles and what each may do."""
    return page.whole(accounts.roles(actor), _role)


@api.get("/api/v1/roles/{role}")
def read_role(actor: CurrentActor, role: str) -> RoleOut:
    """One role."""
    found = next((row for row in accounts.roles(actor) if row.role == role), None)
    if found is None:
        raise NotFound("role.not_found")
    return _role(found)


def _role(row: RoleRow) -> RoleOut:
    return RoleOut(
        id=row.role,
        name_zh=say("zh", f"role.{row.role}"),
        name_en=say("en", f"role.{row.role}"),
        scope=row.scope,
        permissions=list(row.permissions),
    )
