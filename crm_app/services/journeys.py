"""The way of a customer through the house: from the first trace of him to the last order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.orders import Order, OrderStatus
from crm_app.models.payments import Payment
from crm_app.models.quotes import Quote
from crm_app.services.activities import CONTACT_KINDS
from crm_app.services.references import NOBODY, users_by_id


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that happened for the first or last time; `who` took care of it, `href` leads there."""

    key: str
    at: datetime
    who: str = ""
    href: str = ""


@query(Permission.CUSTOMER_READ)
def journey(work: Work, customer_id: str) -> list[Milestone]:
    """The milestones of a customer that one may see, in the order in which they happened."""
    customer = work.find(Customer, customer_id)
    found = [
        one
        for permission, source in _SOURCES
        if work.actor.can(permission)
        for one in source(work, customer.key)
        if one is not None
    ]
    if not any(one.key == "lead" and one.at <= customer.created_at for one in found):
        owner = users_by_id(work.session, [customer.created_by or customer.owner_id])
        found.append(
            Milestone("known", customer.created_at, next(iter(owner.values()), NOBODY).name)
        )
    return sorted(found, key=lambda one: one.at)


def _lead(work: Work, customer_id: int) -> Iterator[Milestone | None]:
    came = work.visible(Lead).where(col(Lead.customer_id) == customer_id)
    yield _first(work, "lead", came, Lead.created_at)


def _deal(work: Work, customer_id: int) -> Iterator[Milestone | None]:
    deals = work.visible(Deal).where(col(Deal.customer_id) == customer_id)
    yield _first(work, "deal", deals, Deal.created_at)


def _quote(work: Work, customer_id: int) -> Iterator[Milestone | None]:
    mine = work.visible(Quote).where(col(Quote.customer_id) == customer_id)
    yield _first(work, "quote", mine.where(col(Quote.sent_at).is_not(None)), Quote.sent_at)


def _contract(work: Work, customer_id: int) -> Iterator[Milestone | None]:
    held = (ContractStatus.IN_FORCE, ContractStatus.ENDED)
    signed = work.visible(Contract).where(
        col(Contract.customer_id) == customer_id, col(Contract.status).in_(held)
    )
    yield _first(work, "contract", signed, Contract.created_at)


def _orders(work: Work, customer_id: int) -> Iterator[Milestone | None]:
    """The first and, if it is another one, the last."""
    at = func.coalesce(Order.ordered_at, Order.created_at)
    bought = work.visible(Order).where(
        col(Order.customer_id) == customer_id, col(Order.status) != OrderStatus.CANCELLED
    )
    by_day = (col(Order.ordered_on), at)
    first = work.session.exec(bought.order_by(*by_day).limit(1)).first()
    last = work.session.exec(bought.order_by(*(one.desc() for one in by_day)).limit(1)).first()
    for key, row in (("order", first), ("last_order", last)):
        if row is not None and (key == "order" or row is not first):
            yield _shown(work, key, row, _ordered(row))


def _ordered(row: Order) -> datetime:
    """The moment, else the day of an order that was entered later than it was placed."""
    if row.ordered_at is not None or row.ordered_on is None:
        return row.ordered_at or row.created_at
    if abs((row.ordered_on - row.created_at.date()).days) <= 1:
        return row.created_at
    noon = datetime.min.time().replace(hour=4)  # midday in the zone of the house
    return datetime.combine(row.ordered_on, noon, row.created_at.tzinfo)


def _payment(work: Work, customer_id: int) -> Iterator[Milestone | None]:
    contracts = select(Contract.id).where(col(Contract.customer_id) == customer_id)
    orders = select(Order.id).where(col(Order.customer_id) == customer_id)
    paid = work.visible(Payment).where(
        col(Payment.contract_id).in_(contracts) | col(Payment.order_id).in_(orders),
        col(Payment.voided_at).is_(None),
    )
    yield _first(work, "payment", paid, Payment.created_at)


def _contact(work: Work, customer_id: int) -> Iterator[Milestone]:
    about = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == "customer", col(ActivityLink.record_id) == customer_id
    )
    met = work.visible(Activity).where(
        col(Activity.id).in_(about), col(Activity.kind).in_(CONTACT_KINDS)
    )
    row = work.session.exec(met.order_by(col(Activity.happened_at)).limit(1)).first()
    if row is not None:
        author = users_by_id(work.session, [row.author_id]).get(row.author_id, NOBODY)
        yield Milestone("contact", row.happened_at, author.name)


def _first(work: Work, key: str, found: Any, at: Any) -> Milestone | None:
    row = work.session.exec(found.order_by(col(at), col(at.class_.id)).limit(1)).first()
    return _shown(work, key, row, getattr(row, at.key)) if row is not None else None


_PAGES = {"lead": "leads", "deal": "deals", "quote": "quotes", "contract": "contracts"}
_PAGES |= {"order": "orders", "last_order": "orders"}


def _shown(work: Work, key: str, row: Any, at: datetime) -> Milestone:
    who = row.created_by if key in ("order", "last_order", "payment") else row.owner_id
    name = users_by_id(work.session, [who or row.owner_id]).get(who or row.owner_id, NOBODY).name
    page = _PAGES.get(key)
    return Milestone(key, at, name, f"/{page}/{row.public_id}" if page else "")


_SOURCES: tuple[tuple[Permission, Any], ...] = (
    (Permission.LEAD_READ, _lead),
    (Permission.ACTIVITY_READ, _contact),
    (Permission.DEAL_READ, _deal),
    (Permission.QUOTE_READ, _quote),
    (Permission.CONTRACT_READ, _contract),
    (Permission.ORDER_READ, _orders),
    (Permission.PAYMENT_READ, _payment),
)
