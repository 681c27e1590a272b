"""What people have to show when they sign in."""

import reflex as rx

from crm_app.components.second_factor import role_rules
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.show import skeleton_rows
from crm_app.core.permissions import Permission
from crm_app.state.second_factor import SignInRules


@screen(
    "/settings/sign-in",
    "second_factor.rules",
    on_load=SignInRules.load,
    settings=MenuEntry(
        *("/settings/sign-in", "second_factor.rules", "shield-check", 63, Permission.USER_ADMIN),
        hint="second_factor.rules_hint",
    ),
)
def sign_in_rules() -> rx.Component:
    """Which roles need the second step."""
    return rx.el.div(
        settings_head("second_factor.rules", "second_factor.rules_hint"),
        rx.cond(SignInRules.loaded, role_rules(), skeleton_rows(4)),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[860px]",
    )
