"""The important dates of the coming thirty days."""

import reflex as rx

from crm_app.components.dates import dates_filters, dates_list
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.dates import DatesScreen


@screen(
    "/dates",
    "dates.title",
    on_load=DatesScreen.load,
    menu=MenuEntry("/dates", "dates.title", "cake", 64, Permission.CONTACT_READ),
)
def dates() -> rx.Component:
    """Birthdays, ends of contracts, anniversaries."""
    return rx.el.div(
        rx.el.h1(t("dates.title"), class_name="text-[20px] font-semibold"),
        dates_filters(),
        problem_text(DatesScreen.problem),
        dates_list(),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[860px] space-y-3",
    )
