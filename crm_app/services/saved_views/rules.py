"""Pure decisions about views."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.core.permissions import ROLES, Actor, Scope
from crm_app.models.saved_views import Audience, SavedView
from crm_app.services.saved_views.rows import Column, ViewForm

LONGEST_NAME, MOST_ASKED, LONGEST_ASKED = 80, 40, 4_000
MOST_COLUMNS, NARROWEST, WIDEST = 120, 40, 900


def sees(view: SavedView, actor: Actor) -> bool:
    """Whether somebody finds a view among his own."""
    if view.owner_id == actor.user_id or view.audience is Audience.EVERYBODY:
        return True
    if view.audience is Audience.ROLE:
        return view.role == actor.role
    leads = actor.scope is Scope.TEAM and view.team_id in actor.team_ids
    return view.audience is Audience.TEAM and (view.team_id == actor.team_id or leads)


def may_change(view: SavedView, actor: Actor) -> bool:
    """Its owner, or the administrator where others find it too."""
    return view.owner_id == actor.user_id or (actor.role == "admin" and sees(view, actor))


def read_name(typed: str) -> str:
    """The name of a view."""
    name = " ".join(typed.split())
    if not name:
        raise Invalid("saved_views.name_missing", field="name")
    if len(name) > LONGEST_NAME:
        raise Invalid("record.too_long", field="name", most=LONGEST_NAME)
    return name


def share(view: SavedView, form: ViewForm, actor: Actor) -> None:
    """Who finds it, and whose list begins with it; only an administrator says that of a role."""
    if form.audience is not None:
        if form.audience not in set(Audience):
            raise Invalid("saved_views.audience_unknown", field="audience")
        view.audience = Audience(form.audience)
    if form.role is not None:
        view.role = form.role
    if view.audience is not Audience.ROLE:
        view.role = ""
    elif view.role not in ROLES:
        raise Invalid("saved_views.role_unknown", field="role")
    if form.for_role is not None and form.for_role != view.for_role:
        view.for_role = _read_default(form.for_role, actor)
    _check_found(view)


def _read_default(role: str, actor: Actor) -> str:
    if actor.role != "admin":
        raise Invalid("saved_views.default_admin", field="for_role")
    if role and role not in ROLES:
        raise Invalid("saved_views.role_unknown", field="for_role")
    return role


def _check_found(view: SavedView) -> None:
    """A role that begins with a view has to find it."""
    of_role = view.audience is Audience.ROLE and view.role == view.for_role
    if view.for_role and view.audience is not Audience.EVERYBODY and not of_role:
        raise Invalid("saved_views.default_unseen", field="for_role")


def read_asks(given: Mapping[Any, Any]) -> dict[str, str]:
    """What a list's address says, page and view left out; refuses what is too much."""
    asks = {
        str(name): str(value)
        for name, value in given.items()
        if value and name not in ("page", "saved", "in")
    }
    if len(asks) > MOST_ASKED or len(json.dumps(asks)) > 2 * LONGEST_ASKED:
        raise Invalid("list.conditions_long", field="asks", most=LONGEST_ASKED)
    return asks


def read_columns(given: Iterable[Column], known: Sequence[str]) -> list[dict[str, Any]]:
    """Columns as they are stored: each once, known ones only, widths within bounds."""
    found: dict[str, dict[str, Any]] = {}
    for one in list(given)[:MOST_COLUMNS]:
        if one.name in known and one.name not in found:
            width = min(max(one.width, NARROWEST), WIDEST) if one.width > 0 else 0
            found[one.name] = {"name": one.name, "width": width, "is_shown": one.is_shown}
    if found and not any(one["is_shown"] for one in found.values()):
        raise Invalid("saved_views.columns_none", field="columns")
    return list(found.values())
