"""Every way contracts are read."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, one_of, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.contracts import Contract, ContractStatus, ContractStep
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.orders import Order, OrderStatus
from crm_app.models.quotes import Quote
from crm_app.models.users import User
from crm_app.services.contracts import rules
from crm_app.services.contracts.fields import FIELDS
from crm_app.services.contracts.rows import ContractPage, ContractRow, Party, StepRow
from crm_app.services.contracts.signing import parties
from crm_app.services.days import today_of
from crm_app.services.references import (
    NOBODY,
    Reference,
    by_public_id,
    named_record,
    named_records,
    owners_of,
    users_by_id,
)

_SOON = 90


def _ending(work: Work, value: str) -> Any:
    """`soon`: in force, and its last day is one of the next ninety."""
    if value != "soon":
        raise Invalid("list.value_unknown", value=value[:60])
    today = today_of(work)
    in_force = col(Contract.status) == ContractStatus.IN_FORCE
    return in_force & col(Contract.ends_on).between(today, today + timedelta(_SOON))


LISTING = Listing(
    model=Contract,
    kind="contract",
    filters={
        "status": one_of(col(Contract.status), ContractStatus),
        "ending": _ending,
        "customer": by_public_id(Customer, Contract.customer_id),
        "deal": by_public_id(Deal, Contract.deal_id),
        "quote": by_public_id(Quote, Contract.quote_id),
        "owner": by_public_id(User, Contract.owner_id),
        "number": col(Contract.number),
    },
    orders={
        "updated": col(Contract.updated_at).desc(),
        "number": col(Contract.number),
        "amount": col(Contract.amount),
        "ends": col(Contract.ends_on),
        "signed": col(Contract.signed_on),
    },
    fields=FIELDS,
)


@query(Permission.CONTRACT_READ)
def contracts(work: Work, asked: ListQuery) -> Page[ContractRow]:
    """One page of the contracts one may see."""
    page = page_of(work, LISTING, asked)
    return page.showing(contract_rows(work, page.rows))


@query(Permission.CONTRACT_READ)
def contract_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[ContractRow]:
    """The contracts that come after one, newest first."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(contract_rows(work, found.rows), found.next)


@query(Permission.CONTRACT_READ)
def contract_owners(work: Work) -> list[Reference]:
    """Who owns the contracts one may see, for a filter."""
    return owners_of(work, Contract)


@query(Permission.CONTRACT_READ)
def contract_page(work: Work, public_id: str) -> ContractPage:
    """A contract whole."""
    contract, session = work.find(Contract, public_id), work.session
    sides = contract.parties or parties(work, contract)
    orders = _orders(work, contract)
    live = [order for order in orders if order.status is not OrderStatus.CANCELLED]
    ordered = sum((order.total for order in live), Decimal(0))
    own = ("title", "amount", "currency", "signed_on", "starts_on", "ends_on", "reminder_days")
    own += (
        "payment_days",
        "payment_terms",
        "note",
        "received",
        "invoiced",
        "number",
        "version",
        "created_at",
        "updated_at",
    )
    return ContractPage(
        public_id=contract.public_id,
        **{name: getattr(contract, name) for name in own},
        status=contract.status.value,
        customer=named_record(session, Customer, contract.customer_id),
        contact=named_record(session, Contact, contract.contact_id),
        deal=named_record(session, Deal, contract.deal_id),
        quote=named_record(session, Quote, contract.quote_id),
        owner=named_record(session, User, contract.owner_id),
        ends_soon=rules.ends_soon(contract, today_of(work)),
        us=Party(**sides["us"]),
        them=Party(**sides["them"]),
        steps=list(rules.STEPS[contract.status]),
        history=_history(work, contract),
        orders=[Reference("order", order.public_id, order.number) for order in live],
        ordered=ordered,
        can_order=contract.status is ContractStatus.IN_FORCE and ordered < contract.amount,
    )


def _orders(work: Work, contract: Contract) -> Sequence[Order]:
    if not work.actor.can(Permission.ORDER_READ):
        return []
    found = work.visible(Order).where(col(Order.contract_id) == contract.key)
    return work.session.exec(found.order_by(col(Order.id))).all()


def _history(work: Work, contract: Contract) -> list[StepRow]:
    found = select(ContractStep).where(col(ContractStep.contract_id) == contract.key)
    steps = work.session.exec(found.order_by(col(ContractStep.id).desc())).all()
    people = users_by_id(work.session, (step.by_id for step in steps))
    return [
        StepRow(
            step.public_id,
            step.action,
            step.to_status.value,
            step.at,
            people.get(step.by_id or 0, NOBODY).name,
            step.reason,
            step.taken_back_at is not None,
        )
        for step in steps
    ]


def contract_rows(work: Work, found: Sequence[Contract]) -> list[ContractRow]:
    """The rows of contracts that were found."""
    owners = users_by_id(work.session, (contract.owner_id for contract in found))
    customers = named_records(work.session, Customer, (contract.customer_id for contract in found))
    own = ("public_id", "version", "number", "title", "amount", "currency", "received", "invoiced")
    own += ("signed_on", "starts_on", "ends_on", "updated_at")
    return [
        ContractRow(
            **{name: getattr(contract, name) for name in own},
            status=contract.status.value,
            customer=customers[contract.customer_id],
            owner=owners[contract.owner_id],
            ends_soon=rules.ends_soon(contract, today_of(work)),
        )
        for contract in found
    ]
