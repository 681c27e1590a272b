"""What customers are worth, by group, stage and tier; and the settings behind it."""

import reflex as rx

from crm_app.components.crowds import crowds_panel
from crm_app.components.lifecycle import lifecycle_form, lifecycle_overview, recompute_button
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.components.ui.forms import back_link, problem_text
from crm_app.core.permissions import Permission
from crm_app.state.lifecycle import LifecycleScreen
from crm_app.state.patterns import Crowds


@screen(
    "/customers/value",
    "lifecycle.title",
    on_load=[LifecycleScreen.load, Crowds.load],
    only=Permission.ORDER_READ,
)
def customer_value() -> rx.Component:
    """Groups, stages and tiers with their figures."""
    return rx.el.div(
        rx.el.header(
            rx.el.div(
                back_link(t("customers.title"), "/customers"),
                rx.el.h1(t("lifecycle.title"), class_name="text-[20px] font-semibold"),
                rx.el.p(t("lifecycle.hint"), class_name="text-soft"),
                class_name="flex-1 min-w-[220px]",
            ),
            recompute_button(),
            class_name="flex flex-wrap items-end gap-3 mb-4",
        ),
        problem_text(LifecycleScreen.problem),
        lifecycle_overview(),
        crowds_panel(),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1300px]",
    )


@screen(
    "/settings/lifecycle",
    "lifecycle.settings",
    on_load=LifecycleScreen.load,
    settings=MenuEntry(
        *("/settings/lifecycle", "lifecycle.settings", "gauge", 54, Permission.SETTINGS),
        hint="lifecycle.settings_hint",
    ),
    only=Permission.SETTINGS,
)
def lifecycle_settings() -> rx.Component:
    """The rules, and what they say."""
    return rx.el.div(
        settings_head("lifecycle.settings", "lifecycle.settings_hint", recompute_button()),
        lifecycle_form(),
        class_name="p-4 lg:px-6 lg:py-5 max-w-[1100px]",
    )
