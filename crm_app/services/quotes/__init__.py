"""Quotes: offers to customers, numbered once, revised and never rewritten."""

from crm_app.services.quotes import indexing
from crm_app.services.quotes.commands import (
    change_quote,
    copy_quote,
    create_quote,
    delete_quote,
    restore_quote,
    revise_quote,
)
from crm_app.services.quotes.previews import preview
from crm_app.services.quotes.queries import quote_page, quote_slice, quotes
from crm_app.services.quotes.rows import (
    Figures,
    LineForm,
    LineRow,
    Preview,
    QuoteForm,
    QuotePage,
    QuoteRow,
    Revision,
)
from crm_app.services.quotes.sending import accept_quote, decline_quote, send_quote

__all__ = [
    "Figures",
    "LineForm",
    "LineRow",
    "Preview",
    "QuoteForm",
    "QuotePage",
    "QuoteRow",
    "Revision",
    "accept_quote",
    "change_quote",
    "copy_quote",
    "create_quote",
    "decline_quote",
    "delete_quote",
    "indexing",
    "preview",
    "quote_page",
    "quote_slice",
    "quotes",
    "restore_quote",
    "revise_quote",
    "send_quote",
]
