"""An order goes to the ERP once: one row an order, one key, sent until it is answered."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.exact import plain
from crm_app.models.contracts import Contract
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.orders import Handover, HandoverState, Order, OrderLine, OrderStatus
from crm_app.models.quotes import Product
from crm_app.models.users import User
from crm_app.services.erp import rules
from crm_app.services.erp.rows import HandoverRow
from crm_app.services.erp.settings import settings_of
from crm_app.services.offers import is_won

JOB = "erp.hand_over"


@command(Permission.ORDER_WRITE)
def hand_over(work: Work, public_id: str) -> str:
    """Give an order to the ERP; returns the key by which the receiver knows it.

    Refuses a second time (`erp.handed_already`), and what is no business yet.
    """
    order = work.find(Order, public_id)
    reason = _hindrance(work, order)
    if reason:
        raise Conflict(reason, number=order.number)
    return _start(work, order).public_id


def hand_over_by_itself(work: Work, order: Order) -> None:
    """Inside a command that made an order: of a won deal it goes, where the ERP is set so."""
    if settings_of(work).is_automatic and order.deal_id and not _hindrance(work, order):
        _start(work, order)


@command(Permission.ORDER_WRITE)
def try_again(work: Work, public_id: str) -> None:
    """Send once more what failed, under the same key."""
    order = work.find(Order, public_id)
    row = _row_of(work, order)
    if row is None or row.state is not HandoverState.FAILED:
        raise Conflict("erp.not_failed", number=order.number)
    if not settings_of(work).is_ready:
        raise Conflict("erp.not_ready", number=order.number)
    row.state, row.attempts, row.reason = HandoverState.WAITING, 0, ""
    ask(work, row)


@query(Permission.ORDER_READ)
def handover_of(work: Work, public_id: str) -> HandoverRow:
    """Where an order is on its way into the ERP."""
    order = work.find(Order, public_id)
    row = _row_of(work, order)
    if row is None:
        return HandoverRow(hindrance=_hindrance(work, order))
    reason, _, detail = row.reason.partition("|")
    by = work.session.exec(select(User.name).where(col(User.id) == row.by_id)).first()
    return HandoverRow(
        state=row.state.value,
        attempts=row.attempts,
        next_at=row.next_at,
        receiver_number=row.receiver_number,
        reason=reason,
        detail=detail,
        created_at=row.created_at,
        answered_at=row.answered_at,
        by=by or "",
    )


def _hindrance(work: Work, order: Order) -> str:
    """The code of why an order cannot be handed over; empty where it can."""
    if _row_of(work, order) is not None:
        return "erp.handed_already"
    if order.status is OrderStatus.CANCELLED:
        return "orders.is_cancelled"
    if order.deal_id is not None and not is_won(work, order.deal_id):
        return "erp.deal_not_won"
    return "" if settings_of(work).is_ready else "erp.not_ready"


def _start(work: Work, order: Order) -> Handover:
    row = Handover(
        order_id=order.key,
        body=body_of(work, order),
        created_at=work.now,
        by_id=work.actor.user_id,
    )
    work.add(row)
    ask(work, row)
    return row


def ask(work: Work, row: Handover) -> None:
    """Inside a command: one more attempt, by the worker."""
    row.next_at = work.now + rules.LEASE
    work.enqueue(JOB, handover_id=row.public_id)


def _row_of(work: Work, order: Order) -> Handover | None:
    found = select(Handover).where(col(Handover.order_id) == order.key)
    return work.session.exec(found).one_or_none()


def body_of(work: Work, order: Order) -> dict[str, Any]:
    """What the receiver is told: exact decimals as text, days as ISO, both ids of the customer."""
    session = work.session
    customer = session.get_one(Customer, order.customer_id)
    deal = session.get(Deal, order.deal_id) if order.deal_id else None
    contract = session.get(Contract, order.contract_id) if order.contract_id else None
    return {
        "type": "order.placed",
        "id": order.public_id,
        "number": order.number,
        "ordered_on": order.ordered_on.isoformat() if order.ordered_on else None,
        "deliver_by": order.deliver_by.isoformat() if order.deliver_by else None,
        "customer": {
            "id": customer.public_id,
            "name": customer.legal_name_zh or customer.name,
            "tax_id": customer.tax_id,
        },
        "deal": deal.public_id if deal else None,
        "contract": contract.number if contract else None,
        "currency": order.currency,
        **{name: plain(getattr(order, name)) for name in ("net", "tax", "total")},
        "note": order.note,
        "lines": _lines(work, order),
    }


def _lines(work: Work, order: Order) -> list[dict[str, Any]]:
    found = select(OrderLine, Product.code).join(
        Product, col(Product.id) == OrderLine.product_id, isouter=True
    )
    mine = found.where(col(OrderLine.order_id) == order.key).order_by(col(OrderLine.rank))
    numbers = ("quantity", "price", "discount", "tax_rate", "net", "tax")
    return [
        {"code": code, "text": line.text, "unit": line.unit}
        | {name: plain(getattr(line, name)) for name in numbers}
        for line, code in work.session.exec(mine)
    ]
