"""Lists of users: by words, role, team and state."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import exists
from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, Page, Slice, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.second_factor import SecondFactor
from crm_app.models.users import Team, User
from crm_app.services.accounts.rows import UserRow


@query(Permission.USER_READ)
def user_page(work: Work, asked: ListQuery) -> Page[UserRow]:
    """A page of users by name; words are looked for in name and address."""
    chosen = _conditions(asked)
    counted = select(func.count()).select_from(User).join(Team, col(Team.id) == User.team_id)
    total = work.session.exec(counted.where(*chosen)).one()
    page, pages, size = place_in(asked, total)
    found = _users(chosen).order_by(func.lower(col(User.name)), col(User.id))
    rows = work.session.exec(found.offset((page - 1) * size).limit(size))
    return Page([UserRow.of(*row) for row in rows], total, page, pages)


@query(Permission.USER_READ)
def user_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[UserRow]:
    """Users, newest first, after the one with public id `after`."""
    chosen = _conditions(asked)
    if after:
        place = work.session.exec(select(User.id).where(col(User.public_id) == after)).one_or_none()
        if place is None:
            raise Invalid("list.cursor_invalid", field="cursor")
        chosen.append(col(User.id) < place)
    found = _users(chosen).order_by(col(User.id).desc()).limit(asked.size + 1)
    rows = [UserRow.of(*row) for row in work.session.exec(found)]
    shown = rows[: asked.size]
    return Slice(shown, shown[-1].public_id if len(rows) > asked.size else "")


def _users(chosen: list[Any]) -> Any:
    with_factor = exists().where(
        col(SecondFactor.user_id) == User.id, col(SecondFactor.confirmed_at).is_not(None)
    )
    return select(User, Team, with_factor).join(Team, col(Team.id) == User.team_id).where(*chosen)


def _conditions(asked: ListQuery) -> list[Any]:
    found: list[Any] = []
    for word in asked.words.split():
        name, email = col(User.name), col(User.email)
        found.append(name.icontains(word, autoescape=True) | email.icontains(word, autoescape=True))
    for name, value in asked.filters.items():
        if name not in _FILTERS:
            raise Invalid("list.filter_unknown", field=name, name=name[:60])
        if value:
            found.append(_FILTERS[name](value))
    return found


def _in_state(value: str) -> Any:
    active, taken_up = col(User.is_active), col(User.password_hash) != ""
    states = {"active": active & taken_up, "invited": active & ~taken_up, "disabled": ~active}
    if value not in states:
        raise Invalid("list.value_unknown", value=value[:60])
    return states[value]


_FILTERS: dict[str, Callable[[str], Any]] = {
    "role": lambda value: col(User.role) == value,
    "team": lambda value: col(Team.public_id) == value,
    "state": _in_state,
}
