"""Invoice requests: asked for by who sells, decided by finance."""

import reflex as rx

from crm_app.components.invoices import invoice_filters, invoice_sheet, invoice_table
from crm_app.components.lists import list_page
from crm_app.components.places import told_while
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.invoices import InvoiceList


@screen(
    "/invoices",
    "invoices.title",
    on_load=InvoiceList.load,
    menu=MenuEntry("/invoices", "invoices.title", "receipt-text", 57, Permission.INVOICE_DECIDE),
)
def invoices() -> rx.Component:
    """What finance was asked for."""
    return rx.fragment(
        list_page(
            "invoices.title",
            InvoiceList,
            table=invoice_table(),
            filters=invoice_filters(),
            search=False,
            empty_sign="receipt-text",
            empty_text=told_while("invoices.none", "/contracts", "/orders"),
            none_found="invoices.none_found",
        ),
        invoice_sheet(),
    )
