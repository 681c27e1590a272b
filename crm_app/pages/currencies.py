"""Currencies and their rates."""

import reflex as rx

from crm_app.components.currencies import currency_list, new_rate, rate_list
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.currencies import CurrencyScreen


@screen(
    "/settings/currencies",
    "currencies.title",
    on_load=CurrencyScreen.load,
    settings=MenuEntry(
        *("/settings/currencies", "currencies.title", "coins", 56, Permission.SETTINGS),
        hint="currencies.hint",
    ),
)
def currencies() -> rx.Component:
    """What amounts are worth, and what totals are rounded to."""
    return rx.el.div(
        settings_head("currencies.title", "currencies.hint", new_rate()),
        rate_list(),
        currency_list(),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[860px] space-y-4",
    )
