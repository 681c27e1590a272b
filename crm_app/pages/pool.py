"""The public pool."""

import reflex as rx

from crm_app.components.lists import list_page
from crm_app.components.pool_assign import assign_sheet
from crm_app.components.pools import pool_actions, pool_filters, pool_lead, pool_table
from crm_app.components.shell import screen
from crm_app.core.permissions import Permission
from crm_app.state.leads import LeadChoices
from crm_app.state.pools import PoolList


@screen("/pool", "pools.page", on_load=[PoolList.load, LeadChoices.load], only=Permission.LEAD_READ)
def pool() -> rx.Component:
    """Leads of nobody: one tap, and they are one's own."""
    return rx.fragment(
        list_page(
            "pools.page",
            PoolList,
            table=pool_table(),
            filters=pool_filters(),
            actions=pool_actions(),
            lead=pool_lead(),
            empty_sign="waves",
            empty_text="pools.none",
            none_found="pools.none_found",
        ),
        assign_sheet(),
    )
