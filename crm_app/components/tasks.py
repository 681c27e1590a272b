"""Pieces of the tasks' screen."""

from typing import Any

import reflex as rx

from crm_app.components.text import choice, day, t
from crm_app.components.ui.forms import button, link, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.show import panel
from crm_app.services.tasks import TaskGroup, TaskRow
from crm_app.state.task_picks import TaskPicks
from crm_app.state.tasks import FEW, TaskScreen


def add_task() -> rx.Component:
    """One line: what, and when."""
    return rx.el.form(
        text_input(
            name="title",
            required=True,
            max_length=200,
            placeholder=t("tasks.new"),
            aria_label=t("tasks.new"),
            class_name="max-lg:basis-full lg:flex-1 lg:min-w-[200px]",
            custom_attrs={"data-focus": ""},
        ),
        rx.el.input(
            type="date",
            name="due",
            aria_label=t("tasks.due"),
            class_name=(
                "rounded-lg border border-line-strong bg-panel px-3 min-h-[44px] lg:min-h-[34px] "
                "max-lg:flex-1 min-w-0"
            ),
        ),
        button(t("tasks.add"), tone="primary", type="submit", sign="plus"),
        key=TaskScreen.added.to_string(),
        reset_on_submit=False,
        on_submit=TaskScreen.add,
        class_name="flex flex-wrap gap-2 mb-4",
    )


def task_groups() -> rx.Component:
    """What is late first, what is done last."""
    return rx.el.div(rx.foreach(TaskScreen.groups, _group), class_name="space-y-4")


def _group(group: rx.vars.ObjectVar[TaskGroup]) -> rx.Component:
    return rx.el.section(
        rx.el.h2(
            rx.cond(
                TaskPicks.picking & ~TaskScreen.soon,
                rx.el.button(
                    t("tasks.pick_group"),
                    type="button",
                    on_click=TaskPicks.pick_group(group.key),
                    class_name="text-accent text-[13px] font-normal mr-2 min-h-[44px] lg:min-h-[28px]",
                ),
            ),
            choice("tasks.group", group.key),
            rx.el.span(group.count, class_name="text-faint font-normal tabular-nums ml-2"),
            class_name=rx.cond(
                group.key == "overdue", "font-semibold mb-1 text-bad", "font-semibold mb-1"
            ),
        ),
        panel(
            rx.el.ul(rx.foreach(group.rows, _row), class_name="divide-y divide-line"),
            class_name="overflow-hidden",
        ),
        rx.cond(
            TaskScreen.soon & (group.count.to(int) > FEW),
            link(
                t("home.all_tasks", count=group.count),
                icon("chevron-right", 16),
                href="/tasks",
                class_name="inline-flex items-center gap-1 px-3 min-h-[44px] lg:min-h-[34px] text-soft",
            ),
        ),
        key=group.key,
    )


def _row(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    is_done = row.group == "done"
    return rx.el.li(
        rx.cond(TaskPicks.picking & ~TaskScreen.soon, _tick(row), _done_button(row, is_done)),
        rx.cond(
            row.about.public_id != "",
            link(
                _words(row),
                href=f"/open/{row.about.kind}/{row.about.public_id}",
                class_name=f"{_PLACE} hover:underline decoration-line-strong underline-offset-2",
            ),
            rx.el.span(_words(row), class_name=_PLACE),
        ),
        menu(
            t("shell.more"),
            rx.cond(
                is_done,
                rx.fragment(),
                menu_item(
                    t("tasks.tomorrow"),
                    sign="calendar-plus",
                    on_click=TaskScreen.tomorrow(row.public_id, row.title),
                ),
            ),
            menu_item(
                t("shell.delete"),
                sign="trash-2",
                bad=True,
                on_click=TaskScreen.delete(row.public_id, row.title),
            ),
        ),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="flex items-center gap-1 pr-1 min-h-[52px]",
    )


def _done_button(row: Any, is_done: Any) -> rx.Component:
    return rx.el.button(
        rx.cond(is_done, icon("square-check", 22), icon("square", 22)),
        type="button",
        aria_label=rx.cond(is_done, t("tasks.reopen"), t("tasks.finish")),
        on_click=rx.cond(
            is_done,
            TaskScreen.reopen(row.public_id),
            TaskScreen.finish(row.public_id, row.title),
        ),
        class_name="grid place-items-center w-11 h-11 text-soft hover:text-accent shrink-0",
    )


def _tick(row: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            checked=TaskPicks.selected.contains(row.public_id),
            on_change=lambda _: TaskPicks.pick(row.public_id),
            aria_label=t("bulk.pick"),
            class_name="w-5 h-5",
        ),
        class_name="grid place-items-center w-11 h-11 shrink-0",
    )


_PLACE = "flex-1 min-w-0 min-h-[44px] lg:min-h-0 py-1.5"


def _words(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    """What, when, about whom, and what to remember: all of it leads to the record."""
    is_done = row.group == "done"
    return rx.fragment(
        rx.el.span(
            row.title,
            class_name=rx.cond(is_done, "block text-faint line-through", "block break-words"),
        ),
        rx.el.span(
            rx.cond(row.due != "", rx.el.span(day(row.due), class_name="shrink-0 tabular-nums")),
            rx.el.span(row.about.name, class_name="text-soft truncate"),
            class_name="flex gap-2 text-faint text-[13px]",
        ),
        rx.cond(~is_done & (row.remember.length() > 0), remembered(row)),
    )


def remembered(row: Any) -> rx.Component:
    """What one wants to know before calling."""
    return rx.el.span(
        icon("coffee", 13),
        rx.el.span(t("tasks.remember"), class_name="sr-only"),
        row.remember.join(" · "),
        class_name="flex items-center gap-1.5 text-accent text-[13px] mt-0.5 [&_svg]:shrink-0",
    )
