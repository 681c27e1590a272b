"""What conditions of lists of orders look at."""

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from crm_app.core.asking import Asked, enum_field, number
from crm_app.core.work import Work
from crm_app.models.contracts import Contract
from crm_app.models.customers import Customer
from crm_app.models.orders import Order, OrderStatus
from crm_app.services.asked import named, owner, times


def _of_customer(_: Work, condition: Any) -> Any:
    """An order's row names its customer, so whoever sees the one may look for the other."""
    return col(Order.customer_id).in_(select(Customer.id).where(condition))


def _of_contract(_: Work, condition: Any) -> Any:
    """The row names the contract too."""
    return col(Order.contract_id).in_(select(Contract.id).where(condition))


FIELDS: dict[str, Asked] = {
    "number": Asked("text", col(Order.number), "orders.number"),
    "customer": replace(named(Customer, "customer", "contracts.customer"), through=_of_customer),
    "contract": Asked("text", col(Contract.number), "orders.contract", through=_of_contract),
    "status": enum_field(col(Order.status), OrderStatus, "orders.status", "orders.status"),
    "total": Asked("number", col(Order.total), "orders.total", number),
    "currency": Asked("text", col(Order.currency), "contracts.currency", blank=True),
    "ordered": Asked("day", col(Order.ordered_on), "orders.ordered_on"),
    "deliver": Asked("day", col(Order.deliver_by), "orders.deliver_by"),
    "owner": owner(Order),
    **times(Order),
}
