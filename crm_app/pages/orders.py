"""The list of orders."""

import reflex as rx

from crm_app.components.imports import import_link
from crm_app.components.lists import export_link, list_page
from crm_app.components.order_lines import order_lines_sheet
from crm_app.components.orders import new_order_button, order_filters, order_table
from crm_app.components.places import told_while
from crm_app.components.saved_views import view_parts
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.orders import OrderList


@screen(
    "/orders",
    "orders.title",
    on_load=OrderList.load,
    menu=MenuEntry("/orders", "orders.title", "shopping-cart", 54, Permission.ORDER_READ, "r"),
)
def orders() -> rx.Component:
    """What was ordered."""
    return rx.fragment(
        list_page(
            "orders.title",
            OrderList,
            table=order_table(),
            filters=order_filters(),
            actions=rx.fragment(
                import_link("orders"),
                export_link(OrderList, "orders", Permission.ORDER_READ),
                new_order_button(),
            ),
            lead=view_parts(OrderList, "order"),
            empty_sign="shopping-cart",
            empty_text=told_while("orders.none", "/contracts", "/quotes"),
            none_found="orders.none_found",
        ),
        order_lines_sheet(),
    )
