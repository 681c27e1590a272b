"""Custom fields in forms, and as one reads them."""

from typing import Any

import reflex as rx

from crm_app.components.custom_files import file_input, file_links
from crm_app.components.places import is_on
from crm_app.components.text import both, named, t
from crm_app.components.ui.forms import field, select, text_input
from crm_app.services.choices import Option
from crm_app.services.custom_fields import FieldValue
from crm_app.state.custom_values import NewFields

_TWO = "grid gap-3 sm:grid-cols-2"
ROW = "flex items-center gap-2 min-h-[44px] lg:min-h-[34px]"
_BOX = "w-5 h-5 shrink-0"


def new_fields(record: str) -> rx.Component:
    """What a new record has to have of the fields that somebody defined; nothing where there are none.
    The others stand where the layout puts them (`arranged.more_inputs`).
    """
    asked: Any = NewFields.asked[record].to(list[FieldValue])
    return rx.el.div(
        rx.cond(asked.length() > 0, field_inputs(asked, record)),
        on_mount=NewFields.load(record),
        class_name="space-y-3 empty:hidden",
    )


def asked_fields(record: str, fields: Any) -> rx.Component:
    """What a record that is about to be made is asked for, among those of others: its inputs are
    called `<record>.custom.<key>`. Nothing where nothing is asked.
    """
    return rx.cond(  # pyright: ignore[reportReturnType]
        (fields.length() > 0) & is_on(f"/{record}s"),
        rx.el.fieldset(
            rx.el.legend(
                t(f"custom_fields.asked_of.{record}"), class_name="text-soft text-[13px] mb-1"
            ),
            field_inputs(fields, record, of=f"{record}."),
            class_name="min-w-0",
            custom_attrs={"data-asked": record},
        ),
    )


def asked_of_new(record: str) -> rx.Component:
    """The same for a record of which nothing is known before."""
    asked: Any = NewFields.asked[record].to(list[FieldValue])
    return rx.el.div(
        asked_fields(record, asked), on_mount=NewFields.load(record), class_name="empty:hidden"
    )


def field_inputs(fields: Any, record: Any, of: str = "") -> rx.Component:
    """Inputs of fields of a kind of record with their values, section by section; `of` stands before
    their names.
    """
    return rx.el.div(rx.foreach(fields, lambda one: _input(one, record, of)), class_name=_TWO)


def field_at(fields: Any, name: Any, record: str) -> rx.Component:
    """The input of the field called `name`, where a layout puts it; nothing where there is none."""
    return rx.foreach(  # pyright: ignore[reportReturnType]
        fields.to(list[FieldValue]),
        lambda one: rx.cond(one.name == name, _input(one, record, "", headed=False)),
    )


def value_at(fields: Any, name: Any, row: Any) -> rx.Component:
    """The same, only read: `row(label, value)` makes a line."""
    return rx.foreach(  # pyright: ignore[reportReturnType]
        fields.to(list[FieldValue]),
        lambda one: rx.cond(
            one.name == name, row(both(one.label_zh, one.label_en), shown_value(one))
        ),
    )


def _input(
    one: rx.vars.ObjectVar[FieldValue], record: Any, of: str, *, headed: bool = True
) -> rx.Component:
    name = rx.Var.create(of).to(str) + one.name.to(str) if of else one.name
    return rx.fragment(
        _head(one) if headed else None,
        _control(one, record, name),
        key=one.name,
    )


def _head(one: Any) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        one.heads & (one.section_zh != ""),
        rx.el.h3(
            both(one.section_zh, one.section_en),
            class_name="sm:col-span-2 font-medium pt-2 border-t border-line",
        ),
    )


def _control(one: Any, record: Any, name: Any) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        one.may_edit,
        rx.match(  # pyright: ignore[reportArgumentType]
            one.kind,
            ("multi", _ticks(one, name)),
            ("checkbox", _tick(one, name)),
            ("file", file_input(one, name, record)),
            _labelled(one, name),
        ),
    )


