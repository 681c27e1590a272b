"""Custom fields wherever a record stands: in its forms, among its facts."""

from typing import Any

import reflex as rx

from crm_app.components.record import PLACE, fact, section
from crm_app.components.text import both, named, t
from crm_app.components.ui.forms import field, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.services.choices import Option
from crm_app.services.custom_fields import FieldValue
from crm_app.state.custom_values import NewFields

_TWO = "grid gap-3 sm:grid-cols-2"
_ROW = "flex items-center gap-2 min-h-[44px] lg:min-h-[34px]"
_BOX = "w-5 h-5 shrink-0"


def new_fields(record: str) -> rx.Component:
    """The fields of a new record: the required ones, the others folded away; nothing where there
    are none.
    """
    asked: Any = NewFields.asked[record].to(list[FieldValue])
    more: Any = NewFields.more[record].to(list[FieldValue])
    return rx.el.div(
        rx.cond(asked.length() > 0, field_inputs(asked)),
        rx.cond(
            more.length() > 0,
            rx.el.details(
                rx.el.summary(
                    t("custom_fields.own"),
                    class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2",
                ),
                field_inputs(more),
            ),
        ),
        on_mount=NewFields.load(record),
        class_name="space-y-3",
    )


def field_inputs(fields: Any) -> rx.Component:
    """Inputs of fields with their values, section by section."""
    return rx.el.div(rx.foreach(fields, _input), class_name=_TWO)


def _input(one: rx.vars.ObjectVar[FieldValue]) -> rx.Component:
    return rx.fragment(
        rx.cond(
            one.heads & (one.section_zh != ""),
            rx.el.h3(
                both(one.section_zh, one.section_en),
                class_name="sm:col-span-2 font-medium pt-2 border-t border-line",
            ),
        ),
        rx.cond(
            one.may_edit,
            rx.match(  # pyright: ignore[reportArgumentType]
                one.kind,
                ("multi", _ticks(one)),
                ("checkbox", _tick(one)),
                _labelled(one),
            ),
        ),
    )


def _label(one: Any) -> rx.Component:
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


def _labelled(one: Any) -> rx.Component:
    """A field with one control: the label wraps it."""
    given: dict[str, Any] = {
        "name": one.name,
        "default_value": one.value,
        "required": one.is_required,
    }
    return field(
        _label(one),
        rx.match(  # pyright: ignore[reportArgumentType]
            one.kind,
            (
                "choice",
                select(rx.el.option("—", value=""), rx.foreach(one.options, _option), **given),
            ),
            ("date", text_input(type="date", **given)),
            ("number", text_input(input_mode="decimal", max_length=30, **given)),
            ("money", text_input(input_mode="decimal", max_length=30, **given)),
            ("link", text_input(input_mode="url", max_length=500, **given)),
            text_input(max_length=500, **given),
        ),
        problem=_hint(one),
    )


def _option(option: rx.vars.ObjectVar[Option]) -> rx.Component:
    return rx.el.option(named(option), value=option.key)


def _tick(one: Any) -> rx.Component:
    # Of a box that is not ticked a form sends nothing: the hidden input before it says so.
    return rx.el.div(
        rx.el.input(type="hidden", name=one.name, value=""),
        rx.el.label(
            rx.el.input(
                type="checkbox",
                name=one.name,
                value="true",
                default_checked=one.value == "true",
                class_name=_BOX,
            ),
            rx.el.span(_label(one), class_name="min-w-0 break-words"),
            class_name=_ROW,
        ),
        _hint(one),
        class_name="self-end",
    )


def _ticks(one: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(_label(one), class_name="text-soft text-[13px]"),
        rx.el.input(type="hidden", name=one.name, value=""),
        rx.el.div(
            rx.foreach(
                one.options,
                lambda option: rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        name=one.name + ":" + option.key,
                        value="true",
                        default_checked=one.chosen.contains(option.key),
                        class_name=_BOX,
                    ),
                    named(option),
                    class_name=f"{_ROW} pr-3",
                ),
            ),
            class_name="flex flex-wrap",
        ),
        _hint(one),
        class_name="sm:col-span-2 min-w-0",
    )


def custom_section(state: Any, may: Any) -> rx.Component:
    """The fields of a record among its facts, each edited where it stands; sections have a line of
    their own. Nothing where there are none.
    """
    fields = state.page.custom.to(list[FieldValue])
    return rx.cond(  # pyright: ignore[reportReturnType]
        fields.length() > 0,
        section(
            t("custom_fields.own"),
            rx.el.div(
                rx.foreach(fields, lambda one: _place(state, one, may)),
                class_name="min-w-0 pb-2",
            ),
        ),
    )


