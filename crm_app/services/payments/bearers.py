"""What money belongs to: a contract, or an order that has none."""

from decimal import Decimal
from typing import Any

from sqlmodel import col, func, or_, select, update

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.orders import Order, OrderStatus
from crm_app.models.payments import InvoiceRequest, InvoiceStatus, Payment
from crm_app.services.references import NOBODY, Reference, named_records

Bearer = Contract | Order
_MODELS: dict[str, tuple[type[Contract] | type[Order], Permission]] = {
    "contract": (Contract, Permission.CONTRACT_READ),
    "order": (Order, Permission.ORDER_READ),
}


def find_bearer(work: Work, kind: str, public_id: str) -> Bearer:
    """The contract or order; refuses an order whose money is with its contract."""
    if kind not in _MODELS:
        raise Invalid("payments.kind_unknown", field="kind", kind=kind[:20])
    model, permission = _MODELS[kind]
    work.actor.require(permission)
    bearer: Bearer = work.find(model, public_id)
    if isinstance(bearer, Order) and bearer.contract_id is not None:
        raise Conflict("payments.on_contract", number=bearer.number)
    return bearer


def bearer_of(work: Work, row: Any) -> Bearer:
    """The contract or order that an instalment, a payment or a request belongs to; the actor has
    found the row itself."""
    if row.contract_id is not None:
        return work.session.get_one(Contract, row.contract_id)
    return work.session.get_one(Order, row.order_id)


def check_live(bearer: Bearer) -> None:
    """Refuse money for what was cancelled."""
    if bearer.status in (ContractStatus.CANCELLED, OrderStatus.CANCELLED):
        raise Conflict("payments.cancelled", number=bearer.number)


def amount_of(bearer: Bearer) -> Decimal:
    """What it comes to, with tax."""
    return bearer.amount if isinstance(bearer, Contract) else bearer.total


def link_to(bearer: Bearer) -> dict[str, Any]:
    """The columns of a row that belongs to it."""
    column = "contract_id" if isinstance(bearer, Contract) else "order_id"
    return {column: bearer.key, "customer_id": bearer.customer_id}


def of_bearer(model: Any, bearer: Bearer) -> Any:
    """Condition: the rows of `model` that belong to it and are not in the recycle bin."""
    column = model.contract_id if isinstance(bearer, Contract) else model.order_id
    return (col(column) == bearer.key) & col(model.deleted_at).is_(None)


def is_owed(model: Any) -> Any:
    """Condition: the rows of `model` belong to something that counts: neither draft nor cancelled."""
    contracts = select(Contract.id).where(
        col(Contract.status).not_in((ContractStatus.DRAFT, ContractStatus.CANCELLED)),
        col(Contract.deleted_at).is_(None),
    )
    orders = select(Order.id).where(
        col(Order.status) != OrderStatus.CANCELLED, col(Order.deleted_at).is_(None)
    )
    return or_(col(model.contract_id).in_(contracts), col(model.order_id).in_(orders))


def refresh_sums(work: Work, bearer: Bearer) -> None:
    """Inside a command: write what came in and what is invoiced.

    Derived figures: they make no new version of the contract, whose form may be open somewhere.
    """
    work.session.flush()
    model = type(bearer)
    values = {"received": received_of(work, bearer), "invoiced": invoiced_of(work, bearer)}
    if any(getattr(bearer, name) != value for name, value in values.items()):
        work.session.exec(update(model).where(col(model.id) == bearer.key).values(**values))
    kind = str(model.__tablename__)
    work.touch(kind)
    work.touch(f"{kind}:{bearer.public_id}")


def received_of(work: Work, bearer: Bearer) -> Decimal:
    """All payments that hold."""
    held = of_bearer(Payment, bearer) & col(Payment.voided_at).is_(None)
    return work.session.exec(select(func.sum(Payment.amount)).where(held)).one() or Decimal(0)


def invoiced_of(
    work: Work, bearer: Bearer, status: InvoiceStatus = InvoiceStatus.ISSUED
) -> Decimal:
    """All invoices in a state: those that were issued."""
    held = of_bearer(InvoiceRequest, bearer) & (col(InvoiceRequest.status) == status)
    total = select(func.sum(InvoiceRequest.amount)).where(held)
    return work.session.exec(total).one() or Decimal(0)


def bearers_of(work: Work, rows: Any) -> dict[Any, Reference]:
    """Row id → the contract or order it belongs to, by its number."""
    contracts = named_records(work.session, Contract, (row.contract_id for row in rows))
    orders = named_records(work.session, Order, (row.order_id for row in rows))
    return {
        row.id: contracts.get(row.contract_id or 0) or orders.get(row.order_id or 0, NOBODY)
        for row in rows
    }
