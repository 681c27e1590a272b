"""The list of quotes as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.custom_fields import values_of
from crm_app.services.quotes.queries import LISTING, quote_rows
from crm_app.services.quotes.rows import QuoteRow
from crm_app.services.taken import Taken, Taking, batches, word

approvals.register_list("quotes", Permission.QUOTE_READ, LISTING)

_SHOWN = ("customer", "deal", "net", "total", "currency", "discount", "valid_until", "owner")
_BESIDE = ("number", "customer", "deal", "status", "net", "total", "currency", "discount")
_BESIDE += ("valid_until", "owner")


@command(Permission.QUOTE_READ)
def export_quotes(work: Work, asked: ListQuery) -> Taken:
    """All quotes of a list that one may see, in its order, never with a cost or a margin; refuses
    more than 5,000, and what needs somebody's word first."""
    rows = all_of(work, LISTING, asked)
    approvals.check_export(work, "quotes", asked, rows)
    work.record("export:quotes", rows=len(rows), words=asked.words, filters=asked.filters)
    taking = Taking("quotes", (), [f"quotes.{name}" for name in _BESIDE])
    for some in batches(rows):
        for quote, row in zip(some, quote_rows(work, some), strict=True):
            taking.add(row.public_id, _cells(row), values_of(work, quote))
    return taking.taken()


def _cells(row: QuoteRow) -> dict[str, object]:
    number = row.number if row.revision == 1 else f"{row.number} R{row.revision}"
    return {
        **{f"quotes.{name}": getattr(row, name) for name in _SHOWN},
        "quotes.number": number,
        "quotes.status": word(f"quotes.status.{row.status}"),
    }
