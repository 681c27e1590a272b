"""The tax rates of the house."""

import reflex as rx

from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.tax_rates import new_tax_rate, tax_rate_list
from crm_app.core.permissions import Permission
from crm_app.state.tax_rates import TaxRateScreen


@screen(
    "/settings/taxes",
    "tax_rates.title",
    on_load=TaxRateScreen.load,
    settings=MenuEntry(
        *("/settings/taxes", "tax_rates.title", "percent", 57, Permission.SETTINGS),
        hint="tax_rates.hint",
    ),
)
def taxes() -> rx.Component:
    """What products and lines may be taxed at."""
    return rx.el.div(
        settings_head("tax_rates.title", "tax_rates.hint", new_tax_rate()),
        tax_rate_list(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
