"""Who can be asked: the manager of somebody, those of a role within reach, who stands in for whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from crm_app.core.permissions import DECIDERS, GRANTS, SCOPES, Permission, Scope
from crm_app.core.work import Work
from crm_app.models.approvals import Approval, ApprovalSeat
from crm_app.models.users import Team, User
from crm_app.services import away
from crm_app.services.approvals.machine import Person
from crm_app.services.approvals.steps import MANAGER, ROLE, Slot


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody for whom another one decides; `teams` is None for who sees everything."""

    user_id: int
    role: str
    teams: frozenset[int] | None


def may_decide(role: str) -> bool:
    """Whether people of a role can be asked for their word."""
    return Permission.APPROVAL_DECIDE in GRANTS.get(role, frozenset())


def manager_of(work: Work, user_id: int, but: Iterable[int | None] = ()) -> Slot:
    """The nearest manager above somebody in the tree of teams, or else a director, or the administrator."""
    user = work.session.get_one(User, user_id)
    passed = {user_id, *but}
    for team_id in teams_above(work, user.team_id):
        found = select(User.id).where(
            col(User.role) == "manager", col(User.is_active), col(User.team_id) == team_id
        )
        for found_id in work.session.exec(found.order_by(col(User.id))):
            if found_id not in passed:
                return Slot(MANAGER, user_id=found_id)
    return Slot(ROLE, "admin" if user.role in ("director", "admin") else "director")


def seated(work: Work, seat: ApprovalSeat, own: set[int | None]) -> None:
    """Whoever is named and cannot decide gives way to his manager: it is his own, or he is gone."""
    person = work.session.get(User, seat.user_id) if seat.user_id is not None else None
    if person is None or (person.id not in own and person.is_active and may_decide(person.role)):
        return
    slot = manager_of(work, person.id or 0, own)
    seat.instead_of, seat.kind = person.id, slot.kind
    seat.role, seat.user_id = slot.role, slot.user_id


def asked_of(work: Work, approval: Approval, seat: ApprovalSeat) -> list[int]:
    """Whom a seat of a request asks."""
    return asked_of_team(work, seat, approval.team_id, {approval.owner_id, approval.created_by})


def asked_of_team(work: Work, seat: ApprovalSeat, team_id: int, own: set[int | None]) -> list[int]:
    """The person, or those of a seat's role within reach of a team, or else of the next one up; and
    whoever stands in for them. `own` are those whose matter it is."""
    found: list[int] = [seat.user_id] if seat.user_id is not None else []
    for role in (seat.role, seat.raised):
        if role:
            found += _of_role(work, role, team_id, own)
    return [one for one in dict.fromkeys(found + deputies(work, found)) if one not in own]


def _of_role(work: Work, asked: str, team_id: int, own: set[int | None]) -> list[int]:
    above = teams_above(work, team_id)
    for role in DECIDERS.get(asked, ()):
        found = select(User.id).where(
            col(User.role) == role, col(User.is_active), col(User.id).not_in([*own - {None}, 0])
        )
        if SCOPES.get(role, Scope.ALL) is Scope.TEAM:
            found = found.where(col(User.team_id).in_(above))
        users = [user_id for user_id in work.session.exec(found) if user_id is not None]
        if users:
            return users
    return []


def principals(work: Work) -> list[Principal]:
    """Those for whom the actor decides today."""
    return [
        Principal(user.id or 0, user.role, _teams(work, user))
        for user in away.represented(work.session, work.actor.user_id, work.now)
    ]


def deputies(work: Work, user_ids: Iterable[int]) -> list[int]:
    """Those who decide for some people today."""
    return _who_decide(work, away.stand_ins(work.session, user_ids, work.now))


def coming_deputies(work: Work, user_ids: Iterable[int]) -> list[int]:
    """Those who decide for some people, or will: they are to find what waits then."""
    return _who_decide(work, away.coming_stand_ins(work.session, user_ids, work.now))


def _who_decide(work: Work, user_ids: Iterable[int]) -> list[int]:
    """Of those who stand in, who may decide at all: one may be named for leads alone."""
    found = select(User).where(col(User.id).in_(list(user_ids)), col(User.is_active))
    return [user.id or 0 for user in work.session.exec(found) if may_decide(user.role)]


def speakers(work: Work, approval: Approval) -> tuple[Person, list[Person]]:
    """The actor and those he stands in for, as far as it is not their own."""
    own = {approval.owner_id, approval.created_by}
    actor = work.actor
    teams = actor.team_ids if actor.scope is Scope.TEAM else None
    me = Person(actor.user_id or 0, actor.role, teams is None or approval.team_id in teams)
    others = [
        Person(one.user_id, one.role, one.teams is None or approval.team_id in one.teams)
        for one in principals(work)
        if one.user_id not in own and may_decide(one.role)
    ]
    return me, others


def teams_above(work: Work, team_id: int) -> list[int]:
    """A team and those above it, the nearest first."""
    parents = dict(work.session.exec(select(Team.id, Team.parent_id)).all())
    chain: list[int] = []
    here: int | None = team_id
    while here is not None and here not in chain:
        chain.append(here)
        here = parents.get(here)
    return chain


def _teams(work: Work, user: User) -> frozenset[int] | None:
    if SCOPES.get(user.role, Scope.ALL) is Scope.ALL:
        return None
    teams = work.session.exec(select(Team.id, Team.parent_id)).all()
    found = {user.team_id}
    while more := {key for key, parent in teams if parent in found and key not in found}:
        found |= {key for key in more if key is not None}
    return frozenset(found)
