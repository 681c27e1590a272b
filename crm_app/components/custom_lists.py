"""Custom fields in lists: columns, and filters behind a button."""

from typing import Any

import reflex as rx

from crm_app.components.lists import CELL, CHOICE, column_head
from crm_app.components.text import both, named, t
from crm_app.components.ui.forms import button, field, problem_text, select, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import closes, opens, sheet, sheet_actions
from crm_app.services.choices import Option
from crm_app.services.custom_fields import Chip, FieldValue, Shown

_SHEET = "custom-filters"


def custom_head(state: Any, one: rx.vars.ObjectVar[FieldValue], *, head: bool = False) -> Any:
    """The head of a field's column; all but several choices sort when pressed. `head`: one `th`,
    whatever the kind, to be dressed further.
    """
    label = rx.el.span(
        both(one.label_zh, one.label_en),
        title=both(one.label_zh, one.label_en),
        class_name="inline-block max-w-[150px] truncate align-bottom",
    )
    right = (one.kind == "number") | (one.kind == "money")
    if head:
        return column_head(state, label, rx.cond(one.kind == "multi", "", one.name), right=right)
    return rx.cond(  # pyright: ignore[reportReturnType]
        (one.kind == "multi") | (one.kind == "file"),
        column_head(state, label),
        rx.cond(
            right,
            column_head(state, label, one.name, right=True),
            column_head(state, label, one.name),
        ),
    )


def custom_heads(state: Any) -> rx.Component:
    """The heads of the columns."""
    return rx.foreach(  # pyright: ignore[reportReturnType]
        state.columns.to(list[FieldValue]), lambda one: custom_head(state, one)
    )


def custom_cell(
    one: rx.vars.ObjectVar[Shown], attrs: dict[str, Any] | None = None, *, editable: Any = False
) -> rx.Component:
    """One value of a row with further attributes; `editable`: it says what is typed where it is edited."""
    look = f"{CELL} max-w-[170px] "
    words = both(one.zh, one.en)
    name = rx.Var.create("custom.").to(str) + rx.Var.create(one.key).to(str)
    props: dict[str, Any] = {"custom_attrs": {**(attrs or {})}}
    if editable is not False:
        name = name if editable is True else rx.cond(editable, name, "").to(str)
        props["tab_index"] = -1
        props["custom_attrs"] |= {"data-cell": name, "data-raw": one.raw}
    return rx.match(  # pyright: ignore[reportReturnType]
        one.kind,
        ("number", rx.el.td(words, class_name=f"{look} num", **props)),
        ("money", rx.el.td(words, class_name=f"{look} num", **props)),
        ("date", rx.el.td(words, class_name=f"{look} tabular-nums", **props)),
        ("checkbox", rx.el.td(rx.cond(one.zh != "", icon("check", 16)), class_name=look, **props)),
        ("link", rx.el.td(_link(one), class_name=look, **props)),
        ("multi", rx.el.td(_chips(one), title=words, class_name=look, **props)),
        (
            "file",
            rx.el.td(
                rx.cond(
                    one.zh != "",
                    rx.el.span(
                        icon("paperclip", 14), words, class_name="inline-flex items-center gap-1"
                    ),
                ),
                title=words,
                class_name=look,
                **props,
            ),
        ),
        rx.el.td(words, title=words, class_name=look, **props),
    )


_CHIPS = {
    "blue": "chip-blue",
    "green": "bg-good-soft text-good",
    "amber": "bg-warn-soft text-warn",
    "red": "bg-bad-soft text-bad",
    "violet": "chip-violet",
}


def chip(words: Any, colour: Any) -> rx.Component:
    """A tag in its colour."""
    shade: Any = rx.match(colour, *_CHIPS.items(), "bg-raised text-soft")
    look = "inline-block rounded-full px-2 py-0.5 text-[12px] leading-4 whitespace-nowrap "
    return rx.el.span(words, class_name=rx.Var.create(look).to(str) + shade.to(str))


def _chips(one: rx.vars.ObjectVar[Shown]) -> rx.Component:
    def each(part: rx.vars.ObjectVar[Chip]) -> rx.Component:
        return chip(both(part.zh, part.en), part.colour)

    return rx.el.span(
        rx.foreach(one.chips.to(list[Chip]), each), class_name="inline-flex gap-1 align-middle"
    )


def custom_cells(row: Any, shown: Any = None) -> rx.Component:
    """The values of a row, in the order of the heads."""

    def cell(one: rx.vars.ObjectVar[Shown]) -> rx.Component:
        return custom_cell(one)  # alone: a loop takes a second parameter for the place

    return rx.foreach(_shown(row, shown), cell)  # pyright: ignore[reportReturnType]


def _shown(row: Any, shown: Any) -> Any:
    """Where a row keeps them: elsewhere than usual, if that is said."""
    return (row.custom if shown is None else shown).to(list[Shown])


