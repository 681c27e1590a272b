"""Conditions of an assignment rule that are rarely used: more words, and custom fields of leads."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, named, t
from crm_app.components.ui.forms import field, text_input
from crm_app.services.choices import Option
from crm_app.services.custom_fields import FieldValue
from crm_app.state.assignment import WORDS, AssignmentScreen

_VALUES = AssignmentScreen.values
_LABELS = {"companies": "company", "titles": "title", "addresses": "address", "notes": "note"}


def more_conditions() -> rx.Component:
    """Folded away until one of them is set."""
    words = [_words(name, t(f"leads.{_LABELS[name]}")) for name in WORDS]
    return rx.el.details(
        rx.el.summary(
            t("assignment.more_conditions"),
            class_name="cursor-pointer text-soft min-h-[44px] lg:min-h-[34px] py-2",
        ),
        rx.el.div(
            *words,
            rx.foreach(AssignmentScreen.fields, _condition),
            class_name="grid gap-3 sm:grid-cols-2",
        ),
        open=AssignmentScreen.shows_more,
    )


def _condition(one: rx.vars.ObjectVar[FieldValue]) -> rx.Component:
    label = rx.fragment(
        both(one.label_zh, one.label_en),
        rx.cond(one.currency != "", rx.el.span(" (", one.currency, ")")),
    )
    options: Any = rx.foreach(
        one.options.to(list[Option]), lambda option: _tick(one, option.key, named(option))
    )
    yes_no = [_tick(one, key, t(f"custom_fields.{key}")) for key in ("yes", "no")]
    return rx.match(  # pyright: ignore[reportReturnType]
        one.kind,
        ("choice", _ticks(label, options)),
        ("multi", _ticks(label, options)),
        ("checkbox", _ticks(label, *yes_no)),
        ("number", _range(one, label, input_mode="decimal")),
        ("money", _range(one, label, input_mode="decimal")),
        ("date", _range(one, label, type="date")),
        _words(one.name, label),
    )


def _words(name: Any, label: Any) -> rx.Component:
    control = text_input(name=name, default_value=_VALUES.get(name, ""))
    return field(label, control, hint=t("assignment.words_hint"))


def _ticks(label: Any, *ticks: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(label, class_name="text-soft text-[13px]"),
        rx.el.div(*ticks, class_name="flex flex-wrap gap-x-4"),
        class_name="sm:col-span-2 min-w-0",
    )


def _tick(one: Any, key: Any, label: Any) -> rx.Component:
    name = one.name.to(str) + ":" + key
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            name=name,
            default_checked=AssignmentScreen.ticks.contains(name),
            class_name="w-5 h-5",
        ),
        label,
        class_name="inline-flex items-center gap-2 min-h-[44px] lg:min-h-[30px]",
    )


def _range(one: Any, label: Any, **props: Any) -> rx.Component:
    def end(name: str) -> rx.Component:
        whole = one.name.to(str) + f".{name}"
        return text_input(
            name=whole,
            default_value=_VALUES.get(whole, ""),
            placeholder=t(f"custom_fields.{name}"),
            aria_label=t(f"custom_fields.{name}"),
            **props,
        )

    return rx.el.fieldset(
        rx.el.legend(label, class_name="text-soft text-[13px] mb-1"),
        rx.el.div(end("from"), end("to"), class_name="grid grid-cols-2 gap-2"),
        class_name="min-w-0",
    )
