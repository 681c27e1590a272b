"""The list of customers."""

import reflex as rx

from crm_app.components.customer_form import new_customer_button, new_customer_sheet
from crm_app.components.customers import customer_filters, customer_table
from crm_app.components.imports import import_link
from crm_app.components.lists import export_link, list_page
from crm_app.components.places import told_while
from crm_app.components.region_map import region_map, shape_switch
from crm_app.components.saved_views import view_parts
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.customers import CustomerList


@screen(
    "/customers",
    "customers.title",
    on_load=CustomerList.load,
    menu=MenuEntry(
        "/customers", "customers.title", "building-2", 30, Permission.CUSTOMER_READ, "c"
    ),
)
def customers() -> rx.Component:
    """Everybody one does business with."""
    return rx.fragment(
        list_page(
            "customers.title",
            CustomerList,
            table=customer_table(),
            filters=customer_filters(),
            actions=rx.fragment(
                import_link("customers"),
                export_link(CustomerList, "customers", Permission.CUSTOMER_READ),
                rx.el.div(shape_switch(CustomerList), class_name="max-lg:hidden"),
                new_customer_button(),
            ),
            lead=view_parts(CustomerList, "customer"),
            over=region_map(CustomerList),
            empty_sign="building-2",
            empty_text=told_while("customers.none", "/cards"),
            none_found="customers.none_found",
        ),
        new_customer_sheet(),
    )
