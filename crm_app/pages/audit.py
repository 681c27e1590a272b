"""The audit chain."""

import reflex as rx

from crm_app.components.audit import audit_filters, audit_table, verdict, verify_button
from crm_app.components.lists import list_page
from crm_app.components.settings import settings_back
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.audit import AuditList


@screen(
    "/settings/audit",
    "audit.title",
    on_load=AuditList.load,
    settings=MenuEntry(
        *("/settings/audit", "audit.title", "scroll-text", 60, Permission.AUDIT_READ),
        hint="audit.hint",
    ),
)
def audit() -> rx.Component:
    """Who changed what, when, from what to what."""
    return list_page(
        "audit.title",
        AuditList,
        table=audit_table(),
        filters=audit_filters(),
        actions=verify_button(),
        above=settings_back(),
        lead=verdict(),
        empty_sign="scroll-text",
        empty_text="audit.none",
        none_found="audit.none_found",
    )
