"""The limits of approvals."""

import reflex as rx

from crm_app.components.approval_rules import new_rule, rule_list
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.approval_rules import RuleScreen


@screen(
    "/settings/approvals",
    "approvals.rules",
    on_load=RuleScreen.load,
    settings=MenuEntry(
        *("/settings/approvals", "approvals.rules", "scale", 50, Permission.SETTINGS),
        hint="approvals.rules_hint",
    ),
)
def approval_rules() -> rx.Component:
    """Who may give away how much without asking."""
    return rx.el.div(
        settings_head("approvals.rules", "approvals.rules_hint", new_rule()),
        rule_list(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
