"""What contracts, orders and their money leave in the life of a customer or a deal."""

from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.contracts import Contract, ContractStatus, ContractStep
from crm_app.models.orders import Delivery, Order
from crm_app.models.payments import InvoiceRequest, InvoiceStatus, Payment
from crm_app.services.activities.around import Around
from crm_app.services.activities.rows import TimelineEntry
from crm_app.services.activities.window import Window
from crm_app.services.references import NOBODY, users_by_id

_SHOWN = (
    ContractStatus.SENT,
    ContractStatus.IN_FORCE,
    ContractStatus.ENDED,
    ContractStatus.CANCELLED,
)


def contracts(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Contracts that went out, came into force, ended or were cancelled."""
    if not work.actor.can(Permission.CONTRACT_READ):
        return []
    mine = {
        row.id: row for row in work.session.exec(work.visible(Contract).where(near.of(Contract)))
    }
    if not mine:
        return []
    found = (
        select(ContractStep)
        .join(Contract, col(Contract.id) == ContractStep.contract_id)
        .where(
            col(ContractStep.contract_id).in_(mine),
            col(ContractStep.to_status).in_(_SHOWN),
            col(ContractStep.taken_back_at).is_(None),
        )
    )
    place = col(ContractStep.at), col(ContractStep.public_id)
    texts = (Contract.number, Contract.title, ContractStep.reason)
    steps = work.session.exec(window.cut(found, *place, *texts)).all()
    people = users_by_id(work.session, (step.by_id for step in steps))
    return [
        _entry(
            f"contract_{step.to_status.value}",
            step.public_id,
            step.at,
            people.get(step.by_id or 0, NOBODY).name,
            mine[step.contract_id].number,
            f"/contracts/{mine[step.contract_id].public_id}",
            step.reason,
        )
        for step in steps
    ]


def orders(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Orders that were placed."""
    if not work.actor.can(Permission.ORDER_READ):
        return []
    found = work.visible(Order).where(near.of(Order))
    at = func.coalesce(Order.ordered_at, Order.created_at)
    texts = (Order.number, Order.note)
    placed = work.session.exec(window.cut(found, at, col(Order.public_id), *texts)).all()
    people = users_by_id(work.session, (order.created_by for order in placed))
    return [
        _entry(
            "order_placed",
            order.public_id,
            order.ordered_at or order.created_at,
            people.get(order.created_by or 0, NOBODY).name,
            order.number,
            f"/orders/{order.public_id}",
        )
        for order in placed
    ]


def deliveries(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """What of orders went out."""
    if not work.actor.can(Permission.ORDER_READ):
        return []
    joined = select(Delivery, Order.number, Order.public_id)
    went = joined.join(Order, col(Order.id) == Delivery.order_id).where(
        near.of(Order), col(Order.deleted_at).is_(None), col(Delivery.voided_at).is_(None)
    )
    place = col(Delivery.at), col(Delivery.public_id)
    seen = work.narrowed(went, Order)
    rows = work.session.exec(window.cut(seen, *place, Order.number, Delivery.note)).all()
    people = users_by_id(work.session, (one.by_id for one, *_ in rows))
    return [
        _entry(
            "order_delivered",
            one.public_id,
            one.at,
            people.get(one.by_id or 0, NOBODY).name,
            number,
            f"/orders/{order_id}",
            one.note,
        )
        for one, number, order_id in rows
    ]


def money(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Payments that came in and invoices that were issued."""
    entries: list[TimelineEntry] = []
    if work.actor.can(Permission.PAYMENT_READ):
        held = _of(work, near, Payment).where(col(Payment.voided_at).is_(None))
        place = col(Payment.created_at), col(Payment.public_id)
        paid = work.session.exec(window.cut(held, *place)).all()
        entries += [
            _amount("payment_received", one, one.created_at, f"{one.amount:,.2f} {one.currency}")
            for one in paid
        ]
    if work.actor.can(Permission.INVOICE_READ):
        issued = _of(work, near, InvoiceRequest).where(
            col(InvoiceRequest.status) == InvoiceStatus.ISSUED
        )
        at = func.coalesce(InvoiceRequest.decided_at, InvoiceRequest.updated_at)
        key = col(InvoiceRequest.public_id)
        rows = work.session.exec(window.cut(issued, at, key, InvoiceRequest.number)).all()
        entries += [
            _amount("invoice_issued", one, one.decided_at or one.updated_at, one.number)
            for one in rows
        ]
    return entries


def _of(work: Work, near: Around, model: Any) -> Any:
    """The rows of what belongs to a contract or order around; for a customer those of his own."""
    near_contracts = select(Contract.id).where(near.of(Contract))
    near_orders = select(Order.id).where(near.of(Order))
    belongs = col(model.contract_id).in_(near_contracts) | col(model.order_id).in_(near_orders)
    return work.visible(model).where(belongs)


def _amount(kind: str, row: Payment | InvoiceRequest, at: datetime, title: str) -> TimelineEntry:
    return _entry(kind, row.public_id, at, "", title, "")


def _entry(  # noqa: PLR0913, PLR0917 - the parts of an entry
    kind: str, key: str, at: datetime, author: str, title: str, href: str, text: str = ""
) -> TimelineEntry:
    return TimelineEntry(
        key=f"{key}-{kind}",
        kind=kind,
        at=at,
        author=author,
        zh=title,
        en=title,
        text=text,
        href=href,
    )


SOURCES: tuple[Any, ...] = (contracts, orders, deliveries, money)
