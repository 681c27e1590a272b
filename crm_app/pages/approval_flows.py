"""The flows of approvals, and a case to try them with."""

import reflex as rx

from crm_app.components.approval_case import case_panel
from crm_app.components.approval_flows import flow_list, flow_sheet, new_flow_button
from crm_app.components.places import allowed
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.approval_flows import CaseScreen, FlowScreen


@screen(
    "/settings/flows",
    "approvals.flows",
    on_load=[FlowScreen.load, CaseScreen.load],
    settings=MenuEntry(
        *("/settings/flows", "approvals.flows", "git-branch", 51, Permission.SETTINGS),
        hint="approvals.flows_hint",
    ),
    only=Permission.SETTINGS,
)
def approval_flows() -> rx.Component:
    """Who decides what, step by step."""
    return rx.el.div(
        settings_head(
            "approvals.flows",
            "approvals.flows_hint",
            allowed(Permission.SETTINGS, new_flow_button()),
        ),
        rx.cond(~FlowScreen.asking, problem_text(FlowScreen.problem)),
        allowed(Permission.SETTINGS, rx.fragment(flow_list(), case_panel(), flow_sheet())),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[860px]",
    )
