"""Sections of pages and forms in the order that an administrator gave them, for one's role."""

from collections.abc import Callable, Mapping
from typing import Any

import reflex as rx

from crm_app.components.custom_places import custom_place
from crm_app.components.custom_values import field_at
from crm_app.components.record import facts, section
from crm_app.components.text import both
from crm_app.services.custom_fields import FieldValue
from crm_app.services.layouts import FORM, NEW, Part
from crm_app.state.custom_values import NewFields
from crm_app.state.layouts import Layouts

Inputs = Mapping[str, rx.Component]
_TWO = "grid gap-3 sm:grid-cols-2"


def column(
    record: str,
    area: str,
    panels: Inputs,
    filled: Callable[[Any], rx.Component] | None = None,
) -> rx.Component:
    """A column of a record's page: its panels by key, and sections of fields as `filled` makes them."""
    return rx.el.div(
        rx.foreach(
            parts(record, area),
            lambda part: rx.fragment(
                _matched(part.key, panels, filled(part) if filled else rx.fragment()), key=part.key
            ),
        ),
        class_name="space-y-3",
    )


def parts(record: str, place: str) -> Any:
    """The sections at a place."""
    return Layouts.parts[f"{record}.{place}"].to(list[Part])


def in_place(state: Any, may: Any, record: str, own: Inputs) -> Callable[[Any], rx.Component]:
    """A section of facts, each edited where it stands; `own` are the product's fields by name."""

    def place(name: Any) -> rx.Component:
        return rx.fragment(_matched(name, own, custom_place(state, name, may, record)), key=name)

    def shown(part: Any) -> rx.Component:
        inner = facts(may, rx.foreach(part.fields.to(list[str]), place))
        return section(both(part.zh, part.en), inner)

    return shown


def edit_inputs(record: str, custom: Any, own: Inputs) -> rx.Component:
    """All facts of a record in a form, section by section."""
    return _inputs(record, FORM, custom, own)


def more_inputs(record: str, own: Inputs) -> rx.Component:
    """What else can be said of a new record, section by section."""
    return _inputs(record, NEW, NewFields.more[record].to(list[FieldValue]), own)


def has_more(record: str) -> Any:
    """Whether there is anything else to say of a new record."""
    return parts(record, NEW).length() > 0


def _inputs(record: str, place: str, custom: Any, own: Inputs) -> rx.Component:
    def one(name: Any) -> rx.Component:
        return rx.fragment(_matched(name, own, field_at(custom, name, record)), key=name)

    def inputs(part: Any, at: Any) -> rx.Component:
        return rx.el.fieldset(
            rx.cond(
                (at > 0)
                | (part.key != "facts"),  # the form says by itself what its first facts are
                rx.el.legend(both(part.zh, part.en), class_name="font-medium pb-2 pt-1"),
            ),
            rx.el.div(rx.foreach(part.fields.to(list[str]), one), class_name=_TWO),
            key=part.key,
            class_name="min-w-0",
        )

    return rx.el.div(
        rx.foreach(parts(record, place), inputs),
        on_mount=Layouts.load(record),
        class_name="space-y-3 empty:hidden",
    )


def _matched(key: Any, known: Inputs, otherwise: rx.Component) -> rx.Component:
    if not known:
        return otherwise
    return rx.match(key, *known.items(), otherwise)  # pyright: ignore[reportReturnType]
