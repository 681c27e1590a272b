"""The limits of approvals."""

import reflex as rx

from crm_app.components.approval_rules import new_rule, rule_list
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.core.permissions import Permission
from crm_app.state.approval_rules import RuleScreen


@screen(
    "/settings/approvals",
    "approvals.rules",
    on_load=RuleScreen.load,
    menu=MenuEntry("/settings/approvals", "approvals.rules", "scale", 90, Permission.SETTINGS),
)
def approval_rules() -> rx.Component:
    """Who may give away how much without asking."""
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                rx.el.h1(t("approvals.rules"), class_name="text-[20px] font-semibold"),
                rx.el.p(t("approvals.rules_hint"), class_name="text-soft"),
                class_name="flex-1 min-w-0",
            ),
            new_rule(),
            class_name="flex flex-wrap items-end gap-3 mb-4",
        ),
        rule_list(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
