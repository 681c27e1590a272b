"""The bar of ticked tasks."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import FIELD, button, problem_text
from crm_app.state.task_picks import TaskPicks


def pick_bar() -> rx.Component:
    """How many are ticked, and what is done with them: at the lower edge, where it moves no row."""
    some = TaskPicks.selected.length() > 0
    return rx.cond(  # pyright: ignore[reportReturnType]
        TaskPicks.picking,
        rx.el.div(
            rx.el.span(
                t("bulk.chosen", count=TaskPicks.selected.length()),
                class_name="flex-1 min-w-[90px]",
            ),
            rx.cond(
                some,
                rx.el.div(
                    _actions(),
                    class_name="flex flex-wrap items-center gap-2 max-lg:order-last max-lg:w-full",
                ),
            ),
            button(sign="x", label=t("bulk.pick_none"), tone="quiet", on_click=TaskPicks.stop),
            problem_text(TaskPicks.problem),
            role="toolbar",
            aria_label=t("bulk.toolbar"),
            class_name=(
                "fixed z-30 flex flex-wrap items-center gap-2 rounded-xl border border-accent "
                "bg-accent-soft px-3 py-1.5 shadow-lg inset-x-2 lg:inset-x-auto lg:left-1/2 "
                "lg:-translate-x-1/2 lg:min-w-[620px] lg:bottom-4 "
                "bottom-[calc(68px+env(safe-area-inset-bottom))]"
            ),
        ),
    )


def _actions() -> rx.Component:
    return rx.fragment(
        button(
            t("bulk.finish"),
            tone="primary",
            sign="check",
            on_click=TaskPicks.finish,
        ),
        rx.el.form(
            rx.el.input(
                type="date",
                name="due",
                required=True,
                aria_label=t("tasks.due"),
                class_name=f"{FIELD} w-[124px]! lg:w-[150px]!",
            ),
            button(t("tasks.move"), type="submit", sign="calendar-plus"),
            on_submit=TaskPicks.move,
            reset_on_submit=False,
            class_name="flex items-center gap-1",
        ),
        rx.cond(
            TaskPicks.people.length() > 0,
            rx.el.select(
                rx.el.option(t("bulk.assign"), value=""),
                rx.foreach(
                    TaskPicks.people, lambda one: rx.el.option(one.name, value=one.public_id)
                ),
                value="",
                on_change=TaskPicks.give,
                aria_label=t("bulk.assign"),
                class_name=f"{FIELD} w-[130px]!",
            ),
        ),
        button(
            rx.el.span(t("bulk.delete"), class_name="max-lg:sr-only"),
            sign="trash-2",
            tone="danger",
            label=t("bulk.delete"),
            on_click=TaskPicks.delete,
        ),
    )
