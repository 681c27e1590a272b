"""What comes after the yes: contracts, orders in parts, plans, payments, invoices over a year."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.contracts import Contract, ContractStatus, ContractStep
from crm_app.models.customers import Customer
from crm_app.models.orders import (
    Delivery,
    DeliveryLine,
    Handover,
    HandoverState,
    Order,
    OrderLine,
    OrderStatus,
)
from crm_app.models.quotes import Quote, QuoteLine, QuoteStatus
from crm_app.services import erp, orders, terms
from crm_app.services.demo.bulk import store
from crm_app.services.demo.money import collect
from crm_app.services.demo.story import of_owner

_DAY = timedelta(days=1)
_WITH_CONTRACT = 0.8
_DRAFTS = 6  # the newest have not gone out


def agree(
    work: Work, chance: Random, quotes: Sequence[Quote]
) -> tuple[list[Contract], list[Order]]:
    """Contracts of most quotes that were accepted, orders of nearly all of them."""
    agreed = [quote for quote in quotes if quote.status is QuoteStatus.ACCEPTED]
    named = _names(work, agreed)
    signed = [quote for quote in agreed if chance.random() < _WITH_CONTRACT]
    signed.sort(key=lambda quote: quote.answered_at or quote.updated_at, reverse=True)
    now = work.now
    contracts = store(
        work, [_contract(chance, quote, named, (n, now)) for n, quote in enumerate(signed, 1)]
    )
    store(work, [step for contract in contracts for step in _steps(chance, contract, now)])
    by_quote = {contract.quote_id: contract for contract in contracts}
    ordered = [q for q in agreed if _has_order(by_quote.get(q.id), chance)]
    made = _orders(work, chance, ordered, by_quote)
    store(work, [_handed(work, order) for order in made if order.status is OrderStatus.DELIVERED])
    own = [order for order in made if order.contract_id is None]
    collect(work, chance, [*contracts, *own])
    return contracts, made


def _names(work: Work, quotes: Sequence[Quote]) -> dict[int, tuple[str, str]]:
    wanted = {quote.customer_id for quote in quotes}
    columns = select(Customer.id, Customer.name, Customer.tax_id)
    found = work.session.exec(columns.where(col(Customer.id).in_(wanted)))
    return {key or 0: (name, code) for key, name, code in found}


def _contract(
    chance: Random, quote: Quote, names: dict[int, tuple[str, str]], place: tuple[int, datetime]
) -> Contract:
    number, now = place
    at = min((quote.answered_at or quote.updated_at) + _DAY * chance.randint(0, 4), now - _DAY)
    signed = at.date()
    is_new = number <= _DRAFTS
    months = chance.choice((3, 6, 6, 12))
    status = chance.choices(
        (ContractStatus.IN_FORCE, ContractStatus.SENT, ContractStatus.SIGNED_CUSTOMER),
        (12, 1, 1),
    )[0]
    status = ContractStatus.DRAFT if is_new else status
    name, code = names.get(quote.customer_id, ("", ""))
    contract = Contract(
        number=f"HT-{signed.year}-{number:04d}",
        title=f"{name.split('有限')[0]} 采购合同"
        if _is_chinese(name)
        else f"{name} supply contract",
        customer_id=quote.customer_id,
        contact_id=quote.contact_id,
        deal_id=quote.deal_id,
        quote_id=quote.id,
        status=status,
        amount=quote.total,
        currency=quote.currency,
        **terms.taken_over(quote),
        starts_on=signed,
        ends_on=signed + timedelta(days=30 * months),
        signed_on=signed if status is ContractStatus.IN_FORCE else None,
        parties={} if is_new else _parties(name, code),
        **of_owner(quote, at, at),
    )
    over = contract.ends_on is not None and contract.ends_on < now.date()
    if status is ContractStatus.IN_FORCE and over:
        contract.status = ContractStatus.ENDED
    return contract


def _is_chinese(name: str) -> bool:
    return name[:1] >= "\u2e80"


def _parties(name: str, code: str) -> dict[str, Any]:
    us = {"name": "普洱示例茶业有限公司", "name_en": "Puer Example Tea Co., Ltd."}
    us |= {"tax_id": "91530800MA0EXAMPLE", "address": "云南省普洱市思茅区示例路 8 号"}
    return {"us": us, "them": {"name": name, "name_en": "", "tax_id": code, "address": ""}}


_WALKS: dict[ContractStatus, tuple[tuple[str, ContractStatus], ...]] = {
    ContractStatus.DRAFT: (),
    ContractStatus.SENT: (("send", ContractStatus.SENT),),
    ContractStatus.SIGNED_CUSTOMER: (
        ("send", ContractStatus.SENT),
        ("sign_customer", ContractStatus.SIGNED_CUSTOMER),
    ),
    ContractStatus.IN_FORCE: (
        ("send", ContractStatus.SENT),
        ("sign_us", ContractStatus.SIGNED_US),
        ("sign_customer", ContractStatus.IN_FORCE),
    ),
}
_WALKS[ContractStatus.ENDED] = (
    *_WALKS[ContractStatus.IN_FORCE],
    ("end", ContractStatus.ENDED),
)


def _steps(chance: Random, contract: Contract, now: datetime) -> list[ContractStep]:
    made: list[ContractStep] = []
    before, at = ContractStatus.DRAFT, contract.created_at
    for action, after in _WALKS[contract.status]:
        at = min(at + timedelta(hours=chance.randint(2, 30)), (at + (now - at) / 2))
        if action == "end" and contract.ends_on is not None:
            at = datetime.combine(contract.ends_on, at.timetz()) + _DAY
        by = None if action == "end" else contract.owner_id
        made.append(
            ContractStep(
                contract_id=contract.key,
                action=action,
                from_status=before,
                to_status=after,
                at=at,
                by_id=by,
            )
        )
        before = after
    return made


def _has_order(contract: Contract | None, chance: Random) -> bool:
    signed = contract is None or contract.status in (ContractStatus.IN_FORCE, ContractStatus.ENDED)
    return signed and chance.random() < 0.92


def _orders(
    work: Work,
    chance: Random,
    quotes: Sequence[Quote],
    contracts: dict[int | None, Contract],
) -> list[Order]:
    keys = [quote.key for quote in quotes]
    offered: dict[int, list[QuoteLine]] = {key: [] for key in keys}
    found = select(QuoteLine).where(col(QuoteLine.quote_id).in_(keys))
    for line in work.session.exec(found.order_by(col(QuoteLine.rank), col(QuoteLine.id))):
        offered[line.quote_id].append(line)
    made = [
        _order(chance, quote, contracts.get(quote.id), (number, work.now))
        for number, quote in enumerate(quotes, 1)
    ]
    lines = [orders.lines_from(quote, offered[quote.key]) for quote in quotes]
    plans = [_deliveries(chance, *pair, work.now) for pair in zip(made, lines, strict=True)]
    for order, own in zip(made, lines, strict=True):
        order.net = sum((line.net for line in own), Decimal(0))
        order.tax = sum((line.tax for line in own), Decimal(0))
        order.total = order.net + order.tax + order.rounding
        order.status = orders.status_of(order, own)
    store(work, made)
    for order, own in zip(made, lines, strict=True):
        for line in own:
            line.order_id = order.key
    store(work, [line for own in lines for line in own])
    for order, plan in zip(made, plans, strict=True):
        _store_deliveries(work, order, plan)
    return made


def _handed(work: Work, order: Order) -> Handover:
    """What is delivered has gone through the ERP."""
    at = order.created_at + timedelta(minutes=7)
    return Handover(
        order_id=order.key,
        state=HandoverState.ACCEPTED,
        body=erp.body_of(work, order),
        attempts=1,
        receiver_number=f"SO{order.number.removeprefix('DD')}",
        created_at=at,
        by_id=order.owner_id,
        answered_at=at + timedelta(seconds=4),
    )


def _order(
    chance: Random, quote: Quote, contract: Contract | None, place: tuple[int, datetime]
) -> Order:
    number, now = place
    begun = contract.created_at if contract else quote.updated_at
    at = min(begun + _DAY * chance.randint(2, 6), now - timedelta(hours=2))
    return Order(
        number=f"DD-{at.year}-{number:04d}",
        customer_id=quote.customer_id,
        contact_id=quote.contact_id,
        deal_id=quote.deal_id,
        quote_id=quote.id,
        contract_id=contract.id if contract else None,
        currency=quote.currency,
        rounding=quote.total - quote.net - quote.tax,
        ordered_on=at.date(),
        deliver_by=(at + _DAY * chance.choice((14, 21, 30, 45))).date(),
        **of_owner(quote, at, at),
    )


_Plan = list[tuple[datetime, list[tuple[OrderLine, Decimal]], str]]


def _deliveries(chance: Random, order: Order, lines: Sequence[OrderLine], now: datetime) -> _Plan:
    """One, two or three deliveries; those of the last weeks have not all gone out."""
    if chance.random() < 0.03:
        order.status, order.cancel_reason = OrderStatus.CANCELLED, "客户改用备选方案"
        return []
    plan: _Plan = []
    at = order.created_at
    for part in range(chance.choice((1, 1, 2, 3))):
        at += _DAY * chance.randint(4, 18)
        if at > now:
            break
        out = []
        for line in lines:
            left = line.quantity - line.delivered
            quantity = left if part or chance.random() < 0.6 else (left / 2).to_integral_value()
            if quantity:
                line.delivered += quantity
                out.append((line, quantity))
        if out:
            plan.append((at, out, f"SF{chance.randint(10**11, 10**12 - 1)}"))
    return plan


def _store_deliveries(work: Work, order: Order, plan: _Plan) -> None:
    for rank, (at, out, tracking) in enumerate(plan, 1):
        delivery = Delivery(
            order_id=order.key,
            rank=rank,
            delivered_on=at.date(),
            tracking=tracking,
            at=at,
            by_id=order.owner_id,
        )
        store(work, [delivery])
        store(
            work,
            [
                DeliveryLine(delivery_id=delivery.id or 0, line_id=line.id or 0, quantity=quantity)
                for line, quantity in out
            ],
        )
