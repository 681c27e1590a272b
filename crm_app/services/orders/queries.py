"""Every way orders are read."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, one_of, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.contracts import Contract
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.orders import Delivery, DeliveryLine, Order, OrderLine, OrderStatus
from crm_app.models.quotes import Product, Quote
from crm_app.models.users import User
from crm_app.services.days import today_of
from crm_app.services.orders import rules
from crm_app.services.orders.fields import FIELDS
from crm_app.services.orders.holding import held_by
from crm_app.services.orders.lines import lines_of
from crm_app.services.orders.rows import (
    DeliveredRow,
    DeliveryRow,
    OrderLineRow,
    OrderPage,
    OrderRow,
)
from crm_app.services.references import (
    NOBODY,
    Reference,
    by_public_id,
    named_record,
    named_records,
    owners_of,
    users_by_id,
)

_WAITING = (OrderStatus.OPEN, OrderStatus.PARTLY)


def _late(work: Work, value: str) -> Any:
    """`yes`: something should have gone out before today."""
    if value != "yes":
        raise Invalid("list.value_unknown", value=value[:60])
    return col(Order.status).in_(_WAITING) & (col(Order.deliver_by) < today_of(work))


LISTING = Listing(
    model=Order,
    kind="order",
    filters={
        "status": one_of(col(Order.status), OrderStatus),
        "late": _late,
        "customer": by_public_id(Customer, Order.customer_id),
        "deal": by_public_id(Deal, Order.deal_id),
        "contract": by_public_id(Contract, Order.contract_id),
        "quote": by_public_id(Quote, Order.quote_id),
        "owner": by_public_id(User, Order.owner_id),
        "number": col(Order.number),
    },
    orders={
        "updated": col(Order.updated_at).desc(),
        "number": col(Order.number),
        "total": col(Order.total),
        "ordered": col(Order.ordered_on),
        "deliver": col(Order.deliver_by),
    },
    fields=FIELDS,
)


@query(Permission.ORDER_READ)
def orders(work: Work, asked: ListQuery) -> Page[OrderRow]:
    """One page of the orders one may see."""
    page = page_of(work, LISTING, asked)
    return page.showing(order_rows(work, page.rows))


@query(Permission.ORDER_READ)
def order_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[OrderRow]:
    """The orders that come after one, newest first."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(order_rows(work, found.rows), found.next)


@query(Permission.ORDER_READ)
def order_owners(work: Work) -> list[Reference]:
    """Who owns the orders one may see, for a filter."""
    return owners_of(work, Order)


@query(Permission.ORDER_READ)
def order_page(work: Work, public_id: str) -> OrderPage:
    """An order whole."""
    order, session = work.find(Order, public_id), work.session
    lines = lines_of(session, order)
    own = (
        "version",
        "number",
        "net",
        "tax",
        "rounding",
        "total",
        "currency",
        "ordered_on",
        "deliver_by",
        "party",
    )
    own += ("note", "cancel_reason", "received", "invoiced", "created_at", "updated_at")
    untouched = order.status is OrderStatus.OPEN
    return OrderPage(
        public_id=order.public_id,
        **{name: getattr(order, name) for name in own},
        status=order.status.value,
        customer=named_record(session, Customer, order.customer_id),
        contact=named_record(session, Contact, order.contact_id),
        deal=named_record(session, Deal, order.deal_id),
        quote=named_record(session, Quote, order.quote_id),
        contract=named_record(session, Contract, order.contract_id),
        owner=named_record(session, User, order.owner_id),
        delivered=rules.delivered_share(lines),
        is_late=rules.is_late(order, today_of(work)),
        ordered_time=rules.time_of(order, work.actor.zone),
        has_own_money=order.contract_id is None,
        can_change_lines=order.quote_id is None and untouched and not held_by(work, order),
        lines=_line_rows(work, lines),
        deliveries=_deliveries(work, order, lines),
    )


def _line_rows(work: Work, lines: Sequence[OrderLine]) -> list[OrderLineRow]:
    wanted = {line.product_id for line in lines}
    found = work.session.exec(select(Product).where(col(Product.id).in_(wanted)))
    known = {product.id: product for product in found}
    own = ("public_id", "text", "unit", "quantity", "price", "discount", "tax_rate", "net", "tax")
    return [
        OrderLineRow(
            **{name: getattr(line, name) for name in own},
            product_public_id=known[line.product_id].public_id if line.product_id else "",
            code=known[line.product_id].code if line.product_id else "",
            amount=line.net + line.tax,
            delivered=line.delivered,
            left=line.quantity - line.delivered,
        )
        for line in lines
    ]


def _deliveries(work: Work, order: Order, lines: Sequence[OrderLine]) -> list[DeliveryRow]:
    by_id = {line.id: line for line in lines}
    found = select(Delivery).where(col(Delivery.order_id) == order.key)
    rows = work.session.exec(found.order_by(col(Delivery.id).desc())).all()
    parts = select(DeliveryLine).where(col(DeliveryLine.delivery_id).in_([row.id for row in rows]))
    inside: dict[int, list[DeliveredRow]] = {}
    for part in work.session.exec(parts.order_by(col(DeliveryLine.id))):
        line = by_id[part.line_id]
        made = DeliveredRow(line.public_id, line.text, line.unit, part.quantity)
        inside.setdefault(part.delivery_id, []).append(made)
    people = users_by_id(work.session, [key for row in rows for key in (row.by_id, row.voided_by)])
    return [
        DeliveryRow(
            row.public_id,
            row.rank,
            row.delivered_on,
            row.tracking,
            row.note,
            row.at,
            people.get(row.by_id or 0, NOBODY).name,
            row.voided_at is not None,
            row.void_reason,
            people.get(row.voided_by or 0, NOBODY).name,
            inside.get(row.id or 0, []),
        )
        for row in rows
    ]


def order_rows(work: Work, found: Sequence[Order]) -> list[OrderRow]:
    """The rows of orders that were found."""
    session = work.session
    customers = named_records(session, Customer, (order.customer_id for order in found))
    contracts = named_records(session, Contract, (order.contract_id for order in found))
    owners = users_by_id(session, (order.owner_id for order in found))
    keys = [order.key for order in found]
    lines: dict[int, list[OrderLine]] = {key: [] for key in keys}
    for line in session.exec(select(OrderLine).where(col(OrderLine.order_id).in_(keys))):
        lines[line.order_id].append(line)
    own = ("public_id", "version", "number", "net", "tax", "total", "currency", "ordered_on")
    own += ("deliver_by", "updated_at")
    return [
        OrderRow(
            **{name: getattr(order, name) for name in own},
            status=order.status.value,
            customer=customers[order.customer_id],
            contract=contracts.get(order.contract_id or 0, NOBODY),
            owner=owners[order.owner_id],
            delivered=rules.delivered_share(lines[order.key]),
            is_late=rules.is_late(order, today_of(work)),
        )
        for order in found
    ]
