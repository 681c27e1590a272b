"""The list of customers as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.customers.queries import LISTING, customer_rows
from crm_app.services.customers.rows import CustomerRow

approvals.register_list("customers", Permission.CUSTOMER_READ, LISTING)


@command(Permission.CUSTOMER_READ)
def export_customers(work: Work, asked: ListQuery) -> list[CustomerRow]:
    """All customers of a list that one may see, in its order; refuses more than 5,000, and
    what needs somebody's word first."""
    rows = customer_rows(work, all_of(work, LISTING, asked))
    approvals.check_export(work, "customers", asked, len(rows))
    work.record("export:customers", rows=len(rows), words=asked.words, filters=asked.filters)
    return rows
