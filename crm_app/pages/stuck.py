"""Deals that do not move."""

import reflex as rx

from crm_app.components.lists import list_page
from crm_app.components.shell import screen
from crm_app.components.stuck import stuck_filters, stuck_list
from crm_app.core.permissions import Permission
from crm_app.state.stuck import StuckList


@screen("/stuck", "deals.stuck_title", on_load=StuckList.load, only=Permission.DEAL_READ)
def stuck() -> rx.Component:
    """Those that one may see, longest in their stage first."""
    return list_page(
        "deals.stuck_title",
        StuckList,
        table=stuck_list(),
        empty_sign="circle-check",
        empty_text="deals.stuck_none",
        none_found="deals.stuck_none",
        filters=stuck_filters(),
    )
