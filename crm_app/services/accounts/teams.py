"""Teams: a tree; who stands above sees what those below do."""

from typing import Any

from sqlmodel import SQLModel, col, func, select

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.users import Team, User
from crm_app.services.accounts.rows import TeamRow
from crm_app.services.locks import one_at_a_time


@query(Permission.USER_READ)
def teams(work: Work) -> list[TeamRow]:
    """The tree of teams, each after its parent."""
    rows = work.session.exec(select(Team).order_by(col(Team.name))).all()
    counts = dict(
        work.session.exec(select(User.team_id, func.count()).group_by(col(User.team_id))).all()
    )
    ids = {team.id: team.public_id for team in rows}
    found: list[TeamRow] = []

    def walk(parent: int | None, depth: int) -> None:
        for team in (team for team in rows if team.parent_id == parent):
            above = ids.get(team.parent_id, "")
            found.append(
                TeamRow(team.public_id, team.name, above, depth, counts.get(team.id or 0, 0))
            )
            walk(team.id, depth + 1)

    walk(None, 0)
    return found


@command(Permission.USER_ADMIN)
def add_team(work: Work, name: str, parent_public_id: str = "") -> str:
    """A new team below another one (the top one when none is named); returns its public id."""
    parent = find_team(work, parent_public_id) if parent_public_id else None
    name = _free_name(work, name)
    team = work.add(Team(name=name, parent_id=parent.id if parent else None))
    return team.public_id


@query(Permission.USER_READ)
def team(work: Work, public_id: str) -> TeamRow:
    """One of them; refuses with `team.not_found`."""
    for row in teams.within(work):
        if row.public_id == public_id:
            return row
    raise NotFound("team.not_found")


@command(Permission.USER_ADMIN)
def change_team(
    work: Work, public_id: str, *, name: str | None = None, parent_public_id: str | None = None
) -> None:
    """Another name or place in the tree (empty: the top); never below itself."""
    one_at_a_time(work, "teams")
    found = _known_team(work, public_id)
    if name is not None and name.strip() != found.name:
        found.name = _free_name(work, name)
    if parent_public_id is not None:
        parent = find_team(work, parent_public_id) if parent_public_id else None
        if parent is not None and found.id in _upwards(work, parent):
            raise Conflict("accounts.team_circle", name=found.name)
        found.parent_id = parent.id if parent else None
    work.touch("session")  # what members see may be another now


@command(Permission.USER_ADMIN)
def remove_team(work: Work, public_id: str) -> None:
    """Take an empty team away; refuses (`accounts.team_in_use`) while anything belongs to it."""
    one_at_a_time(work, "teams")
    found = _known_team(work, public_id)
    for column in _pointing_here():
        if work.session.exec(select(column).where(column == found.id).limit(1)).first() is not None:
            raise Conflict("accounts.team_in_use", name=found.name)
    work.session.delete(found)


def clean_name(name: str) -> str:
    """A name of a person or team in one line; refuses an empty one."""
    name = " ".join(name.split())
    if not name:
        raise Invalid("accounts.name_missing", field="name")
    return name[:120]


def find_team(work: Work, public_id: str) -> Team:
    """The team that a form names; refuses with `accounts.team_unknown`."""
    found = select(Team).where(col(Team.public_id) == public_id)
    team = work.session.exec(found).one_or_none()
    if team is None:
        raise Invalid("accounts.team_unknown", field="team")
    return team


def _known_team(work: Work, public_id: str) -> Team:
    found = select(Team).where(col(Team.public_id) == public_id).with_for_update()
    team = work.session.exec(found).one_or_none()
    if team is None:
        raise NotFound("team.not_found")
    return team


def _free_name(work: Work, name: str) -> str:
    name = clean_name(name)
    if work.session.exec(select(Team.id).where(col(Team.name) == name)).first() is not None:
        raise Conflict("accounts.team_taken", name=name)
    return name


def _pointing_here() -> list[Any]:
    """Every column of the schema that refers to a team."""
    return [
        key.parent
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "team.id"
    ]


def _upwards(work: Work, team: Team) -> set[int | None]:
    """The team and all above it."""
    parents = dict(work.session.exec(select(Team.id, Team.parent_id)).all())
    found: set[int | None] = set()
    at = team.id
    while at is not None and at not in found:
        found.add(at)
        at = parents.get(at)
    return found
