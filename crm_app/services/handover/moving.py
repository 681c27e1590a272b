"""Heaps go to somebody: the records with all that hangs on them, by the ways there are."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.batches import batches
from crm_app.models.activities import Task
from crm_app.models.contracts import Contract
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.orders import Order
from crm_app.models.payments import Instalment, InvoiceRequest, Payment
from crm_app.models.quotes import Quote
from crm_app.models.users import User
from crm_app.services import activities, ownership
from crm_app.services.handover.gathering import open_deals
from crm_app.services.handover.rows import Heap

MODELS: dict[str, Any] = {
    "customer": Customer,
    "contact": Contact,
    "lead": Lead,
    "deal": Deal,
    "task": Task,
}
# What hangs on a customer or a deal and belongs to whoever works on it.
PAPERS: tuple[Any, ...] = (Quote, Contract, Order, Instalment, Payment, InvoiceRequest)
Given = list[tuple[Any, User]]


def move(work: Work, heaps: Sequence[Heap], leaver: User, by_id: Mapping[str, User]) -> None:
    """Inside a command: each heap is its taker's; every record is looked up by the actor's rights.

    Deals first, so that handing customers over leaves nobody behind to share them with.
    """
    given = _given(work, heaps, by_id)
    customers = given.pop("customer", [])
    _deals(work, leaver, [*_deals_of(work, leaver, customers), *given.pop("deal", [])])
    _papers(work, leaver, "customer_id", customers)
    for task, to in given.pop("task", []):
        _give(task, to)
    work.session.flush()
    for records in (customers, *given.values()):
        ownership.hand_over_many(work, records)


def _given(work: Work, heaps: Sequence[Heap], by_id: Mapping[str, User]) -> dict[str, Given]:
    """Kind → records, each with who gets it, in the order of the heaps."""
    given: dict[str, Given] = {kind: [] for kind in MODELS}
    for kind, model in MODELS.items():
        wanted = [one for one in heaps if one.kind == kind]
        rows = work.find_many(model, [one.public_id for one in wanted])
        given[kind] = [(rows[one.public_id], by_id[one.taker]) for one in wanted]
    return given


def _deals_of(work: Work, leaver: User, customers: Given) -> Given:
    """The leaver's open deals with these customers."""
    takers = {customer.key: to for customer, to in customers}
    found = work.session.exec(select(Deal).where(*open_deals(leaver.id or 0)))
    return [(deal, takers[deal.customer_id]) for deal in found if deal.customer_id in takers]


def _deals(work: Work, leaver: User, deals: Given) -> None:
    """With their papers, their open tasks and what happened with them."""
    takers = {deal.key: to for deal, to in deals}
    for deal, to in deals:
        _give(deal, to)
    _papers(work, leaver, "deal_id", deals)
    for some in batches(list(takers)):
        steps = select(Task).where(
            col(Task.deal_id).in_(some),
            col(Task.owner_id) == leaver.id,
            col(Task.done_at).is_(None),
        )
        for task in work.session.exec(steps):
            _give(task, takers[task.deal_id or 0])
    activities.follow_owners(work, [deal for deal, _ in deals])


def _papers(work: Work, leaver: User, column: str, given: Given) -> None:
    """The leaver's papers of these customers or deals."""
    takers = {record.key: to for record, to in given}
    for model in PAPERS:
        if not hasattr(model, column):
            continue
        for some in batches(list(takers)):
            mine = col(getattr(model, column)).in_(some), col(model.owner_id) == leaver.id
            for row in work.session.exec(select(model).where(*mine)):
                _give(row, takers[getattr(row, column)])


def move_rest(work: Work, leaver: User, to: User) -> None:
    """Inside a command: papers of his with customers of others go to whose the customer is, else to `to`."""
    for model in PAPERS:
        mine = col(model.owner_id) == leaver.id, col(model.deleted_at).is_(None)
        rows = work.session.exec(select(model).where(*mine)).all()
        homes = select(Customer.id, Customer.owner_id).where(
            col(Customer.id).in_({row.customer_id for row in rows})
        )
        owners = dict(work.session.exec(homes).all()) if rows else {}
        for row in rows:
            user = work.session.get(User, owners.get(row.customer_id))
            fits = user is not None and user.is_active and user.id != leaver.id
            _give(row, user if user is not None and fits else to)
            work.session.add(row)


def _give(row: Any, to: User) -> None:
    row.owner_id, row.team_id = to.id or 0, to.team_id
