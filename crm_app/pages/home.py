"""The home of the signed-in role."""

import reflex as rx

from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.core.permissions import Permission
from crm_app.state.base import Shell


@screen(
    "/",
    "home.title",
    menu=MenuEntry("/", "home.title", "sun", 10, Permission.SELF, "t"),
)
def home() -> rx.Component:
    """Today."""
    return rx.el.div(
        rx.el.h1(t("home.hello", name=Shell.me.name), class_name="text-[22px] font-semibold"),
        class_name="p-4 lg:p-8 max-w-5xl",
    )