def field_label(one: Any) -> rx.Component:
    """What it is called, in which currency, and whether it has to be filled."""
    return rx.fragment(
        both(one.label_zh, one.label_en),
        rx.cond(one.currency != "", rx.el.span(" (", one.currency, ")")),
        rx.cond(
            one.is_required,
            rx.el.span(" *", class_name="text-bad", title=t("custom_fields.is_required")),
        ),
    )


def _hint(one: Any) -> rx.Component:
    return rx.cond(
        one.help_zh != "",
        rx.el.span(both(one.help_zh, one.help_en), class_name="block text-faint text-[12px] mt-1"),
    )


def _labelled(one: Any, name: Any) -> rx.Component:
    """A field with one control: the label wraps it."""
    given: dict[str, Any] = {
        "name": name,
        "default_value": one.value,
        "required": one.is_required,
    }
    return field(
        field_label(one),
        rx.match(  # pyright: ignore[reportArgumentType]
            one.kind,
            (
                "choice",
                select(rx.el.option("—", value=""), rx.foreach(one.options, field_option), **given),
            ),
            ("date", text_input(type="date", **given)),
            ("number", text_input(input_mode="decimal", max_length=30, **given)),
            ("money", text_input(input_mode="decimal", max_length=30, **given)),
            ("link", text_input(input_mode="url", max_length=500, **given)),
            text_input(max_length=500, **given),
        ),
        problem=_hint(one),
    )


def field_option(option: rx.vars.ObjectVar[Option]) -> rx.Component:
    """One of its options, to choose."""
    return rx.el.option(named(option), value=option.key)


def _tick(one: Any, name: Any) -> rx.Component:
    # Of a box that is not ticked a form sends nothing: the hidden input before it says so.
    return rx.el.div(
        rx.el.input(type="hidden", name=name, value=""),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                name=name,
                value="true",
                default_checked=one.value == "true",
                class_name=_BOX,
            ),
            rx.el.span(field_label(one), class_name="min-w-0 break-words"),
            class_name=ROW,
        ),
        _hint(one),
        class_name="self-end",
    )


def _ticks(one: Any, name: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(field_label(one), class_name="text-soft text-[13px]"),
        rx.el.input(type="hidden", name=name, value=""),
        rx.el.div(
            rx.foreach(
                one.options,
                lambda option: rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        name=name + ":" + option.key,
                        value="true",
                        default_checked=one.chosen.contains(option.key),
                        class_name=_BOX,
                    ),
                    named(option),
                    class_name=f"{ROW} pr-3",
                ),
            ),
            class_name="flex flex-wrap",
        ),
        _hint(one),
        class_name="sm:col-span-2 min-w-0",
    )


def shown_value(one: Any) -> rx.Component:
    """A value as one reads it."""
    return rx.cond(
        one.value == "",
        "–",
        rx.cond(
            one.kind == "link",
            rx.el.a(
                one.value,
                href=one.value,
                target="_blank",
                rel="noopener noreferrer nofollow",
                class_name="text-accent underline break-all",
            ),
            rx.cond(one.kind == "file", file_links(one), both(one.shown_zh, one.shown_en)),
        ),
    )


def shown_fields(fields: Any, row: Any) -> rx.Component:
    """Values below other facts that are only read: `row(label, value)` makes a line of a list."""
    return rx.foreach(  # pyright: ignore[reportReturnType]
        fields,
        lambda one: rx.el.div(
            rx.cond(
                one.heads & (one.section_zh != ""),
                rx.el.h3(
                    both(one.section_zh, one.section_en),
                    class_name="pt-3 pb-1 text-soft text-[12px] font-medium",
                ),
            ),
            rx.el.dl(row(both(one.label_zh, one.label_en), shown_value(one))),
            key=one.key,
        ),
    )
