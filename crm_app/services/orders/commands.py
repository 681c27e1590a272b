"""Every way an order comes to be, changes, and is cancelled."""

from decimal import Decimal

from sqlmodel import col, func, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.base import Owned
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.customers import Contact, Customer
from crm_app.models.orders import Order, OrderLine, OrderStatus
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import erp
from crm_app.services.brought import brought
from crm_app.services.currencies import read_currency
from crm_app.services.days import read_day, today_of
from crm_app.services.lines import one_line
from crm_app.services.locks import one_at_a_time
from crm_app.services.numbering import next_number
from crm_app.services.offers import check_agreed
from crm_app.services.orders import rules
from crm_app.services.orders.holding import held_by
from crm_app.services.orders.lines import build_lines, lines_of, put_lines
from crm_app.services.orders.rows import OrderForm, OrderLineForm


@command(Permission.ORDER_WRITE)
def create_order(work: Work, form: OrderForm, public_id: str | None = None) -> str:
    """An order from a contract in force, from a quote that was agreed, or by hand for a customer;
    returns its public id.

    A client may bring the id: sending the same creation twice makes one order. Where the ERP is
    set so, the order of a won deal is handed over at once.
    """
    if public_id is not None:
        known = brought(work, Order, public_id)
        if known is not None:
            return known.public_id
    order = Order(number="", customer_id=0, ordered_on=today_of(work))
    if public_id is not None:
        order.public_id = public_id
    source, lines = _take_over(work, order, form)
    _apply(work, order, form)
    rules.add_up(order, lines)
    check_within_contract(work, order)
    order.number = next_number(work, Order)
    work.add(order, owner=source)
    put_lines(work, order, lines)
    erp.hand_over_by_itself(work, order)
    return order.public_id


def _take_over(work: Work, order: Order, form: OrderForm) -> tuple[Owned, list[OrderLine]]:
    """What the source says, and the lines; the source is whose the order will be."""
    if form.contract:
        return _from_contract(work, order, form)
    if form.quote:
        return _from_quote(work, order, work.find(Quote, form.quote), form)
    if not form.customer:
        raise Invalid("contracts.customer_missing", field="customer")
    customer = work.find(Customer, form.customer)
    order.customer_id = customer.key
    if form.contact:
        order.contact_id = work.find(Contact, form.contact, refer=True).key
    if form.currency:
        order.currency = read_currency(form.currency)
    return customer, build_lines(work, order, form.lines or [])


def _from_contract(work: Work, order: Order, form: OrderForm) -> tuple[Owned, list[OrderLine]]:
    contract = work.find(Contract, form.contract or "")
    if contract.status is not ContractStatus.IN_FORCE:
        raise Conflict("orders.contract_not_in_force", number=contract.number)
    order.contract_id, order.customer_id = contract.key, contract.customer_id
    order.contact_id, order.deal_id = contract.contact_id, contract.deal_id
    order.currency = contract.currency
    if contract.quote_id is None:
        return contract, build_lines(work, order, form.lines or [])
    quote = work.session.get_one(Quote, contract.quote_id)
    return contract, _lines_of_quote(work, order, quote, form)


def _from_quote(
    work: Work, order: Order, quote: Quote, form: OrderForm
) -> tuple[Owned, list[OrderLine]]:
    """Of a quote that has a contract the order is one of that contract."""
    check_agreed(work, quote)
    found = select(Contract).where(
        col(Contract.quote_id) == quote.key,
        col(Contract.status) != ContractStatus.CANCELLED,
        col(Contract.deleted_at).is_(None),
    )
    contract = work.session.exec(found).first()
    if contract is not None:
        if contract.status is not ContractStatus.IN_FORCE:
            raise Conflict("orders.contract_not_in_force", number=contract.number)
        order.contract_id = contract.key
    order.customer_id, order.contact_id = quote.customer_id, quote.contact_id
    order.deal_id, order.currency = quote.deal_id, quote.currency
    return quote, _lines_of_quote(work, order, quote, form)


def _lines_of_quote(work: Work, order: Order, quote: Quote, form: OrderForm) -> list[OrderLine]:
    if form.lines:
        raise Invalid("orders.lines_of_quote", field="lines")
    order.quote_id = quote.key
    check_alone(work, order)
    stored = select(QuoteLine).where(col(QuoteLine.quote_id) == quote.key)
    lines = work.session.exec(stored.order_by(col(QuoteLine.rank), col(QuoteLine.id))).all()
    order.rounding = quote.total - quote.net - quote.tax
    return rules.lines_from(quote, lines)


