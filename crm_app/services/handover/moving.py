"""A heap goes to somebody: the record with all that hangs on it, by the ways there are."""

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
_PAPERS: tuple[Any, ...] = (Quote, Contract, Order, Instalment, Payment, InvoiceRequest)


def move(work: Work, heap: Heap, leaver: User, to: User) -> None:
    """Inside a command: the heap is `to`'s."""
    record = work.find(MODELS[heap.kind], heap.public_id)
    if isinstance(record, Customer):
        _of_customer(work, record, leaver, to)
    elif isinstance(record, Deal):
        _deal(work, record, leaver, to)
    elif isinstance(record, Task):
        _give(record, to)
    else:
        ownership.hand_over(work, record, to)


def _of_customer(work: Work, customer: Customer, leaver: User, to: User) -> None:
    """His deals first, so that handing the customer over leaves nobody behind to share it with."""
    here = col(Deal.customer_id) == customer.key
    for deal in work.session.exec(select(Deal).where(here, *open_deals(leaver.id or 0))).all():
        _deal(work, deal, leaver, to)
    for model in _PAPERS:
        theirs = col(model.customer_id) == customer.key, col(model.owner_id) == leaver.id
        for row in work.session.exec(select(model).where(*theirs)):
            _give(row, to)
    work.session.flush()
    ownership.hand_over(work, customer, to)


def _deal(work: Work, deal: Deal, leaver: User, to: User) -> None:
    """With its papers, its open tasks and what happened with it."""
    _give(deal, to)
    for model in _PAPERS:
        if hasattr(model, "deal_id"):
            for row in work.session.exec(select(model).where(col(model.deal_id) == deal.key)):
                if row.owner_id == leaver.id:
                    _give(row, to)
    steps = select(Task).where(
        col(Task.deal_id) == deal.key, col(Task.owner_id) == leaver.id, col(Task.done_at).is_(None)
    )
    for task in work.session.exec(steps):
        _give(task, to)
    activities.follow_owner(work, deal)


def _give(row: Any, to: User) -> None:
    row.owner_id, row.team_id = to.id or 0, to.team_id
