"""One's tasks on the days of a month."""

import reflex as rx

from crm_app.components.shell import screen
from crm_app.components.task_calendar import month_bar, month_sheet, view_switch
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.show import skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.task_calendar import TaskCalendar


@screen("/tasks/calendar", "tasks.calendar", on_load=TaskCalendar.load, only=Permission.TASK_READ)
def task_calendar() -> rx.Component:
    """A month, those beside it, and what stands on no day."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("tasks.title"), class_name="text-[20px] font-semibold flex-1"),
            view_switch("calendar"),
            class_name="flex items-center gap-2 mb-3",
        ),
        problem_text(TaskCalendar.problem),
        rx.cond(TaskCalendar.loaded, rx.fragment(month_bar(), month_sheet()), skeleton_rows()),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 pb-6 max-w-[1400px]",
    )
