"""The list of contacts as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.contacts.queries import LISTING, contact_rows
from crm_app.services.contacts.rows import ContactRow

approvals.register_list("contacts", Permission.CONTACT_READ, LISTING)


@command(Permission.CONTACT_READ)
def export_contacts(work: Work, asked: ListQuery) -> list[ContactRow]:
    """All contacts of a list that one may see, in its order; refuses more than 5,000, and
    what needs somebody's word first."""
    rows = contact_rows(work, all_of(work, LISTING, asked))
    approvals.check_export(work, "contacts", asked, len(rows))
    work.record("export:contacts", rows=len(rows), words=asked.words, filters=asked.filters)
    return rows
