"""Custom fields of records over REST: `custom` holds them by key."""

from collections.abc import Iterable
from typing import Any

from crm_app.api.bodies import Body
from crm_app.services.custom_fields import FieldValue, Shown

Values = dict[str, Any]


class CustomBody(Body):
    """A record's body; `custom`: key → text, number, day, key or keys of choices, true or false, ids of files;
    null empties.
    """

    custom: Values | None = None

    def custom_form(self, *, new: bool = False) -> dict[str, Any]:
        """What forms of services take: a new record is asked for its required fields."""
        if new:
            return {"custom": self.custom or {}}
        return {} if self.custom is None else {"custom": self.custom}


def custom_out(fields: Iterable[FieldValue]) -> Values:
    """Values as they go out: numbers as exact decimal strings, null for none."""
    return {field.key: _plain(field) for field in fields}


def custom_shown(cells: Iterable[Shown]) -> Values:
    """The values that stand in lists, as one reads them."""
    return {cell.key: {"zh": cell.zh, "en": cell.en} for cell in cells}


def _plain(field: FieldValue) -> Any:
    if field.kind == "checkbox":
        return field.value == "true"
    if field.kind == "file":
        return [{"id": one.public_id, "name": one.name} for one in field.files]
    return field.chosen if field.kind == "multi" else field.value or None
