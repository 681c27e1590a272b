"""What conditions of lists of contracts look at."""

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from crm_app.core.asking import Asked, enum_field, number
from crm_app.core.work import Work
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.customers import Customer
from crm_app.services.asked import named, owner, times


def _of_customer(_: Work, condition: Any) -> Any:
    """A contract's row names its customer, so whoever sees the one may look for the other."""
    return col(Contract.customer_id).in_(select(Customer.id).where(condition))


FIELDS: dict[str, Asked] = {
    "number": Asked("text", col(Contract.number), "contracts.number"),
    "title": Asked("text", col(Contract.title), "contracts.title_field", blank=True),
    "customer": replace(named(Customer, "customer", "contracts.customer"), through=_of_customer),
    "status": enum_field(
        col(Contract.status), ContractStatus, "contracts.status", "contracts.status"
    ),
    "amount": Asked("number", col(Contract.amount), "contracts.amount", number),
    "currency": Asked("text", col(Contract.currency), "contracts.currency", blank=True),
    "received": Asked("number", col(Contract.received), "contracts.received", number),
    "signed": Asked("day", col(Contract.signed_on), "contracts.signed_on"),
    "starts": Asked("day", col(Contract.starts_on), "contracts.starts_on"),
    "ends": Asked("day", col(Contract.ends_on), "contracts.ends_on"),
    "owner": owner(Contract),
    **times(Contract),
}
