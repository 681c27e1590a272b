"""Deals as a board or as a list."""

import reflex as rx

from crm_app.components.board import board
from crm_app.components.deal_filters import deal_filters, deal_narrowings
from crm_app.components.deal_form import new_deal_button, new_deal_sheet
from crm_app.components.deals import deal_table, no_deals, view_switch
from crm_app.components.groups import in_groups
from crm_app.components.imports import import_link
from crm_app.components.lists import NARROWING, count_of, export_link, search_box
from crm_app.components.moves import move_sheets
from crm_app.components.saved_views import view_parts
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.show import panel, skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.deals import DealList


@screen(
    "/deals",
    "deals.title",
    on_load=DealList.load,
    menu=MenuEntry("/deals", "deals.title", "handshake", 40, Permission.DEAL_READ, "d"),
)
def deals() -> rx.Component:
    """All deals one may see."""
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.h1(
                    t("deals.title"),
                    class_name="text-[18px] lg:text-[20px] font-semibold min-w-0 truncate",
                ),
                rx.cond(DealList.view == "list", count_of(DealList)),
                class_name="flex items-baseline gap-1.5 lg:gap-3 flex-1 min-w-0",
            ),
            import_link("deals"),
            rx.cond(DealList.view == "list", export_link(DealList, "deals", Permission.DEAL_READ)),
            view_switch(),
            new_deal_button(),
            class_name="flex items-center gap-1.5 lg:gap-2 mb-3 min-h-[44px]",
        ),
        view_parts(DealList, "deal"),
        rx.el.div(
            search_box(DealList),
            deal_filters(),
            class_name=NARROWING,
        ),
        deal_narrowings(),
        rx.cond(~DealList.asking, problem_text(DealList.problem)),
        rx.cond(DealList.view == "list", _list(), board()),
        new_deal_sheet(DealList),
        move_sheets(DealList),
        class_name="p-4 lg:px-6 lg:py-5",
    )


def _list() -> rx.Component:
    return rx.cond(
        DealList.loaded,
        rx.cond(
            (DealList.rows.length() > 0) | (DealList.groups_above.length() > 0),
            panel(in_groups(DealList, deal_table()), class_name="relative overflow-x-auto"),
            panel(no_deals()),
        ),
        panel(skeleton_rows()),
    )