def _place(state: Any, one: rx.vars.ObjectVar[FieldValue], may: Any) -> rx.Component:
    key = f"{one.name}-{state.page.public_id}-{one.value}"
    leaves: dict[str, Any] = {
        "default_value": one.value,
        "key": key,
        "placeholder": t("customers.not_set"),
        "on_blur": lambda typed: state.save_field(one.name, typed),
        "class_name": PLACE,
        "title": both(one.help_zh, one.help_en),
    }
    enter: dict[str, Any] = {"custom_attrs": {"data-enter-leaves": ""}}
    label = _label(one)
    return rx.fragment(
        _section_line(one),
        rx.cond(
            may & one.may_edit,
            rx.match(  # pyright: ignore[reportArgumentType]
                one.kind,
                ("choice", fact(label, _chosen(state, one))),
                ("multi", _several(state, one)),
                ("checkbox", fact(label, _ticked(state, one))),
                ("date", fact(label, rx.el.input(type="date", **leaves))),
                ("number", fact(label, rx.el.input(input_mode="decimal", **leaves, **enter))),
                ("money", fact(label, rx.el.input(input_mode="decimal", **leaves, **enter))),
                ("link", fact(label, _linked(one, rx.el.input(**leaves, **enter)))),
                fact(label, rx.el.input(**leaves, **enter)),
            ),
            fact(label, rx.el.span(shown_value(one), class_name="px-2 py-1 min-w-0 break-words")),
        ),
        key=one.key,
    )


def _section_line(one: Any) -> rx.Component:
    return rx.cond(
        one.heads & (one.section_zh != ""),
        rx.el.h3(
            both(one.section_zh, one.section_en),
            class_name="px-3 pt-3 pb-1 text-soft text-[12px] font-medium",
        ),
    )


def _chosen(state: Any, one: Any) -> rx.Component:
    return rx.el.select(
        rx.el.option("—", value=""),
        rx.foreach(one.options, _option),
        value=one.value,
        on_change=lambda value: state.save_field(one.name, value),
        title=both(one.help_zh, one.help_en),
        class_name=f"{PLACE} pl-1 disabled:pl-2",
    )


def _ticked(state: Any, one: Any) -> rx.Component:
    return rx.el.span(
        rx.el.input(
            type="checkbox",
            checked=one.value == "true",
            on_change=lambda on: state.save_field(one.name, rx.cond(on, "true", "").to(str)),
            class_name="w-5 h-5 lg:w-4 lg:h-4",
        ),
        class_name="flex items-center px-2 min-h-[44px] lg:min-h-[28px]",
    )


def _several(state: Any, one: Any) -> rx.Component:
    """What was chosen; opens to tick more."""
    return rx.el.details(
        rx.el.summary(
            rx.el.span(
                _label(one), class_name="text-faint text-[13px] leading-tight w-[88px] shrink-0"
            ),
            rx.cond(
                one.value != "",
                rx.el.span(both(one.shown_zh, one.shown_en), class_name="min-w-0 break-words"),
                rx.el.span(t("customers.not_set"), class_name="text-faint"),
            ),
            class_name=(
                "flex items-center gap-3 pl-3 pr-2 py-1 min-h-[44px] lg:min-h-[30px] cursor-pointer"
            ),
        ),
        rx.el.div(
            rx.foreach(
                one.options,
                lambda option: rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        checked=one.chosen.contains(option.key),
                        on_change=lambda on: state.tick_option(
                            one.key, option.key, rx.cond(on, "true", "").to(str)
                        ),
                        class_name="w-5 h-5 lg:w-4 lg:h-4 shrink-0",
                    ),
                    named(option),
                    class_name=_ROW,
                ),
            ),
            class_name="pl-4 pr-2 pb-2",
        ),
        class_name="border-t border-line lg:border-t-0",
    )


def _linked(one: Any, control: rx.Component) -> rx.Component:
    return rx.el.span(
        control,
        rx.cond(
            one.value != "",
            rx.el.a(
                icon("external-link", 16),
                href=one.value,
                target="_blank",
                rel="noopener noreferrer nofollow",
                aria_label=t("custom_fields.open_link"),
                title=t("custom_fields.open_link"),
                class_name="grid place-items-center min-w-[44px] min-h-[44px] lg:min-w-[28px] lg:min-h-[28px] text-accent",
            ),
        ),
        class_name="flex items-center flex-1 min-w-0",
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
            both(one.shown_zh, one.shown_en),
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