def custom_line(row: Any, shown: Any = None) -> rx.Component:
    """The values of a row in a line of its card, on the phone; nothing where there are none."""

    def value(one: rx.vars.ObjectVar[Shown]) -> rx.Component:
        label = rx.el.span(both(one.label_zh, one.label_en), class_name="text-faint")
        said = rx.cond(
            one.kind == "checkbox",
            rx.fragment(icon("check", 14), label),
            rx.cond(
                one.chips.to(list[Chip]).length() > 0,
                _chips(one),
                rx.fragment(label, both(one.zh, one.en)),
            ),
        )
        return rx.cond(  # pyright: ignore[reportReturnType]
            one.zh != "",
            rx.el.span(said, class_name="inline-flex items-baseline gap-1 min-w-0"),
        )

    return rx.el.span(
        rx.foreach(_shown(row, shown), value),
        class_name="flex flex-wrap gap-x-3 text-soft text-[13px] empty:hidden",
    )


def _link(one: Any) -> rx.Component:
    return rx.cond(  # pyright: ignore[reportReturnType]
        one.href != "",
        rx.el.a(
            one.zh,
            href=one.href,
            target="_blank",
            rel="noopener noreferrer nofollow",
            class_name="text-accent hover:underline",
        ),
    )


def custom_filters(state: Any) -> rx.Component:
    """The button among the filters of a list without conditions (those have it in their own sheet), and
    its sheet; nothing where no field stands in lists."""
    at_work = state.custom_count > 0
    look = rx.cond(
        at_work, "border-accent bg-accent-soft text-accent", "border-line-strong bg-panel text-soft"
    ).to(str)
    return rx.cond(  # pyright: ignore[reportReturnType]
        state.columns.length() > 0,
        rx.fragment(
            rx.el.button(
                icon("sliders-horizontal", 16),
                t("custom_fields.filter"),
                rx.cond(at_work, rx.el.span(state.custom_count, class_name="tabular-nums")),
                type="button",
                custom_attrs=opens(_SHEET),
                class_name=f"inline-flex items-center gap-1.5 px-3! {CHOICE} {look}",
            ),
            _sheet(state),
        ),
    )


def own_filters(state: Any) -> rx.Component:
    """What each own field of the list can be narrowed by; parts of a form."""
    return rx.el.div(
        rx.foreach(state.columns.to(list[FieldValue]), lambda one: _filter(state, one)),
        class_name="grid gap-3 sm:grid-cols-2",
    )


def _sheet(state: Any) -> rx.Component:
    return sheet(
        _SHEET,
        t("custom_fields.filter"),
        rx.el.form(
            own_filters(state),
            problem_text(state.problem),
            sheet_actions(
                button(t("list.clear"), tone="quiet", on_click=state.clear_custom),
                button(t("shell.cancel"), custom_attrs=closes()),
                button(t("custom_fields.apply"), tone="primary", type="submit"),
            ),
            on_submit=state.filter_custom,
            reset_on_submit=False,
            class_name="space-y-3",
        ),
        done=state.custom_done,
    )


def _filter(state: Any, one: rx.vars.ObjectVar[FieldValue]) -> rx.Component:
    label = both(one.label_zh, one.label_en)
    given = state.filters.get(one.name, "")
    ticks = [rx.el.option(t(f"custom_fields.{key}"), value=key) for key in ("yes", "no")]
    filed = [
        rx.el.option(t(f"custom_fields.{words}"), value=key)
        for key, words in (("yes", "has_file"), ("no", "has_none"))
    ]
    options = rx.foreach(
        one.options.to(list[Option]), lambda option: rx.el.option(named(option), value=option.key)
    )

    def chosen(*entries: Any) -> rx.Component:
        anything = rx.el.option(t("custom_fields.any"), value="")
        return field(label, select(anything, *entries, name=one.name, default_value=given))

    return rx.match(  # pyright: ignore[reportReturnType]
        one.kind,
        ("choice", chosen(options)),
        ("multi", chosen(options)),
        ("checkbox", chosen(*ticks)),
        ("file", chosen(*filed)),
        ("date", _range(state, one, label, type="date")),
        ("number", _range(state, one, label, input_mode="decimal")),
        ("money", _range(state, one, label, input_mode="decimal")),
        field(
            label,
            text_input(
                name=one.name,
                default_value=given,
                placeholder=t("custom_fields.contains"),
                max_length=200,
            ),
        ),
    )


def _range(state: Any, one: Any, label: Any, **props: Any) -> rx.Component:
    def end(name: str) -> rx.Component:
        key = f"{one.name}.{name}"
        return text_input(
            name=key,
            default_value=state.filters.get(key, ""),
            placeholder=t(f"custom_fields.{name}"),
            aria_label=t(f"custom_fields.{name}"),
            **props,
        )

    return rx.el.fieldset(
        rx.el.legend(label, class_name="text-soft text-[13px] mb-1"),
        rx.el.div(end("from"), end("to"), class_name="grid grid-cols-2 gap-2"),
        class_name="min-w-0",
    )
