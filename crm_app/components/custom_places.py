"""Custom fields among the facts of a record, each edited where it stands."""

from typing import Any

import reflex as rx

from crm_app.components.custom_files import file_places
from crm_app.components.custom_values import ROW, field_label, field_option, shown_value
from crm_app.components.record import PLACE, fact, section
from crm_app.components.text import both, named, t
from crm_app.components.ui.icons import icon
from crm_app.services.custom_fields import FieldValue


def custom_section(state: Any, may: Any, record: str) -> rx.Component:
    """The fields of a record among its facts, each edited where it stands; sections have a line of
    their own. Nothing where there are none.
    """
    fields = state.page.custom.to(list[FieldValue])
    return rx.cond(  # pyright: ignore[reportReturnType]
        fields.length() > 0,
        section(
            t("custom_fields.own"),
            rx.el.div(
                rx.foreach(fields, lambda one: _place(state, one, may, record)),
                class_name="min-w-0 pb-2",
            ),
        ),
    )


def custom_place(state: Any, name: Any, may: Any, record: str) -> rx.Component:
    """The field called `name`, where a layout puts it; nothing where one may not see it."""
    return rx.foreach(  # pyright: ignore[reportReturnType]
        state.page.custom.to(list[FieldValue]),
        lambda one: rx.cond(one.name == name, _place(state, one, may, record, headed=False)),
    )


def _place(
    state: Any, one: rx.vars.ObjectVar[FieldValue], may: Any, record: str, *, headed: bool = True
) -> rx.Component:
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
    label = field_label(one)
    return rx.fragment(
        _section_line(one) if headed else None,
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
                (
                    "file",
                    fact(
                        label,
                        file_places(
                            one,
                            one.name,
                            record,
                            on_change=lambda ids: state.save_field(one.name, ids),
                        ),
                    ),
                ),
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
        rx.foreach(one.options, field_option),
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
                field_label(one),
                class_name="text-faint text-[13px] leading-tight w-[88px] shrink-0",
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
                    class_name=ROW,
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
