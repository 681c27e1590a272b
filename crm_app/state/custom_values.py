"""Custom fields of records on screens: those of a new record, and what forms send of them."""

from collections.abc import Iterable, Mapping
from typing import Any

import reflex as rx

from crm_app.services import custom_fields
from crm_app.services.custom_fields import RECORDS, FieldValue
from crm_app.state.base import Screen, action

PREFIX = "custom."


class NewFields(Screen, rx.State):
    """The fields of new records, by kind of record: read when a form is opened."""

    # Those that are required, and the others.
    asked: rx.Field[dict[str, list[FieldValue]]] = rx.field(
        default_factory=lambda: {record: [] for record in RECORDS}
    )
    more: rx.Field[dict[str, list[FieldValue]]] = rx.field(
        default_factory=lambda: {record: [] for record in RECORDS}
    )

    @action
    async def load(self, record: str) -> None:
        """A form for a new record was opened."""
        if record in RECORDS:
            found = await self._ask(custom_fields.form_fields, record) or []
            self.asked = {**self.asked, record: [one for one in found if one.is_required]}
            self.more = {**self.more, record: [one for one in found if not one.is_required]}


def asked_of(form: Mapping[str, Any]) -> dict[str, Any]:
    """What a form says of the new records that come of it, as the use cases call it."""
    return {f"{of}_custom": custom_of(form, f"{of}.") for of in ("customer", "contact", "deal")}


def custom_of(form: Mapping[str, Any], of: str = "") -> dict[str, str]:
    """Key → what a form says of custom fields; the ticks of several choices with commas. `of` is
    what stands before the names of another record's.
    """
    found: dict[str, list[str]] = {}
    for name, value in form.items():
        if name.startswith(f"{of}{PREFIX}"):
            key, _, option = name.removeprefix(f"{of}{PREFIX}").partition(":")
            said = option if option and value else "" if option else str(value or "")
            found.setdefault(key, []).append(said)
    return {key: ",".join(one for one in said if one) for key, said in found.items()}


def custom_facts(fields: Iterable[FieldValue]) -> dict[str, str]:
    """A record's values as a form would send them, under the names of their inputs."""
    return {field.name: field.value for field in fields}


def given_custom(form: Mapping[str, Any]) -> dict[str, str]:
    """What a form says, under the names of the inputs."""
    return {f"{PREFIX}{key}": value for key, value in custom_of(form).items()}


def split_custom(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Facts by name, those of custom fields gathered as forms of services take them."""
    own = {name: value for name, value in fields.items() if not name.startswith(PREFIX)}
    custom = {
        name.removeprefix(PREFIX): value
        for name, value in fields.items()
        if name.startswith(PREFIX)
    }
    return own | ({"custom": custom} if custom else {})
