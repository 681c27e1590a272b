"""The home of the signed-in role."""

import reflex as rx

from crm_app.components.attainment import targets_at_home
from crm_app.components.dates import dates_today
from crm_app.components.due import money_at_home
from crm_app.components.home import long_silent, next_card, waiting
from crm_app.components.leads import leads_at_home
from crm_app.components.mentions import questions
from crm_app.components.places import is_on, may
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.stuck import stuck_today
from crm_app.components.tasks import task_groups
from crm_app.components.text import t, today
from crm_app.components.ui.forms import link_button, problem_text
from crm_app.components.ui.show import empty, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.base import Shell
from crm_app.state.dates import DatesToday
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
    # What stands first comes first, so that nothing below it moves.
    on_load=[
        HomeScreen.load,
        QuestionBox.load_mine,
        TaskScreen.load_soon,
        StuckToday.load,
        DatesToday.load,
        HomeLeads.load,
        HomeTargets.load,
        HomeMoney.load,
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
        problem_text(TaskScreen.problem),
        rx.el.div(
            rx.el.div(_to_do(), class_name="min-w-0 space-y-4"),
            rx.el.div(
                rx.cond(may(Permission.TARGET_READ), targets_at_home()),
                money_at_home(),
                class_name="min-w-0 space-y-4",
            ),
            class_name="grid gap-4 grid-cols-1 xl:grid-cols-[minmax(0,1fr)_340px] items-start",
        ),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[860px] xl:max-w-[1240px] space-y-4",
    )


def _to_do() -> rx.Component:
    """The next thing, who waits for an answer, what is due, what stands still."""
    return rx.cond(  # pyright: ignore[reportReturnType]
        TaskScreen.loaded & HomeScreen.loaded,
        rx.fragment(
            next_card(),
            waiting(),
            questions(about=True),
            leads_at_home(),
            rx.cond(
                (TaskScreen.groups.length() > 0) | (TaskScreen.next.task.public_id != ""),
                task_groups(),
                _free(),
            ),
            rx.cond(is_on("/dates"), dates_today()),
            stuck_today(),
        ),
        skeleton_rows(4),
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
