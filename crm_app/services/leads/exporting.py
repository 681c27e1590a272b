"""The list of leads as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services.leads.queries import LISTING, lead_rows
from crm_app.services.leads.rows import LeadRow


@command(Permission.LEAD_READ)
def export_leads(work: Work, asked: ListQuery) -> list[LeadRow]:
    """All leads of a list that one may see, in its order; refuses more than 5,000."""
    rows = lead_rows(work, all_of(work, LISTING, asked))
    work.record("export:leads", rows=len(rows), words=asked.words, filters=asked.filters)
    return rows
