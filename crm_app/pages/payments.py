"""What is to come in: the overdue list and everything behind it."""

import reflex as rx

from crm_app.components.books import books_line
from crm_app.components.due import due_filters, due_head, due_table, invoices_link
from crm_app.components.lists import list_page
from crm_app.components.places import allowed, told_while
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.books import BooksScreen
from crm_app.state.payments import DueList


@screen(
    "/payments",
    "payments.title",
    on_load=[DueList.load, BooksScreen.load],
    menu=MenuEntry("/payments", "payments.title", "banknote", 56, Permission.PAYMENT_READ, "m"),
)
def payments() -> rx.Component:
    """Who owes what, since when."""
    return list_page(
        "payments.title",
        DueList,
        table=due_table(),
        filters=due_filters(),
        actions=allowed(Permission.INVOICE_READ, invoices_link()),
        lead=rx.fragment(books_line(), due_head()),
        search=False,
        empty_sign="banknote",
        empty_text=told_while("payments.none", "/contracts", "/orders"),
        none_found="payments.none_found",
    )
