"""One's tasks."""

import reflex as rx

from crm_app.components.places import allowed
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.task_calendar import view_switch
from crm_app.components.task_picks import pick_bar
from crm_app.components.tasks import add_task, task_groups
from crm_app.components.text import t
from crm_app.components.ui.forms import button, problem_text
from crm_app.components.ui.show import empty, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.task_picks import TaskPicks
from crm_app.state.tasks import TaskScreen


@screen(
    "/tasks",
    "tasks.title",
    on_load=[TaskScreen.load, TaskPicks.stop],
    menu=MenuEntry("/tasks", "tasks.title", "list-checks", 48, Permission.TASK_READ, "k"),
)
def tasks() -> rx.Component:
    """What is to be done."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("tasks.title"), class_name="text-[20px] font-semibold flex-1"),
            rx.cond(
                TaskPicks.picking | (TaskScreen.groups.length() == 0),
                rx.fragment(),
                allowed(
                    Permission.TASK_WRITE,
                    button(t("bulk.select"), sign="list-checks", on_click=TaskPicks.begin),
                ),
            ),
            view_switch("list"),
            class_name="flex flex-wrap items-center gap-2 mb-3",
        ),
        problem_text(TaskScreen.problem),
        add_task(),
        rx.cond(
            TaskScreen.loaded,
            rx.cond(
                TaskScreen.groups.length() > 0,
                task_groups(),
                empty("list-checks", t("tasks.none")),
            ),
            skeleton_rows(),
        ),
        pick_bar(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