def check_alone(work: Work, order: Order) -> None:
    """Inside a command: refuse (`orders.made_already`) a second live order of one quote."""
    if order.quote_id is None:
        return
    one_at_a_time(work, f"quote.business:{order.quote_id}")
    other = work.session.exec(
        select(Order.number).where(
            col(Order.quote_id) == order.quote_id,
            col(Order.id) != (order.id or 0),
            col(Order.status) != OrderStatus.CANCELLED,
            col(Order.deleted_at).is_(None),
        )
    ).first()
    if other is not None:
        raise Conflict("orders.made_already", number=other)


def check_within_contract(work: Work, order: Order) -> None:
    """Inside a command: refuse orders that come to more than their contract."""
    if order.contract_id is None:
        return
    one_at_a_time(work, f"contract.orders:{order.contract_id}")
    contract = work.session.get_one(Contract, order.contract_id)
    others = select(func.sum(Order.total)).where(
        col(Order.contract_id) == contract.key,
        col(Order.id) != (order.id or 0),
        col(Order.status) != OrderStatus.CANCELLED,
        col(Order.deleted_at).is_(None),
    )
    ordered = work.session.exec(others).one() or Decimal(0)
    if ordered + order.total > contract.amount:
        raise Conflict(
            "orders.over_contract",
            number=contract.number,
            left=f"{contract.amount - ordered:,.2f}",
            currency=contract.currency,
        )


@command(Permission.ORDER_WRITE)
def change_order(work: Work, public_id: str, form: OrderForm, version: int | None = None) -> None:
    """Change dates, remarks, and - by hand, before anything went out - the lines."""
    order = work.find(Order, public_id, version)
    rules.check_open(order)
    _apply(work, order, form)
    if form.lines is not None:
        _change_lines(work, order, form.lines)


def _change_lines(work: Work, order: Order, forms: list[OrderLineForm]) -> None:
    known = lines_of(work.session, order)
    if order.quote_id is not None:
        raise Conflict("orders.lines_of_quote")
    rules.check_untouched(order, known)
    _check_free(work, order)
    made = build_lines(work, order, forms)
    for line in known:
        work.session.delete(line)
    put_lines(work, order, made)
    rules.add_up(order, made)
    check_within_contract(work, order)
    order.updated_at = work.now


def _apply(work: Work, order: Order, form: OrderForm) -> None:
    time = form.ordered_time
    if time is None:
        time = rules.time_of(order, work.actor.zone)
    if form.ordered_on is not None:
        order.ordered_on = read_day(form.ordered_on, "ordered_on")
    order.ordered_at = rules.moment_of(order.ordered_on, time, work.actor.zone)
    if form.party is not None:
        order.party = rules.read_party(form.party)
    if form.deliver_by is not None:
        order.deliver_by = read_day(form.deliver_by, "deliver_by")
    if form.note is not None:
        if len(form.note) > 2000:
            raise Invalid("record.too_long", field="note", most=2000)
        order.note = form.note.strip()


@command(Permission.ORDER_WRITE)
def cancel_order(work: Work, public_id: str, reason: str) -> None:
    """It will not be delivered, and why; refused once something went out, was paid, or was handed
    to the ERP."""
    order = work.find(Order, public_id)
    rules.check_untouched(order, lines_of(work.session, order))
    _check_free(work, order)
    text = one_line(reason, "reason", 300)
    if not text:
        raise Invalid("orders.reason_missing", field="reason")
    order.status, order.cancel_reason = OrderStatus.CANCELLED, text


@command(Permission.ORDER_WRITE)
def reopen_order(work: Work, public_id: str) -> None:
    """Undo a cancellation; refused where its quote or contract has no room for it any more."""
    order = work.find(Order, public_id)
    if order.status is not OrderStatus.CANCELLED:
        raise Conflict("orders.not_cancelled", number=order.number)
    check_alone(work, order)
    check_within_contract(work, order)
    order.status, order.cancel_reason = OrderStatus.OPEN, ""


def _check_free(work: Work, order: Order) -> None:
    code = held_by(work, order)
    if code:
        raise Conflict(code, number=order.number)
