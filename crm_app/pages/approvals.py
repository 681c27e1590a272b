"""The requests for approval."""

import reflex as rx

from crm_app.components.approval_away import away_button
from crm_app.components.approvals import approval_filters, request_list
from crm_app.components.lists import list_page
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import link_button
from crm_app.core.permissions import Permission
from crm_app.state.approval_away import AwayScreen
from crm_app.state.approvals import ApprovalList


@screen(
    "/approvals",
    "approvals.title",
    on_load=[ApprovalList.load, AwayScreen.load],
    menu=MenuEntry(
        *("/approvals", "approvals.title", "stamp", 45, Permission.APPROVAL_READ, "a"),
        counter="pending",
    ),
)
def approvals() -> rx.Component:
    """Requests, the newest first."""
    return list_page(
        "approvals.title",
        ApprovalList,
        table=request_list(),
        filters=approval_filters(),
        empty_sign="stamp",
        empty_text="approvals.none",
        none_found="approvals.none_found",
        search=False,
        actions=rx.fragment(
            away_button(),
            link_button(
                rx.el.span(t("approvals.report"), class_name="max-lg:sr-only"),
                sign="chart-no-axes-column",
                href="/approvals/report",
                class_name="min-w-[44px] lg:min-w-0",
            ),
        ),
    )
