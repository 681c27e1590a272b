"""Who got how many leads, and the leads behind each figure."""

import reflex as rx

from crm_app.components.lists import list_page
from crm_app.components.pool_report import (
    fairness_table,
    move_filters,
    move_table,
    period_filters,
)
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.ui.forms import back_link
from crm_app.core.permissions import Permission
from crm_app.state.pools import FairnessScreen, MoveList


@screen("/pool/report", "pools.report", on_load=FairnessScreen.load, only=Permission.LEAD_READ)
def pool_report() -> rx.Component:
    """A line a person."""
    return list_page(
        "pools.report",
        FairnessScreen,
        table=fairness_table(),
        filters=period_filters(FairnessScreen),
        search=False,
        above=back_link(t("pools.page"), "/pool"),
        empty_sign="scale",
        empty_text="pools.report_none",
        none_found="pools.report_none",
    )


@screen("/pool/moves", "pools.moves", on_load=MoveList.load, only=Permission.LEAD_READ)
def pool_moves() -> rx.Component:
    """A lead a line."""
    return list_page(
        "pools.moves",
        MoveList,
        table=move_table(),
        filters=move_filters(),
        search=False,
        above=back_link(t("pools.report"), "/pool/report"),
        empty_sign="scale",
        empty_text="pools.moves_none",
        none_found="pools.moves_none",
    )
