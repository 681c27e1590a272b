"""The list of deals as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.deals.queries import LISTING, deal_rows
from crm_app.services.deals.rows import DealRow

approvals.register_list("deals", Permission.DEAL_READ, LISTING)


@command(Permission.DEAL_READ)
def export_deals(work: Work, asked: ListQuery) -> list[DealRow]:
    """All deals of a list that one may see, in its order; refuses more than 5,000, and what
    needs somebody's word first."""
    rows = deal_rows(work, all_of(work, LISTING, asked))
    approvals.check_export(work, "deals", asked, len(rows))
    work.record("export:deals", rows=len(rows), words=asked.words, filters=asked.filters)
    return rows
