"""The requests for approval."""

import reflex as rx

from crm_app.components.approvals import approval_filters, request_list
from crm_app.components.lists import list_page
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import link_button
from crm_app.core.permissions import Permission
from crm_app.state.approvals import ApprovalList
from crm_app.state.base import Shell


@screen(
    "/approvals",
    "approvals.title",
    on_load=ApprovalList.load,
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
            rx.cond(
                Shell.me.can.contains(Permission.APPROVAL_DECIDE.value),
                link_button(
                    rx.el.span(t("absences.page"), class_name="max-lg:sr-only"),
                    sign="plane",
                    href="/settings/absences",
                    class_name="min-w-[44px] lg:min-w-0",
                ),
            ),
            link_button(
                rx.el.span(t("approvals.report"), class_name="max-lg:sr-only"),
                sign="chart-no-axes-column",
                href="/approvals/report",
                class_name="min-w-[44px] lg:min-w-0",
            ),
        ),
    )
