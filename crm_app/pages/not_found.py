"""An address that leads nowhere."""

import reflex as rx

from crm_app.components.shell import screen
from crm_app.components.text import t
from crm_app.components.ui.forms import link_button


@screen("404", "shell.page_missing")
def not_found() -> rx.Component:
    """The frame stays, so that one is not lost."""
    return rx.el.div(
        rx.el.h1(t("shell.page_missing"), class_name="text-[20px] font-semibold"),
        rx.el.p(t("shell.page_missing_hint"), class_name="text-soft"),
        link_button(t("shell.to_home"), href="/", tone="primary"),
        class_name="p-4 lg:px-6 lg:py-5 max-w-lg space-y-3",
    )
