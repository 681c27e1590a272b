"""One's tasks."""

import reflex as rx

from crm_app.components.shell import MenuEntry, screen
from crm_app.components.tasks import add_task, task_groups
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.show import empty, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.tasks import TaskScreen


@screen(
    "/tasks",
    "tasks.title",
    on_load=TaskScreen.load,
    menu=MenuEntry("/tasks", "tasks.title", "list-checks", 48, Permission.TASK_READ, "k"),
)
def tasks() -> rx.Component:
    """What is to be done."""
    return rx.el.div(
        rx.el.h1(t("tasks.title"), class_name="text-[20px] font-semibold mb-3"),
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
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
