"""A product's page."""

import reflex as rx

from crm_app.components.product import (
    product_facts,
    product_head,
    product_prices,
    product_relations,
)
from crm_app.components.product_form import product_sheet
from crm_app.components.record import missing_record
from crm_app.components.shell import screen
from crm_app.components.ui.forms import problem_text
from crm_app.components.ui.here import of_address
from crm_app.components.ui.show import skeleton_rows
from crm_app.state.product import ProductRecord


@screen("/products/[product_id]", "quotes.product", on_load=ProductRecord.load)
def product() -> rx.Component:
    """One product."""
    return rx.el.div(
        of_address(
            ProductRecord.shown,
            rx.cond(
                ProductRecord.missing, missing_record("/products", "products.title"), _record()
            ),
            skeleton_rows(),
        ),
        product_sheet(),
        class_name="px-4 pt-4 pb-6 lg:px-6 lg:pt-5 max-w-[1100px]",
    )


def _record() -> rx.Component:
    return rx.fragment(
        product_head(),
        problem_text(ProductRecord.problem),
        rx.el.div(
            product_facts(),
            rx.el.div(product_relations(), product_prices(), class_name="space-y-4 min-w-0"),
            class_name="grid lg:grid-cols-[320px_minmax(0,1fr)] gap-4 items-start",
        ),
    )
