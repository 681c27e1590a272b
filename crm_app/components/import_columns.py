"""What the columns of a file are taken for, and what is done with the cells."""

from typing import Any

import reflex as rx

from crm_app.components.text import both, choice, number, t
from crm_app.components.ui.forms import button, field, select, text_input
from crm_app.components.ui.overlay import opens, save_actions, sheet
from crm_app.components.ui.show import badge, panel
from crm_app.state.import_rows import ColumnShown, FieldOption
from crm_app.state.imports import OneImport

ONE = OneImport.batch
_WAYS = ("fill", "append", "replace")


def columns_panel() -> rx.Component:
    """What each column is, with some of its cells; guessed, and to be changed."""
    return panel(
        rx.el.div(
            rx.el.h2(t("imports.columns"), class_name="font-semibold flex-1"),
            rx.cond(ONE.template != "", badge(t("imports.by_template", name=ONE.template))),
            button(t("imports.keep_template"), tone="quiet", custom_attrs=opens("import-template")),
            class_name="flex items-center gap-2 px-3 min-h-[48px]",
        ),
        _reading(),
        rx.el.ul(
            rx.foreach(OneImport.columns, _column),
            class_name="divide-y divide-line border-t border-line",
        ),
        _choices(),
        rx.el.div(
            button(t("imports.drop"), tone="quiet", on_click=OneImport.drop),
            button(
                t("imports.check"), tone="primary", sign="list-checks", on_click=OneImport.check
            ),
            class_name="flex gap-2 justify-end p-3 border-t border-line",
        ),
    )


def _reading() -> rx.Component:
    """Which sheet was read and how: what was left out, and what should be looked at."""
    return rx.cond(
        (ONE.sheets.length() > 0) | (ONE.notes.length() > 0),
        rx.el.div(
            rx.cond(
                ONE.sheets.length() > 0,
                field(
                    t("imports.sheet"),
                    select(
                        rx.foreach(ONE.sheets, lambda one: rx.el.option(one, value=one)),
                        value=ONE.sheet,
                        on_change=OneImport.pick_sheet,
                        class_name="max-w-[320px]",
                    ),
                ),
            ),
            rx.cond(
                ONE.notes.length() > 0,
                rx.el.details(
                    rx.el.summary(
                        t("imports.notes"),
                        rx.el.span(number(ONE.notes.length()), class_name="text-faint ml-2"),
                        class_name=(
                            "cursor-pointer text-soft min-h-[44px] lg:min-h-[30px] content-center"
                        ),
                    ),
                    rx.el.ul(
                        rx.foreach(ONE.notes, lambda one: rx.el.li(both(one.zh, one.en))),
                        class_name="list-disc pl-5 text-[13px] text-soft space-y-1 pb-2",
                    ),
                    open=True,
                ),
            ),
            class_name="grid gap-2 px-3 py-2 border-t border-line",
        ),
    )


def _column(row: rx.vars.ObjectVar[ColumnShown]) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.el.span(row.name, class_name="block font-medium truncate"),
            rx.el.span(row.samples, class_name="block text-faint text-[13px] truncate"),
            class_name="min-w-0",
        ),
        select(
            rx.el.option(t("imports.leave_out"), value=""),
            rx.foreach(OneImport.options, _option),
            value=row.field,
            on_change=lambda value: OneImport.name_column(row.name, value),
            aria_label=row.name,
            class_name=rx.cond(row.field == "", "text-faint", "font-medium"),
        ),
        rx.cond(
            OneImport.by_field & (row.field != "") & (row.field != "id"),
            select(
                rx.el.option(t("imports.ways.usual"), value=""),
                *[rx.el.option(t(f"imports.ways.{one}"), value=one) for one in _WAYS],
                value=row.way,
                on_change=lambda value: OneImport.name_way(row.field, value),
                aria_label=t("imports.ways", name=row.name),
                class_name=rx.cond(row.way == "", "text-faint", ""),
            ),
        ),
        key=row.name,
        class_name=(
            "grid grid-cols-[minmax(0,1fr)_minmax(140px,240px)] gap-x-3 gap-y-1 items-center px-3 py-2 "
            "lg:grid-cols-[minmax(0,1fr)_240px_150px] "
            "max-lg:[&>:nth-child(3)]:col-start-2"
        ),
    )


def _option(one: rx.vars.ObjectVar[FieldOption]) -> rx.Component:
    return rx.el.option(both(one.zh, one.en), value=one.key)


def _choices() -> rx.Component:
    return rx.el.div(
        field(
            t("imports.on_match"),
            select(
                rx.el.option(t("imports.on_match.update"), value="update"),
                rx.el.option(t("imports.on_match.skip"), value="skip"),
                value=ONE.on_match,
                on_change=OneImport.choose_match,
            ),
        ),
        field(
            t("imports.way"),
            select(
                *[rx.el.option(t(f"imports.way.{one}"), value=one) for one in ("fill", "replace")],
                rx.el.option(t("imports.way.usual"), value=""),
                value=ONE.way,
                on_change=OneImport.choose_way,
            ),
        ),
        rx.cond(
            ONE.on_match == "update",
            rx.el.label(
                rx.el.input(
                    type="checkbox",
                    checked=OneImport.by_field,
                    on_change=OneImport.turn_by_field,  # pyright: ignore[reportArgumentType]
                    class_name="w-5 h-5",
                ),
                t("imports.by_field"),
                class_name="flex items-center gap-2 min-h-[44px] lg:min-h-[30px] lg:col-start-2",
            ),
        ),
        rx.el.fieldset(
            rx.el.legend(t("imports.rules"), class_name="text-soft text-[13px] mb-1"),
            rx.foreach(ONE.rules, _rule),
            class_name="lg:col-span-2",
        ),
        class_name="grid gap-3 lg:grid-cols-2 p-3 border-t border-line",
    )


def _rule(name: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            checked=ONE.rules_on.contains(name),
            on_change=lambda on: OneImport.turn_rule(name, on),  # pyright: ignore[reportArgumentType]
            class_name="w-5 h-5",
        ),
        choice("imports.rule", name),
        key=name,
        class_name="flex items-center gap-2 min-h-[44px] lg:min-h-[30px]",
    )


def template_sheet(problem: rx.Component) -> rx.Component:
    """A name for the mapping."""
    return sheet(
        "import-template",
        t("imports.keep_template"),
        rx.el.form(
            field(
                t("imports.template_name"),
                text_input(name="name", default_value=ONE.template, max_length=80, required=True),
                hint=t("imports.template_hint"),
            ),
            problem,
            save_actions(),
            on_submit=OneImport.save_template,
        ),
        done=OneImport.saved,
    )
