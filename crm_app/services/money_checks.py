"""What must always hold of contracts, orders and their money: recounted for `crm verify`."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.models.contracts import Contract
from crm_app.models.orders import Order, OrderStatus
from crm_app.models.payments import Allocation, InvoiceStatus, Payment
from crm_app.models.quotes import Quote
from crm_app.services import orders, payments

ZERO = Decimal(0)
# Table, number, public id, figure, what is stored, what it should be.
Wrong = tuple[str, str, str, str, Any, Any]


def wrong_sums(work: Work) -> Iterator[Wrong]:
    """Every figure that does not agree with what it is the sum of, or with where it came from."""
    yield from _contracts(work)
    yield from _orders(work)
    yield from _payments(work)


def _contracts(work: Work) -> Iterator[Wrong]:
    rows = select(Contract, Quote).join(Quote, col(Quote.id) == Contract.quote_id, isouter=True)
    for contract, quote in work.session.exec(rows.order_by(col(Contract.id))).all():
        if quote is not None and contract.amount != quote.total:
            yield _wrong(contract, "amount", contract.amount, quote.total)
        ordered = _live_orders(work, contract)
        if ordered > contract.amount:
            yield _wrong(contract, "ordered", ordered, contract.amount)
        yield from _money(work, contract)


def _live_orders(work: Work, contract: Contract) -> Decimal:
    found = select(func.sum(Order.total)).where(
        col(Order.contract_id) == contract.key,
        col(Order.status) != OrderStatus.CANCELLED,
        col(Order.deleted_at).is_(None),
    )
    return work.session.exec(found).one() or ZERO


def _orders(work: Work) -> Iterator[Wrong]:
    rows = select(Order, Quote).join(Quote, col(Quote.id) == Order.quote_id, isouter=True)
    for order, quote in work.session.exec(rows.order_by(col(Order.id))).all():
        lines = orders.lines_of(work.session, order)
        right = {name: sum((getattr(x, name) for x in lines), ZERO) for name in ("net", "tax")}
        right["total"] = right["net"] + right["tax"] + order.rounding
        right["status"] = orders.status_of(order, lines)
        for name, value in right.items():
            if getattr(order, name) != value:
                yield _wrong(order, name, getattr(order, name), value)
        if quote is not None and order.total != quote.total:
            yield _wrong(order, "total", order.total, quote.total)
        sums = orders.delivered_sums(work.session, order)
        for line in lines:
            out = sums.get(line.id or 0, ZERO)
            if line.delivered != out or out > line.quantity:
                yield _wrong(order, "delivered", line.delivered, min(out, line.quantity))
        yield from _money(work, order)


def _money(work: Work, bearer: payments.Bearer) -> Iterator[Wrong]:
    right = {
        "received": payments.received_of(work, bearer),
        "invoiced": payments.invoiced_of(work, bearer),
    }
    for name, value in right.items():
        if getattr(bearer, name) != value:
            yield _wrong(bearer, name, getattr(bearer, name), value)
    whole = payments.amount_of(bearer)
    asked = right["invoiced"] + payments.invoiced_of(work, bearer, InvoiceStatus.REQUESTED)
    if asked > whole:
        yield _wrong(bearer, "requested", asked, whole)
    parts = payments.instalments_of(work, bearer)
    planned = sum((part.amount for part in parts), ZERO)
    if parts and planned != whole:
        yield _wrong(bearer, "planned", planned, whole)
    taken = select(Allocation).where(col(Allocation.instalment_id).in_([x.key for x in parts]))
    rows = work.session.exec(taken).all()
    for part in parts:
        came = sum((row.amount for row in rows if row.instalment_id == part.key), ZERO)
        if part.received != came or came > part.amount:
            yield _wrong(bearer, "received", part.received, min(came, part.amount))


def _payments(work: Work) -> Iterator[Wrong]:
    """No payment is taken for more than it is, and one that was voided is not taken at all."""
    found = select(Payment, Allocation).join(Allocation, col(Allocation.payment_id) == Payment.id)
    sums: dict[int, Decimal] = {}
    known: dict[int, Payment] = {}
    for payment, row in work.session.exec(found):
        known[payment.key] = payment
        sums[payment.key] = sums.get(payment.key, ZERO) + row.amount
    for key, taken in sums.items():
        payment = known[key]
        most = ZERO if payment.voided_at else payment.amount
        if taken > most:
            number = payment.reference or payment.public_id
            yield "payment", number, payment.public_id, "allocated", taken, most


def _wrong(row: Contract | Order, figure: str, stored: Any, right: Any) -> Wrong:
    return str(row.__tablename__), row.number, row.public_id, figure, stored, right
