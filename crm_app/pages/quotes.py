"""The list of quotes."""

import reflex as rx

from crm_app.components.lists import export_link, list_page
from crm_app.components.places import told_while
from crm_app.components.quotes import (
    new_quote_button,
    new_quote_sheet,
    quote_filters,
    quote_table,
)
from crm_app.components.saved_views import view_parts
from crm_app.components.shell import MenuEntry, screen
from crm_app.core.permissions import Permission
from crm_app.state.quotes import QuoteList


@screen(
    "/quotes",
    "quotes.title",
    on_load=QuoteList.load,
    menu=MenuEntry("/quotes", "quotes.title", "file-text", 50, Permission.QUOTE_READ, "q"),
)
def quotes() -> rx.Component:
    """All quotes one may see."""
    return rx.fragment(
        list_page(
            "quotes.title",
            QuoteList,
            table=quote_table(),
            filters=quote_filters(),
            actions=rx.fragment(
                export_link(QuoteList, "quotes", Permission.QUOTE_READ), new_quote_button()
            ),
            lead=view_parts(QuoteList, "quote"),
            empty_sign="file-text",
            empty_text=told_while("quotes.none", "/deals"),
            none_found="quotes.none_found",
        ),
        new_quote_sheet(),
    )
