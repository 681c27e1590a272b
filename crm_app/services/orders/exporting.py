"""The list of orders as it is taken out of the product, a row a line, which the audit remembers."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.listing import ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import DEFAULT_ZONE
from crm_app.models.customers import Contact, Customer
from crm_app.models.orders import Order, OrderLine
from crm_app.models.quotes import Product
from crm_app.services import approvals
from crm_app.services.orders.queries import LISTING
from crm_app.services.orders.rules import time_of
from crm_app.services.references import NOBODY, named_records, users_by_id
from crm_app.services.taken import Taken, Taking, batches, word

approvals.register_list("orders", Permission.ORDER_READ, LISTING)

_OWN = ("number", "ordered_on", "party", "deliver_by", "currency", "note")
_LINE = ("text", "unit", "quantity", "price", "discount", "tax_rate", "net", "tax")
_FIELDS = ("number", "customer", "contact", "status", "ordered_on", "ordered_time", "party")
_FIELDS += ("deliver_by", "product", *_LINE)
_FIELDS += ("total", "currency", "owner", "note")


@command(Permission.ORDER_READ)
def export_orders(work: Work, asked: ListQuery) -> Taken:
    """All orders of a list that one may see, in its order, line by line: sums are those of the
    lines; refuses more than 5,000, and what needs somebody's word first."""
    rows = all_of(work, LISTING, asked)
    approvals.check_export(work, "orders", asked, rows)
    work.record("export:orders", rows=len(rows), words=asked.words, filters=asked.filters)
    taking = Taking("orders", _FIELDS, ("orders.delivered",))
    for some in batches(rows):
        _take(work, taking, some)
    return taking.taken()


def _take(work: Work, taking: Taking, orders: Sequence[Order]) -> None:
    session, keys = work.session, [order.key for order in orders]
    customers = named_records(session, Customer, (order.customer_id for order in orders))
    contacts = named_records(session, Contact, (order.contact_id for order in orders))
    owners = users_by_id(session, (order.owner_id for order in orders))
    lines: dict[int, list[OrderLine]] = {key: [] for key in keys}
    found = select(OrderLine).where(col(OrderLine.order_id).in_(keys)).order_by(col(OrderLine.id))
    for line in session.exec(found):
        lines[line.order_id].append(line)
    wanted = {line.product_id for some in lines.values() for line in some}
    products = select(Product.id, Product.code).where(col(Product.id).in_(wanted))
    codes: dict[int | None, str] = dict(session.exec(products).all())
    for order in orders:
        whole = {
            **{name: getattr(order, name) for name in _OWN},
            "ordered_time": time_of(order, DEFAULT_ZONE),
            "customer": customers.get(order.customer_id, NOBODY).name,
            "contact": contacts.get(order.contact_id or 0, NOBODY).name,
            "owner": owners.get(order.owner_id, NOBODY).name,
            "status": word(f"orders.status.{order.status.value}"),
        }
        for line in lines[order.key]:
            own = {name: getattr(line, name) for name in _LINE}
            code = codes.get(line.product_id, "")
            more = {
                "product": code,
                "total": line.net + line.tax,
                "orders.delivered": line.delivered,
            }
            taking.add(order.public_id, {**whole, **own, **more})
        if not lines[order.key]:
            taking.add(
                order.public_id, {**whole, "net": order.net, "tax": order.tax, "total": order.total}
            )
