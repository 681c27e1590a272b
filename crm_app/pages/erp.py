"""Where orders of won deals go."""

import reflex as rx

from crm_app.components.erp import erp_form
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.erp import ErpScreen


@screen(
    "/settings/erp",
    "erp.title",
    on_load=ErpScreen.load,
    settings=MenuEntry(
        *("/settings/erp", "erp.title", "plug", 46, Permission.SETTINGS), hint="erp.hint"
    ),
)
def erp() -> rx.Component:
    """The one receiver of orders."""
    return rx.el.div(
        settings_head("erp.title", "erp.hint"),
        erp_form(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 pb-6 max-w-[760px]",
    )
