"""An import at work, what it wrote held against the file, and what an undo left."""

import reflex as rx

from crm_app.components.imports import PICK
from crm_app.components.text import both, choice, day, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import empty, panel
from crm_app.state.import_rows import Check
from crm_app.state.imports import OneImport

ONE = OneImport.batch


def working() -> rx.Component:
    """Something is done in the background; it goes on when the page is closed."""
    return panel(
        rx.el.div(
            rx.el.p(choice("imports.doing", ONE.state), class_name="font-medium"),
            rx.el.div(
                rx.el.div(
                    style={"width": ONE.progress.to(str) + "%"},
                    class_name="h-full bg-accent rounded-full transition-all",
                ),
                role="progressbar",
                aria_label=choice("imports.doing", ONE.state),
                custom_attrs={
                    "aria-valuenow": ONE.progress,
                    "aria-valuemin": 0,
                    "aria-valuemax": 100,
                },
                class_name="h-2 rounded-full bg-raised overflow-hidden my-3",
            ),
            rx.el.p(t("imports.goes_on"), class_name="text-soft text-[13px]"),
            class_name="p-4",
        )
    )


def proof() -> rx.Component:
    """What was written, held against the file."""
    return panel(
        rx.el.div(
            rx.cond(
                ONE.good,
                rx.el.span(icon("badge-check", 20), class_name="text-good"),
                rx.el.span(icon("circle-alert", 20), class_name="text-bad"),
            ),
            rx.el.p(
                t(
                    "imports.proved",
                    rows=ONE.rows,
                    written=ONE.written,
                    changed=ONE.changed,
                ),
                class_name="flex-1",
            ),
            class_name="flex items-start gap-2 p-3",
        ),
        rx.cond(
            ONE.checks.length() > 0,
            rx.el.div(
                rx.el.table(
                    rx.el.thead(
                        rx.el.tr(
                            *[_head(name) for name in ("sum", "in_file", "taken", "left", "stored")]
                        )
                    ),
                    rx.el.tbody(rx.foreach(ONE.checks, _check)),
                    class_name="w-full",
                ),
                class_name="overflow-x-auto border-t border-line",
            ),
        ),
    )


def _head(name: str) -> rx.Component:
    side = "text-left" if name == "sum" else "text-right"
    look = f"px-3 py-2 font-medium text-soft text-[12px] {side}"
    return rx.el.th(t(f"imports.proof.{name}"), scope="col", class_name=look)


def _check(one: rx.vars.ObjectVar[Check]) -> rx.Component:
    cell = "px-3 py-2 text-right tabular-nums"
    return rx.el.tr(
        rx.el.td(both(one.field_zh, one.field_en), class_name="px-3 py-2"),
        *[rx.el.td(value, class_name=cell) for value in (one.file, one.taken, one.left)],
        rx.el.td(
            one.stored,
            rx.cond(one.good, " ✓", " ✗"),
            class_name=f"{cell} font-medium",
        ),
    )


def done_bar() -> rx.Component:
    """The result file, and the way back while there is one."""
    return rx.el.div(
        *[
            rx.el.a(
                icon("download"),
                t(text),
                href=f"/api/v1/imports/{ONE.public_id}/result?format={kind}",
                reload_document=True,
                class_name=PICK,
            )
            for text, kind in (("imports.result_xlsx", "xlsx"), ("imports.result", "csv"))
        ],
        rx.cond(
            ONE.may_undo,
            rx.fragment(
                button(t("imports.undo"), sign="undo-2", on_click=OneImport.undo),
                rx.el.span(
                    t("imports.undo_until", day=day(ONE.undo_until)),
                    class_name="text-soft text-[13px]",
                ),
            ),
        ),
        class_name="flex flex-wrap items-center gap-2 my-3",
    )


def kept() -> rx.Component:
    """What an undo left because somebody had worked on it."""
    return rx.cond(
        ONE.kept.length() > 0,
        panel(
            rx.el.h2(t("imports.kept", count=ONE.kept.length()), class_name="font-semibold p-3"),
            rx.el.ul(
                rx.foreach(
                    ONE.kept,
                    lambda one: rx.el.li(
                        link(one["name"], href=one["href"], class_name="hover:underline"),
                        class_name="px-3 py-2",
                    ),
                ),
                class_name="divide-y divide-line border-t border-line",
            ),
        ),
        panel(empty("undo-2", t("imports.all_back"))),
    )
