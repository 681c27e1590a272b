"""The list of products."""

import reflex as rx

from crm_app.components.bulk import bulk_bar, bulk_sheets
from crm_app.components.imports import import_link
from crm_app.components.lists import export_link, list_page
from crm_app.components.product_form import product_sheet
from crm_app.components.products import (
    new_product_button,
    pick_button,
    product_filters,
    product_table,
)
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.products import ProductList


@screen(
    "/products",
    "products.title",
    on_load=ProductList.load,
    menu=MenuEntry("/products", "products.title", "package", 60, Permission.PRODUCT_READ, "p"),
)
def products() -> rx.Component:
    """What is sold."""
    return rx.fragment(
        list_page(
            "products.title",
            ProductList,
            table=product_table(),
            filters=product_filters(),
            lead=rx.fragment(bulk_bar(ProductList, "product"), bulk_sheets(ProductList, "product")),
            actions=rx.fragment(
                pick_button(),
                import_link("products"),
                export_link(ProductList, "products", Permission.PRODUCT_READ),
                new_product_button(),
            ),
            empty_sign="package",
            empty_text="products.none",
            none_found="products.none_found",
        ),
        product_sheet(),
    )
