"""A month of tasks: a sheet of weeks on the desk, its days one below the other on the phone."""

from typing import Any

import reflex as rx

from crm_app.components.text import day, t
from crm_app.components.ui.forms import button, link, link_button
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.show import panel
from crm_app.services.tasks import DayCell, TaskRow
from crm_app.state.task_calendar import TaskCalendar

_SHOWN = TaskCalendar.shown
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def month_bar() -> rx.Component:
    """Which month, and the ways to others."""
    return rx.el.div(
        link_button(
            sign="chevron-left",
            href=f"/tasks/calendar?month={_SHOWN.before}",
            aria_label=t("tasks.month_before"),
            title=t("tasks.month_before"),
        ),
        rx.el.h2(_SHOWN.month, class_name="font-semibold tabular-nums min-w-[84px] text-center"),
        link_button(
            sign="chevron-right",
            href=f"/tasks/calendar?month={_SHOWN.after}",
            aria_label=t("tasks.month_after"),
            title=t("tasks.month_after"),
        ),
        link_button(t("tasks.month_now"), href="/tasks/calendar"),
        rx.cond(
            _SHOWN.dateless.to(int) > 0,
            link(
                t("tasks.dateless", count=_SHOWN.dateless),
                href="/tasks",
                class_name="text-soft text-[13px] underline tap",
            ),
        ),
        class_name="flex flex-wrap items-center gap-2 mb-3",
    )


def month_sheet() -> rx.Component:
    """Seven columns on the desk; on the phone the month's days with something to do, from today on."""
    names = [
        rx.el.div(t(f"tasks.day.{one}"), class_name="px-2 py-1.5 text-soft text-[12px]")
        for one in _DAYS
    ]
    return panel(
        rx.el.div(*names, class_name="hidden lg:grid grid-cols-7 border-b border-line"),
        rx.cond(
            (_SHOWN.over.to(int) > 0) & ~TaskCalendar.with_over,
            rx.el.div(
                button(
                    rx.cond(
                        _SHOWN.over_open.to(int) > 0,
                        t("tasks.days_over_open", count=_SHOWN.over_open),
                        t("tasks.days_over", count=_SHOWN.over),
                    ),
                    sign="chevron-up",
                    tone="quiet",
                    on_click=TaskCalendar.show_over,
                ),
                class_name="lg:hidden px-1",
            ),
        ),
        rx.foreach(
            _SHOWN.weeks,
            lambda week: rx.el.div(
                rx.foreach(week.to(list[DayCell]), _cell),
                class_name="lg:grid grid-cols-7 lg:divide-x divide-line lg:border-b border-line last:border-b-0",
            ),
        ),
        class_name="overflow-hidden",
    )


def _cell(one: rx.vars.ObjectVar[DayCell]) -> rx.Component:
    over = one.is_over & ~TaskCalendar.with_over
    quiet = ((one.tasks.length() == 0) & ~one.is_today) | ~one.inside | over
    look = "p-1.5 lg:min-h-[104px] min-w-0 max-lg:border-t max-lg:border-line "
    return rx.el.section(
        rx.el.h3(
            rx.el.span(
                one.number,
                class_name=rx.cond(
                    one.is_today,
                    "hidden lg:inline-grid place-items-center min-w-[22px] h-[22px] rounded-full "
                    "bg-accent text-accent-ink",
                    "hidden lg:inline",
                ),
            ),
            rx.el.span(day(one.day), class_name="lg:hidden"),
            rx.cond(one.is_today, rx.el.span(t("tasks.group.today"), class_name="lg:sr-only ml-2")),
            class_name=rx.cond(
                one.inside,
                "text-[12px] font-medium tabular-nums mb-1",
                "text-[12px] text-faint tabular-nums mb-1",
            ),
        ),
        rx.el.ul(
            rx.foreach(one.tasks.to(list[TaskRow]), _task),
            class_name="space-y-0.5 lg:max-h-[168px] lg:overflow-y-auto",
            tab_index=rx.cond(one.tasks.length() > 6, 0, -1),
        ),
        key=one.day,
        custom_attrs={"data-day": one.day},
        class_name=rx.cond(quiet, f"{look} max-lg:hidden", look),
    )


def _task(row: rx.vars.ObjectVar[TaskRow]) -> rx.Component:
    is_done = row.group == "done"
    words = rx.el.span(
        row.title,
        rx.cond(row.about.name != "", rx.el.span(" · ", row.about.name, class_name="text-faint")),
        class_name=rx.cond(
            is_done,
            "block lg:truncate line-through text-faint",
            rx.cond(row.group == "overdue", "block lg:truncate text-bad", "block lg:truncate"),
        ),
        title=row.title,
    )
    look = "flex-1 min-w-0 text-[13px] max-lg:min-h-[44px] max-lg:py-3 lg:py-0.5"
    return rx.el.li(
        rx.cond(
            row.about.public_id != "",
            link(
                words,
                href=f"/open/{row.about.kind}/{row.about.public_id}",
                class_name=f"{look} hover:underline",
            ),
            rx.el.span(words, class_name=look),
        ),
        rx.cond(is_done, rx.fragment(), _actions(row)),
        key=row.public_id,
        class_name="flex items-center gap-1 rounded-md hover:bg-raised/60 lg:px-1",
    )


def _actions(row: Any) -> rx.Component:
    return menu(
        t("shell.more"),
        menu_item(
            t("tasks.finish"),
            sign="check",
            on_click=TaskCalendar.finish(row.public_id, row.title),
        ),
        rx.el.label(
            icon("calendar"),
            rx.el.span(t("tasks.move_to"), class_name="shrink-0"),
            rx.el.input(
                type="date",
                on_change=lambda to: TaskCalendar.move(row.public_id, to, row.title),
                class_name="bg-transparent min-w-0 flex-1 min-h-[44px] lg:min-h-[30px]",
            ),
            class_name="flex items-center gap-2 px-3 text-[13px]",
        ),
    )


def view_switch(here: str) -> rx.Component:
    """The list, or the month."""
    look = (
        "inline-flex items-center gap-1.5 rounded-md px-2.5 min-h-[44px] lg:min-h-[30px] text-soft "
        "aria-[current=page]:bg-raised aria-[current=page]:text-accent"
    )
    return rx.el.nav(
        *[
            link(
                icon(sign, 16),
                t(f"tasks.view.{key}"),
                href=href,
                class_name=look,
                **({"aria_current": "page"} if key == here else {}),
            )
            for key, sign, href in (
                ("list", "list", "/tasks"),
                ("calendar", "calendar", "/tasks/calendar"),
            )
        ],
        aria_label=t("tasks.view"),
        class_name="inline-flex rounded-lg border border-line p-0.5",
    )
