"""A heap goes to somebody: the record with all that hangs on it, by the ways there are."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
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


class Belongings:
    """What hangs on customers and deals and is the leaver's, read once for all heaps."""

    def __init__(self, work: Work, leaver: User) -> None:
        owner = leaver.id or 0
        self.papers = _by(work, PAPERS, "customer_id", owner)
        self.papers_of_deals = _by(work, PAPERS, "deal_id", owner)
        self.deals: dict[int, list[Deal]] = {}
        for deal in work.session.exec(select(Deal).where(*open_deals(owner))):
            self.deals.setdefault(deal.customer_id, []).append(deal)


def _by(work: Work, models: Sequence[Any], column: str, owner: int) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for model in models:
        if hasattr(model, column):
            named = col(getattr(model, column)).is_not(None), col(model.owner_id) == owner
            for row in work.session.exec(select(model).where(*named)):
                found.setdefault(getattr(row, column), []).append(row)
    return found


def move(work: Work, heap: Heap, leaver: User, to: User, all_his: Belongings) -> None:
    """Inside a command: the heap is `to`'s."""
    record = work.find(MODELS[heap.kind], heap.public_id)
    if isinstance(record, Customer):
        _of_customer(work, record, leaver, to, all_his)
    elif isinstance(record, Deal):
        _deal(work, record, leaver, to, all_his)
    elif isinstance(record, Task):
        _give(record, to)
    else:
        ownership.hand_over(work, record, to)


def _of_customer(
    work: Work, customer: Customer, leaver: User, to: User, all_his: Belongings
) -> None:
    """His deals first, so that handing the customer over leaves nobody behind to share it with."""
    for deal in all_his.deals.get(customer.key, ()):
        _deal(work, deal, leaver, to, all_his)
    for row in all_his.papers.get(customer.key, ()):
        _give(row, to)
    work.session.flush()
    ownership.hand_over(work, customer, to)


def _deal(work: Work, deal: Deal, leaver: User, to: User, all_his: Belongings) -> None:
    """With its papers, its open tasks and what happened with it."""
    _give(deal, to)
    for row in all_his.papers_of_deals.get(deal.key, ()):
        _give(row, to)
    steps = select(Task).where(
        col(Task.deal_id) == deal.key, col(Task.owner_id) == leaver.id, col(Task.done_at).is_(None)
    )
    for task in work.session.exec(steps):
        _give(task, to)
    activities.follow_owner(work, deal)


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
