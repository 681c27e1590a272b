"""The profile of the house."""

import reflex as rx

from crm_app.components.company import company_form
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.company import CompanyScreen


@screen(
    "/settings/company",
    "company.title",
    on_load=CompanyScreen.load,
    settings=MenuEntry(
        *("/settings/company", "company.title", "building-2", 42, Permission.SETTINGS),
        hint="company.hint",
    ),
)
def company() -> rx.Component:
    """What stands on papers."""
    return rx.el.div(
        settings_head("company.title", "company.hint"),
        company_form(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 pb-6 max-w-[960px]",
    )
