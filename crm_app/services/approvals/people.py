"""Who is asked to decide, and who hears the answer."""

from sqlmodel import col, select

from crm_app.core.permissions import DECIDERS, SCOPES, Scope
from crm_app.core.work import Work
from crm_app.models.approvals import Approval
from crm_app.models.users import Team, User


def deciders(work: Work, approval: Approval) -> list[int]:
    """The users asked: of the level's own role within reach, or else of the next role up."""
    above = _teams_above(work, approval.team_id)
    for role in DECIDERS[approval.level]:
        found = select(User.id).where(
            col(User.role) == role,
            col(User.is_active),
            col(User.id).not_in((approval.owner_id, approval.created_by or 0)),
        )
        if SCOPES.get(role, Scope.ALL) is Scope.TEAM:
            found = found.where(col(User.team_id).in_(above))
        users = [user_id for user_id in work.session.exec(found) if user_id is not None]
        if users:
            return users
    return []


def _teams_above(work: Work, team_id: int) -> list[int]:
    parents = dict(work.session.exec(select(Team.id, Team.parent_id)).all())
    chain: list[int] = []
    here: int | None = team_id
    while here is not None and here not in chain:
        chain.append(here)
        here = parents.get(here)
    return chain
