"""The groups of products."""

import reflex as rx

from crm_app.components.categories import category_list, new_category
from crm_app.components.places import allowed
from crm_app.components.settings import settings_head
from crm_app.components.shell import MenuEntry, screen
from crm_app.components.ui.forms import problem_text
from crm_app.core.permissions import Permission
from crm_app.state.categories import CategoryScreen


@screen(
    "/settings/categories",
    "products.categories",
    on_load=CategoryScreen.load,
    settings=MenuEntry(
        *("/settings/categories", "products.categories", "folder-tree", 54),
        Permission.PRODUCT_WRITE,
        hint="products.categories_hint",
    ),
)
def categories() -> rx.Component:
    """Which groups there are."""
    return rx.el.div(
        settings_head(
            "products.categories",
            "products.categories_hint",
            allowed(Permission.PRODUCT_WRITE, new_category()),
        ),
        rx.cond(CategoryScreen.at != "new", problem_text(CategoryScreen.problem)),
        category_list(),
        class_name="px-4 pt-4 lg:px-6 lg:pt-5 max-w-[860px]",
    )
