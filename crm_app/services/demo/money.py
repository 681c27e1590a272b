"""Plans, payments and invoices of the demo: most paid in time, some late, some waiting for finance."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.exact import CENT
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.customers import Customer
from crm_app.models.orders import Order, OrderStatus
from crm_app.models.payments import (
    Allocation,
    Instalment,
    InvoiceKind,
    InvoiceRequest,
    InvoiceStatus,
    Payment,
    PaymentMethod,
)
from crm_app.models.users import User
from crm_app.services import payments
from crm_app.services.demo.bulk import store
from crm_app.services.demo.story import of_owner
from crm_app.services.payments import Bearer
from crm_app.services.spreading import spread

_PLANS = (
    (("定金", "Deposit", 30, 0), ("发货款", "On delivery", 60, 30), ("尾款", "Balance", 10, 90)),
    (("定金", "Deposit", 50, 0), ("尾款", "Balance", 50, 45)),
    (("全款", "In full", 100, 30),),
)
_EVERY = (0.95, 0.9, 0.84)


def collect(work: Work, chance: Random, bearers: Sequence[Bearer]) -> None:
    """The money of contracts that were signed and of orders without one."""
    live = [bearer for bearer in bearers if _is_live(bearer)]
    customers = _customers(work, live)
    plans = [_plan(chance, bearer, customers[bearer.customer_id].name) for bearer in live]
    store(work, [part for plan in plans for part in plan])
    paid = [
        (part, _payment(chance, bearer, part))
        for bearer, plan in zip(live, plans, strict=True)
        for part in _paid(work, chance, plan)
    ]
    store(work, [payment for _, payment in paid])
    store(work, [_taken(part, payment) for part, payment in paid])
    work.session.bulk_save_objects([part for plan in plans for part in plan])
    _invoice(work, chance, (live, customers), [payment for _, payment in paid])
    for bearer in live:
        bearer.received = payments.received_of(work, bearer)
        bearer.invoiced = payments.invoiced_of(work, bearer)
    for model in (Contract, Order):
        work.session.bulk_save_objects([one for one in live if isinstance(one, model)])


def _customers(work: Work, bearers: Sequence[Bearer]) -> dict[int, Customer]:
    keys = {one.customer_id for one in bearers}
    found = select(Customer).where(col(Customer.id).in_(keys))
    return {row.key: row for row in work.session.exec(found)}


def _is_live(bearer: Bearer) -> bool:
    if isinstance(bearer, Contract):
        return bearer.status in (ContractStatus.IN_FORCE, ContractStatus.ENDED)
    return bearer.status is not OrderStatus.CANCELLED


def _plan(chance: Random, bearer: Bearer, name: str) -> list[Instalment]:
    parts = chance.choice(_PLANS)
    whole = payments.amount_of(bearer)
    amounts = spread(whole, [whole * percent for _, _, percent, _ in parts], CENT)
    day = bearer.created_at.date() + timedelta(chance.randint(3, 12))
    return [
        Instalment(
            **payments.link_to(bearer),
            rank=rank,
            label=zh if name[:1] >= "\u2e80" else en,
            due_on=day + timedelta(days),
            percent=Decimal(percent),
            amount=amount,
            currency=bearer.currency,
            **of_owner(bearer, bearer.created_at, bearer.created_at),
        )
        for rank, ((zh, en, percent, days), amount) in enumerate(
            zip(parts, amounts, strict=True), 1
        )
    ]


def _paid(work: Work, chance: Random, plan: Sequence[Instalment]) -> list[Instalment]:
    """What of a plan came in: in order, until something is late or not due."""
    found: list[Instalment] = []
    for place, part in enumerate(plan):
        if part.due_on > work.now.date() or chance.random() > _EVERY[min(place, 2)]:
            break
        whole = chance.random() < 0.95
        part.received = part.amount if whole else round(part.amount / 2, 2)
        found.append(part)
        if not whole:
            break
    return found


def _payment(chance: Random, bearer: Bearer, part: Instalment) -> Payment:
    day = part.due_on - timedelta(chance.randint(0, 6))
    at = bearer.created_at + (day - bearer.created_at.date())
    return Payment(
        **payments.link_to(bearer),
        received_on=day,
        amount=part.received,
        currency=part.currency,
        method=chance.choice((PaymentMethod.TRANSFER,) * 6 + (PaymentMethod.BILL,)),
        reference=f"BOC{chance.randint(10**9, 10**10 - 1)}",
        **of_owner(bearer, at, at),
    )


def _taken(part: Instalment, payment: Payment) -> Allocation:
    return Allocation(payment_id=payment.key, instalment_id=part.key, amount=part.received)


def _invoice(
    work: Work,
    chance: Random,
    whose: tuple[Sequence[Bearer], dict[int, Customer]],
    paid: Sequence[Payment],
) -> None:
    """An invoice for nearly every payment; the newest wait for finance."""
    bearers, customers = whose
    by_key = {(type(one), one.key): one for one in bearers}
    finance = work.session.exec(
        select(User.id).where(col(User.role) == "finance", col(User.is_demo))
    ).first()
    newest = sorted(paid, key=lambda payment: payment.received_on)[-4:]
    made = []
    for number, payment in enumerate(paid, 1):
        if payment not in newest and chance.random() > 0.9:
            continue
        link = (Contract, payment.contract_id) if payment.contract_id else (Order, payment.order_id)
        bearer = by_key[link[0], link[1] or 0]
        row = _request(bearer, payment, customers[bearer.customer_id])
        if number % 3 == 0 and row.tax_id:
            _make_special(row, number)
        if payment not in newest:
            row.status, row.decided_by = InvoiceStatus.ISSUED, finance
            row.number, row.issued_on = f"2511700000{number:010d}", payment.received_on
            row.decided_at = payment.created_at + timedelta(hours=chance.randint(2, 40))
            _decide_otherwise(row, number)
        made.append(row)
    store(work, made)


def _make_special(row: InvoiceRequest, number: int) -> None:
    """增值税专用发票: the buyer's bank, account, address and phone stand on it."""
    row.kind = InvoiceKind.SPECIAL
    row.bank, row.account = "示例银行城东支行", f"6200 0000 {number:04d} 0000"
    row.address, row.phone = "示例路 100 号", "+86 10 5550 0100"


def _decide_otherwise(row: InvoiceRequest, number: int) -> None:
    """Now and then finance refuses one, or voids what it has issued."""
    if number % 23 == 5:
        row.status, row.reason = InvoiceStatus.REFUSED, "抬头与合同不一致，请核对"
        row.number, row.issued_on = "", None
    elif number % 23 == 11:
        row.status, row.reason = InvoiceStatus.VOID, "客户要求换开专用发票"


def _request(bearer: Bearer, payment: Payment, customer: Customer) -> InvoiceRequest:
    return InvoiceRequest(
        **payments.link_to(bearer),
        kind=InvoiceKind.ORDINARY,
        amount=payment.amount,
        currency=payment.currency,
        title=customer.legal_name_zh or customer.name,
        tax_id=customer.tax_id if len(customer.tax_id) <= 18 else "",
        content="茶叶及服务",
        **of_owner(bearer, payment.created_at, payment.created_at),
    )
