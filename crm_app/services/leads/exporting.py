"""The list of leads as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.leads.queries import LISTING, lead_rows
from crm_app.services.leads.rows import LeadRow

approvals.register_list("leads", Permission.LEAD_READ, LISTING)


@command(Permission.LEAD_READ)
def export_leads(work: Work, asked: ListQuery) -> list[LeadRow]:
    """All leads of a list that one may see, in its order; refuses more than 5,000, and
    what needs somebody's word first."""
    rows = lead_rows(work, all_of(work, LISTING, asked))
    approvals.check_export(work, "leads", asked, len(rows))
    work.record("export:leads", rows=len(rows), words=asked.words, filters=asked.filters)
    return rows
