"""What contracts, orders and their money leave in the life of a customer or a deal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.contracts import Contract, ContractStatus, ContractStep
from crm_app.models.orders import Delivery, Order
from crm_app.models.payments import InvoiceRequest, InvoiceStatus, Payment
from crm_app.services.activities.around import Around
from crm_app.services.activities.rows import TimelineEntry
from crm_app.services.references import NOBODY, users_by_id

_SHOWN = (
    ContractStatus.SENT,
    ContractStatus.IN_FORCE,
    ContractStatus.ENDED,
    ContractStatus.CANCELLED,
)


def contracts(work: Work, near: Around, most: int) -> list[TimelineEntry]:
    """Contracts that went out, came into force, ended or were cancelled."""
    if not work.actor.can(Permission.CONTRACT_READ):
        return []
    mine = {
        row.id: row for row in work.session.exec(work.visible(Contract).where(near.of(Contract)))
    }
    found = select(ContractStep).where(
        col(ContractStep.contract_id).in_(mine),
        col(ContractStep.to_status).in_(_SHOWN),
        col(ContractStep.taken_back_at).is_(None),
    )
    steps = work.session.exec(found.order_by(col(ContractStep.at).desc()).limit(most)).all()
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


def orders(work: Work, near: Around, most: int) -> list[TimelineEntry]:
    """Orders that were placed, and what of them went out."""
    if not work.actor.can(Permission.ORDER_READ):
        return []
    found = work.visible(Order).where(near.of(Order)).order_by(col(Order.created_at).desc())
    placed = work.session.exec(found.limit(most)).all()
    by_id = {order.id: order for order in placed}
    went = select(Delivery).where(
        col(Delivery.order_id).in_(by_id), col(Delivery.voided_at).is_(None)
    )
    out = work.session.exec(went.order_by(col(Delivery.at).desc()).limit(most)).all()
    keys = [*(order.created_by for order in placed), *(delivery.by_id for delivery in out)]
    people = users_by_id(work.session, keys)
    entries = [
        _entry(
            "order_placed",
            order.public_id,
            order.created_at,
            people.get(order.created_by or 0, NOBODY).name,
            order.number,
            f"/orders/{order.public_id}",
        )
        for order in placed
    ]
    return entries + [
        _entry(
            "order_delivered",
            one.public_id,
            one.at,
            people.get(one.by_id or 0, NOBODY).name,
            by_id[one.order_id].number,
            f"/orders/{by_id[one.order_id].public_id}",
            one.note,
        )
        for one in out
    ]


def money(work: Work, near: Around, most: int) -> list[TimelineEntry]:
    """Payments that came in and invoices that were issued."""
    entries: list[TimelineEntry] = []
    if work.actor.can(Permission.PAYMENT_READ):
        held = _of(work, near, Payment).where(col(Payment.voided_at).is_(None))
        paid = work.session.exec(held.order_by(col(Payment.created_at).desc()).limit(most)).all()
        entries += [
            _amount("payment_received", one, one.created_at, f"{one.amount:,.2f} {one.currency}")
            for one in paid
        ]
    if work.actor.can(Permission.INVOICE_READ):
        issued = _of(work, near, InvoiceRequest).where(
            col(InvoiceRequest.status) == InvoiceStatus.ISSUED
        )
        rows = work.session.exec(issued.order_by(col(InvoiceRequest.id).desc()).limit(most)).all()
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


SOURCES: Sequence[Any] = (contracts, orders, money)
