"""Pure decisions about bulk changes."""

from collections.abc import Mapping
from typing import Any

from crm_app.core.errors import Invalid
from crm_app.core.permissions import GRANTS, Actor, Scope
from crm_app.models.users import User
from crm_app.services.bulk.doors import Door

CUSTOM = "custom."
_MOST_FIELDS = 20


def form_of(door: Door, values: Mapping[str, Any], *, one: bool = False) -> Any:
    """The form that gives a record these values; refuses fields that many, or `one`, cannot be
    given."""
    if door.form is None or door.change is None:
        raise Invalid("bulk.not_editable", field="values")
    if not values or len(values) > _MOST_FIELDS:
        raise Invalid("bulk.no_field", field="values")
    known = {**(door.fields or {}), **((door.cells or {}) if one else {})}
    unknown = [name for name in values if name not in known and not name.startswith(CUSTOM)]
    if unknown:
        raise Invalid("bulk.field_unknown", field=unknown[0][:60], name=unknown[0][:60])
    own = {
        name.removeprefix(CUSTOM): value
        for name, value in values.items()
        if name.startswith(CUSTOM)
    }
    plain = {known[name]: str(value) for name, value in values.items() if name in known}
    return door.form(**plain, **({"custom": own} if own else {}))


def may_get(person: User | None, actor: Actor, door: Door) -> str:
    """Why records may not be given to somebody, or nothing."""
    if actor.scope is Scope.OWN:
        return "bulk.cannot_assign"
    if person is None or not person.is_active:
        return "record.owner_unknown"
    if actor.scope is Scope.TEAM and person.team_id not in actor.team_ids:
        return "record.owner_unknown"
    return "" if door.writes in GRANTS.get(person.role, frozenset()) else "bulk.owner_cannot"
