"""Every way a contract comes to be and changes before it is signed."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.base import Owned
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.orders import Order, OrderStatus
from crm_app.models.payments import Instalment
from crm_app.models.quotes import Quote
from crm_app.services import approvals
from crm_app.services.brought import brought
from crm_app.services.contracts import approving, rules
from crm_app.services.contracts.rows import ContractForm
from crm_app.services.locks import one_at_a_time
from crm_app.services.numbering import next_number
from crm_app.services.offers import check_agreed


@command(Permission.CONTRACT_WRITE)
def create_contract(work: Work, form: ContractForm, public_id: str | None = None) -> str:
    """A draft from a quote that was agreed, or for a deal or customer; returns its public id.

    A client may bring the id: sending the same creation twice makes one contract.
    """
    if public_id is not None:
        known = brought(work, Contract, public_id)
        if known is not None:
            return known.public_id
    contract = Contract(number="", customer_id=0)
    if public_id is not None:
        contract.public_id = public_id
    source = _take_over(work, contract, form)
    rules.apply(contract, form)
    contract.number = next_number(work, Contract)
    return work.add(contract, owner=source).public_id


def _take_over(work: Work, contract: Contract, form: ContractForm) -> Owned:
    """What the source says: a quote, else a deal, else a customer; that is whose it will be."""
    if form.quote:
        return _from_quote(work, contract, work.find(Quote, form.quote))
    if form.deal:
        deal = work.find(Deal, form.deal)
        contract.deal_id, contract.customer_id = deal.key, deal.customer_id
        contract.contact_id, contract.currency, contract.title = (
            deal.contact_id,
            deal.currency,
            deal.name,
        )
        return deal
    if not form.customer:
        raise Invalid("contracts.customer_missing", field="customer")
    customer = work.find(Customer, form.customer)
    contract.customer_id = customer.key
    _point_at(work, contract, form)
    return customer


def _from_quote(work: Work, contract: Contract, quote: Quote) -> Owned:
    check_agreed(work, quote)
    one_at_a_time(work, f"quote.business:{quote.key}")
    known = _live_of_quote(work, quote)
    if known is not None:
        raise Conflict("contracts.made_already", number=quote.number, contract=known.number)
    ordered = select(Order.number).where(
        col(Order.quote_id) == quote.key,
        col(Order.status) != OrderStatus.CANCELLED,
        col(Order.deleted_at).is_(None),
    )
    order = work.session.exec(ordered).first()
    if order is not None:
        raise Conflict("contracts.ordered_already", number=quote.number, order=order)
    contract.quote_id, contract.deal_id = quote.key, quote.deal_id
    contract.customer_id, contract.contact_id = quote.customer_id, quote.contact_id
    contract.amount, contract.currency = quote.total, quote.currency
    contract.payment_days, contract.payment_terms = quote.payment_days, quote.payment_terms
    deal = work.session.get(Deal, quote.deal_id) if quote.deal_id else None
    contract.title = deal.name if deal else quote.number
    return quote


def _live_of_quote(work: Work, quote: Quote) -> Contract | None:
    found = select(Contract).where(
        col(Contract.quote_id) == quote.key,
        col(Contract.status) != ContractStatus.CANCELLED,
        col(Contract.deleted_at).is_(None),
    )
    return work.session.exec(found).first()


@command(Permission.CONTRACT_WRITE)
def change_contract(
    work: Work, public_id: str, form: ContractForm, version: int | None = None
) -> None:
    """Change what `form` carries; of what has gone out only remarks and the reminder."""
    contract = work.find(Contract, public_id, version)
    before = (contract.amount, contract.currency)
    rules.apply(contract, form)
    if (contract.amount, contract.currency) != before:
        _check_no_plan(work, contract)
    _point_at(work, contract, form)
    approving.void_changed(work, contract)


def _check_no_plan(work: Work, contract: Contract) -> None:
    """A plan adds up to the amount: it goes before the amount changes."""
    planned = select(Instalment.id).where(
        col(Instalment.contract_id) == contract.key, col(Instalment.deleted_at).is_(None)
    )
    if contract.received or contract.invoiced or work.session.exec(planned).first() is not None:
        raise Conflict("contracts.has_plan", number=contract.number)


def _point_at(work: Work, contract: Contract, form: ContractForm) -> None:
    if form.contact is not None:
        contract.contact_id = (
            work.find(Contact, form.contact, refer=True).key if form.contact else None
        )


@command(Permission.CONTRACT_WRITE)
def delete_contract(work: Work, public_id: str) -> None:
    """A draft into the recycle bin; what has gone out is cancelled instead."""
    contract = work.find(Contract, public_id)
    rules.check_draft(contract)
    check_free(work, contract)
    approvals.void_waiting(work, "contract", contract.key)
    work.remove(contract)


@command(Permission.CONTRACT_WRITE)
def restore_contract(work: Work, public_id: str) -> None:
    """Undo a deletion; refused when its quote has another contract by now."""
    contract = work.find(Contract, public_id, deleted=True)
    check_alone(work, contract)
    work.restore(contract)


def check_alone(work: Work, contract: Contract) -> None:
    """Inside a command: refuse a second live contract of one quote."""
    quote = work.session.get(Quote, contract.quote_id) if contract.quote_id else None
    if quote is None:
        return
    one_at_a_time(work, f"quote.business:{quote.key}")
    known = _live_of_quote(work, quote)
    if known is not None and known.id != contract.id:
        raise Conflict("contracts.made_already", number=quote.number, contract=known.number)


def check_free(work: Work, contract: Contract) -> None:
    """Inside a command: refuse to end what money came in for, was invoiced, or was ordered."""
    if contract.received or contract.invoiced:
        raise Conflict("contracts.has_money", number=contract.number)
    ordered = work.session.exec(
        select(Order.number).where(
            col(Order.contract_id) == contract.key,
            col(Order.status) != OrderStatus.CANCELLED,
            col(Order.deleted_at).is_(None),
        )
    ).first()
    if ordered is not None:
        raise Conflict("contracts.has_orders", number=contract.number, order=ordered)
