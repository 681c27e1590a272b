"""Whose a target can be, within the actor's reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import GRANTS, Permission, Scope
from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.quotes import Product
from crm_app.models.targets import Target
from crm_app.models.users import Team, User
from crm_app.services.targets.rows import KINDS, Subject

HOUSE = "house"
_MODELS: dict[str, Any] = {"user": User, "team": Team, "product": Product}


@dataclass(frozen=True, slots=True)
class Found:
    """A subject with its inner id; None is the whole house."""

    kind: str
    key: int | None

    @property
    def word(self) -> str:
        """As `Target.subject` keeps it."""
        return f"{self.kind}:{self.key}" if self.key else HOUSE


def find(work: Work, kind: str, public_id: str) -> Found:
    """The subject that is named; refuses what the actor does not see (`targets.subject_unknown`)."""
    if kind not in KINDS:
        raise Invalid("targets.kind_unknown", field="kind", typed=kind[:20])
    found = Found(kind, None)
    if kind != HOUSE:
        model = _MODELS[kind]
        key = work.session.exec(select(model.id).where(col(model.public_id) == public_id)).first()
        found = Found(kind, key)
    if (kind != HOUSE and found.key is None) or not reaches(work, found):
        raise NotFound("targets.subject_unknown")
    return found


def reaches(work: Work, found: Found) -> bool:
    """Whether the actor sees targets of a subject: all, those of his teams, or his own."""
    actor = work.actor
    if actor.scope is Scope.ALL:
        return True
    if found.kind == "user" and found.key == actor.user_id:
        return True
    if actor.scope is not Scope.TEAM:
        return False
    if found.kind == "team":
        return found.key in actor.team_ids
    if found.kind != "user":
        return False
    team = work.session.exec(select(User.team_id).where(col(User.id) == found.key)).first()
    return team in actor.team_ids


def reached(work: Work) -> list[Any]:
    """The same as a condition on targets (and kept forecasts of the same columns)."""
    return reached_columns(work, Target.user_id, Target.team_id)


def reached_columns(work: Work, user: Any, team: Any) -> list[Any]:
    """The condition on any table with such columns."""
    actor = work.actor
    if actor.scope is Scope.ALL:
        return []
    own = col(user) == actor.user_id
    if actor.scope is not Scope.TEAM:
        return [own]
    people = select(User.id).where(col(User.team_id).in_(actor.team_ids))
    return [or_(own, col(user).in_(people), col(team).in_(actor.team_ids))]


def own(work: Work) -> Found:
    """Whose figures are one's own: the house's, the team's, or the person's, as the scope is."""
    actor = work.actor
    if actor.scope is Scope.ALL:
        return Found(HOUSE, None)
    if actor.scope is Scope.TEAM:
        return Found("team", actor.team_id)
    return Found("user", actor.user_id)


def subject_row(work: Work, found: Found) -> Subject:
    """A subject as it is shown."""
    return subject_rows(work, [(found.kind, found.key)])[found.word]


def subject_rows(work: Work, wanted: Iterable[tuple[str, int | None]]) -> dict[str, Subject]:
    """`Found.word` → the subject as it is shown."""
    ids: dict[str, set[int]] = {}
    rows = {HOUSE: Subject(HOUSE, "", say("zh", "targets.house"), say("en", "targets.house"))}
    for kind, key in wanted:
        if key is not None:
            ids.setdefault(kind, set()).add(key)
    for kind, of_kind in ids.items():
        model = _MODELS[kind]
        for row in work.session.exec(select(model).where(col(model.id).in_(of_kind))):
            rows[f"{kind}:{row.id}"] = _row(kind, row)
    return rows


def possible(work: Work) -> list[Subject]:
    """Everybody and everything the actor may set a target for: the house, teams, who sells, products."""
    everything = work.actor.scope is Scope.ALL
    teams, people = select(Team).order_by(col(Team.name)), select(User).where(col(User.is_active))
    if not everything:
        teams = teams.where(col(Team.id).in_(work.actor.team_ids))
        people = people.where(col(User.team_id).in_(work.actor.team_ids))
    found = [subject_rows(work, [])[HOUSE]] if everything else []
    found += [_row("team", team) for team in work.session.exec(teams)]
    selling = (u for u in work.session.exec(people.order_by(col(User.name))) if _sells(u))
    found += [_row("user", user) for user in selling]
    if everything:
        products = select(Product).where(col(Product.is_active)).order_by(col(Product.code))
        found += [_row("product", one) for one in work.session.exec(products)]
    return found


def _sells(user: User) -> bool:
    return Permission.DEAL_WRITE in GRANTS.get(user.role, frozenset())


def _row(kind: str, row: Any) -> Subject:
    if kind == "product":
        return Subject(kind, row.public_id, row.name_zh, row.name_en)
    return Subject(kind, row.public_id, row.name, row.name)
