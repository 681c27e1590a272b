"""All promotions."""

import reflex as rx

from crm_app.components.places import allowed
from crm_app.components.promotions import new_promotion, promotion_list, promotion_sheet
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.text import t
from crm_app.core.permissions import Permission
from crm_app.state.promotions import PromotionList


@screen(
    "/settings/promotions",
    "promotions.title",
    on_load=PromotionList.load,
    settings=MenuEntry(
        *("/settings/promotions", "promotions.title", "badge-percent", 56, Permission.PRICE_WRITE),
        hint="promotions.hint",
    ),
)
def promotions() -> rx.Component:
    """Something off for a time."""
    return rx.el.div(
        settings_head(
            "promotions.title",
            "promotions.hint",
            allowed(Permission.PRICE_WRITE, new_promotion()),
        ),
        rx.el.p(t("promotions.rule"), class_name="rounded-lg bg-raised text-soft px-3 py-2 mb-3"),
        promotion_list(),
        promotion_sheet(),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[960px]",
    )
