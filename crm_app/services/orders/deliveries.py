"""Goods go out, in parts; what was written down wrong is voided with a reason, never rewritten."""

from sqlmodel import col, func, select

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.orders import Delivery, DeliveryLine, Order
from crm_app.services import books
from crm_app.services.days import read_day, today_of
from crm_app.services.lines import one_line
from crm_app.services.orders import rules
from crm_app.services.orders.lines import delivered_sums, lines_of
from crm_app.services.orders.rows import DeliveryForm


@command(Permission.ORDER_WRITE)
def deliver(work: Work, public_id: str, form: DeliveryForm, version: int | None = None) -> str:
    """Something of an order went out; returns the delivery's public id.

    Refuses more than is left (`orders.over_delivery`), naming the line.
    """
    order = work.find(Order, public_id, version)
    rules.check_open(order)
    lines = lines_of(work.session, order)
    wanted = rules.quantities(lines, form.lines)
    day = read_day(form.delivered_on, "delivered_on") or today_of(work)
    if day > today_of(work):
        raise Invalid("orders.day_ahead", field="delivered_on")
    books.check_open(work, day, "delivered_on")
    delivery = Delivery(
        order_id=order.key,
        rank=_next_rank(work, order),
        delivered_on=day,
        tracking=one_line(form.tracking, "tracking", 120),
        note=one_line(form.note, "note", 500),
        at=work.now,
        by_id=work.actor.user_id,
    )
    work.add(delivery)
    work.session.add_all(
        DeliveryLine(delivery_id=delivery.id or 0, line_id=key, quantity=quantity)
        for key, quantity in wanted.items()
    )
    _refresh(work, order)
    return delivery.public_id


@command(Permission.ORDER_WRITE)
def void_delivery(work: Work, public_id: str, delivery: str, reason: str) -> None:
    """It did not go out so; what it brought out is left to deliver again."""
    order = work.find(Order, public_id)
    rules.check_open(order)
    row = _delivery(work, order, delivery)
    if row.voided_at is not None:
        raise Conflict("orders.void_already")
    text = one_line(reason, "reason", 300)
    if not text:
        raise Invalid("orders.reason_missing", field="reason")
    books.check_open(work, row.delivered_on)
    row.voided_at, row.voided_by, row.void_reason = work.now, work.actor.user_id, text
    _refresh(work, order)


@command(Permission.ORDER_WRITE)
def restore_delivery(work: Work, public_id: str, delivery: str) -> None:
    """It went out after all; refused where the rest has been delivered meanwhile."""
    order = work.find(Order, public_id)
    rules.check_open(order)
    row = _delivery(work, order, delivery)
    if row.voided_at is None:
        raise Conflict("orders.not_void")
    books.check_open(work, row.delivered_on)
    lines = {line.id: line for line in lines_of(work.session, order)}
    found = select(DeliveryLine).where(col(DeliveryLine.delivery_id) == row.id)
    for part in work.session.exec(found):
        rules.check_left(lines[part.line_id], part.quantity, "quantity")
    row.voided_at, row.voided_by, row.void_reason = None, None, ""
    _refresh(work, order)


def _refresh(work: Work, order: Order) -> None:
    work.session.flush()
    lines = lines_of(work.session, order)
    rules.put_delivered(order, lines, delivered_sums(work.session, order))
    order.updated_at = work.now  # another delivery is another version of its order


def _delivery(work: Work, order: Order, public_id: str) -> Delivery:
    found = select(Delivery).where(
        col(Delivery.public_id) == public_id, col(Delivery.order_id) == order.key
    )
    row = work.session.exec(found).one_or_none()
    if row is None:
        raise NotFound("delivery.not_found")
    return row


def _next_rank(work: Work, order: Order) -> int:
    last = select(func.max(Delivery.rank)).where(col(Delivery.order_id) == order.key)
    return (work.session.exec(last).one() or 0) + 1
