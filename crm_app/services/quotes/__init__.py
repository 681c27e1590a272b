"""Quotes: offers to customers, numbered once, revised and never rewritten."""

from crm_app.services.quotes import indexing
from crm_app.services.quotes.commands import (
    change_draft,
    change_quote,
    copy_quote,
    create_quote,
    delete_quote,
    renew_quote,
    restore_quote,
    revise_quote,
)
from crm_app.services.quotes.comparing import (
    ComparedFact,
    ComparedLine,
    Comparison,
    compare_quotes,
)
from crm_app.services.quotes.document import LANGUAGES, Paper, PaperLine, paper_of, printed
from crm_app.services.quotes.exporting import export_quotes
from crm_app.services.quotes.forms import LineForm, QuoteForm
from crm_app.services.quotes.lines import MOST_LINES
from crm_app.services.quotes.merging import Difference, Side, differences, merged
from crm_app.services.quotes.papers import quote_pdf
from crm_app.services.quotes.previews import preview
from crm_app.services.quotes.queries import LISTING, quote_page, quote_slice, quotes
from crm_app.services.quotes.rows import (
    Figures,
    LinePart,
    LineRow,
    Preview,
    PricedBy,
    QuotePage,
    QuoteRow,
    Revision,
)
from crm_app.services.quotes.sending import accept_quote, decline_quote, send_quote
from crm_app.services.quotes.turning import exchanged, turned_price, with_tax

__all__ = [
    "LANGUAGES",
    "LISTING",
    "MOST_LINES",
    "ComparedFact",
    "ComparedLine",
    "Comparison",
    "Difference",
    "Figures",
    "LineForm",
    "LinePart",
    "LineRow",
    "Paper",
    "PaperLine",
    "Preview",
    "PricedBy",
    "QuoteForm",
    "QuotePage",
    "QuoteRow",
    "Revision",
    "Side",
    "accept_quote",
    "change_draft",
    "change_quote",
    "compare_quotes",
    "copy_quote",
    "create_quote",
    "decline_quote",
    "delete_quote",
    "differences",
    "exchanged",
    "export_quotes",
    "indexing",
    "merged",
    "paper_of",
    "preview",
    "printed",
    "quote_page",
    "quote_pdf",
    "quote_slice",
    "quotes",
    "renew_quote",
    "restore_quote",
    "revise_quote",
    "send_quote",
    "turned_price",
    "with_tax",
]
