"""The list of quotes as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.quotes.queries import LISTING, quote_rows
from crm_app.services.quotes.rows import QuoteRow

approvals.register_list("quotes", Permission.QUOTE_READ, LISTING)


@command(Permission.QUOTE_READ)
def export_quotes(work: Work, asked: ListQuery) -> list[QuoteRow]:
    """All quotes of a list that one may see, in its order; refuses more than 5,000, and what
    needs somebody's word first."""
    rows = quote_rows(work, all_of(work, LISTING, asked))
    approvals.check_export(work, "quotes", asked, len(rows))
    work.record("export:quotes", rows=len(rows), words=asked.words, filters=asked.filters)
    return rows
