"""The home of the signed-in role."""

import reflex as rx

from crm_app.components.attainment import targets_at_home
from crm_app.components.due import money_at_home
from crm_app.components.home import long_silent, next_card, waiting
from crm_app.components.leads import leads_at_home
from crm_app.components.mentions import questions
from crm_app.components.places import may
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.stuck import stuck_today
from crm_app.components.tasks import task_groups
from crm_app.components.text import t, today
from crm_app.components.ui.forms import link_button, problem_text
from crm_app.components.ui.show import empty, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.base import Shell
from crm_app.state.home import HomeScreen
from crm_app.state.leads import HomeLeads
from crm_app.state.mentions import QuestionBox
from crm_app.state.payments import HomeMoney
from crm_app.state.stuck import StuckToday
from crm_app.state.targets import HomeTargets
from crm_app.state.tasks import TaskScreen


@screen(
    "/",
    "home.title",
    on_load=[
        TaskScreen.load_soon,
        HomeScreen.load,
        HomeLeads.load,
        HomeMoney.load,
        QuestionBox.load_mine,
        StuckToday.load,
        HomeTargets.load,
    ],
    menu=MenuEntry("/", "home.title", "sun", 10, Permission.SELF, "t"),
)
def home() -> rx.Component:
    """Today."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("home.hello", name=Shell.me.name), class_name="text-[20px] font-semibold"),
            # Known in the browser only: the page itself was drawn when the product was built.
            rx.el.p(
                rx.cond(Shell.me.name != "", today(), ""),
                class_name="text-faint text-[14px] min-h-[21px]",
            ),
        ),
        rx.cond(may(Permission.TARGET_READ), targets_at_home()),
        questions(about=True),
        leads_at_home(),
        money_at_home(),
        problem_text(TaskScreen.problem),
        rx.cond(
            TaskScreen.loaded & HomeScreen.loaded,
            rx.fragment(
                next_card(),
                waiting(),
                rx.cond(
                    (TaskScreen.groups.length() > 0) | (TaskScreen.next.task.public_id != ""),
                    task_groups(),
                    _free(),
                ),
            ),
            skeleton_rows(4),
        ),
        stuck_today(),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[860px] space-y-4",
    )


def _free() -> rx.Component:
    return rx.fragment(
        empty(
            "sun",
            t("home.free"),
            link_button(t("home.customers"), href="/customers", sign="building-2"),
        ),
        long_silent(),
    )
