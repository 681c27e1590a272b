"""The way to everything that can be set."""

import reflex as rx

from crm_app.components.settings import settings_groups
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.core.permissions import Permission


@screen(
    "/settings",
    "settings.title",
    menu=MenuEntry("/settings", "settings.title", "settings", 90, Permission.SELF, "s"),
)
def settings() -> rx.Component:
    """What the role may set, by group."""
    return rx.el.div(
        rx.el.h1(t("settings.title"), class_name="text-[20px] font-semibold mb-4"),
        settings_groups(),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[860px]",
    )
