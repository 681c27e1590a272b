"""The security log."""

import reflex as rx

from crm_app.components.lists import list_page
from crm_app.components.security import security_filters, security_table, view_switch
from crm_app.components.settings import settings_back
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.audit import SecurityList


@screen(
    "/settings/security",
    "security.title",
    on_load=SecurityList.load,
    settings=MenuEntry(
        *("/settings/security", "security.title", "shield", 65, Permission.USER_ADMIN),
        hint="security.hint",
    ),
)
def security() -> rx.Component:
    """What was refused, and who signed in."""
    return list_page(
        "security.title",
        SecurityList,
        table=security_table(),
        filters=security_filters(),
        above=settings_back(),
        lead=view_switch(),
        empty_sign="shield",
        empty_text="security.none",
        none_found="security.none_found",
    )
