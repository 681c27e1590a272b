"""Requests for colleagues' records, and one of them."""

import reflex as rx

from crm_app.components.lists import list_page
from crm_app.components.ownership import (
    refuse_sheet,
    request_body,
    request_filters,
    request_table,
)
from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import empty, skeleton_rows
from crm_app.state.ownership import RequestList, RequestScreen


@screen("/requests", "ownership.requests", on_load=RequestList.load)
def requests() -> rx.Component:
    """Those one made, and those one is asked."""
    return list_page(
        "ownership.requests",
        RequestList,
        table=request_table(),
        filters=request_filters(),
        search=False,
        empty_sign="arrow-right-left",
        empty_text="ownership.none",
        none_found="ownership.none_found",
    )


@screen("/requests/[request_id]", "ownership.request", on_load=RequestScreen.load)
def request() -> rx.Component:
    """One request, answered with one tap."""
    return rx.el.div(
        of_address(
            RequestScreen.shown,
            rx.cond(
                RequestScreen.missing,
                empty("search-x", t("shell.not_found")),
                rx.fragment(request_body(), refuse_sheet()),
            ),
            skeleton_rows(4),
        ),
        class_name="px-4 pt-3 lg:px-6 lg:pt-5 max-w-[760px]",
    )
