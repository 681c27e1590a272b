"""The home of the signed-in role."""

import reflex as rx

from crm_app.components.shell import MenuEntry, screen
from crm_app.components.tasks import task_groups
from crm_app.components.text import t
from crm_app.components.ui.forms import link, link_button, problem_text
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import empty, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.base import Shell
from crm_app.state.tasks import TaskScreen


@screen(
    "/",
    "home.title",
    on_load=TaskScreen.load_soon,
    menu=MenuEntry("/", "home.title", "sun", 10, Permission.SELF, "t"),
)
def home() -> rx.Component:
    """Today."""
    return rx.el.div(
        rx.el.h1(t("home.hello", name=Shell.me.name), class_name="text-[22px] font-semibold"),
        rx.cond(Shell.counts.get("pending", 0).to(int) > 0, _waiting()),
        problem_text(TaskScreen.problem),
        rx.cond(
            TaskScreen.loaded,
            rx.cond(
                TaskScreen.groups.length() > 0,
                task_groups(),
                empty(
                    "sun",
                    t("home.free"),
                    link_button(t("home.customers"), href="/customers", sign="building-2"),
                ),
            ),
            skeleton_rows(4),
        ),
        class_name="p-4 lg:p-8 max-w-[860px] space-y-4",
    )


def _waiting() -> rx.Component:
    """The requests that wait for this person."""
    return link(
        icon("stamp"),
        rx.el.span(
            t("home.approvals", count=Shell.counts.get("pending", 0).to(int)), class_name="flex-1"
        ),
        icon("chevron-right"),
        href="/approvals?box=waiting",
        class_name="flex items-center gap-3 rounded-lg bg-warn-soft text-warn px-3 min-h-[52px]",
    )
