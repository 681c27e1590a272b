"""The list of orders as it is taken out of the product, which the audit remembers."""

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import approvals
from crm_app.services.orders.queries import LISTING, order_rows
from crm_app.services.orders.rows import OrderRow

approvals.register_list("orders", Permission.ORDER_READ, LISTING)


@command(Permission.ORDER_READ)
def export_orders(work: Work, asked: ListQuery) -> list[OrderRow]:
    """All orders of a list that one may see, in its order; refuses more than 5,000, and what
    needs somebody's word first."""
    rows = order_rows(work, all_of(work, LISTING, asked))
    approvals.check_export(work, "orders", asked, len(rows))
    work.record("export:orders", rows=len(rows), words=asked.words, filters=asked.filters)
    return rows
