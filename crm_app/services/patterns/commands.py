"""Patterns that somebody does not want to see, and what is usual in the house."""

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.customers import Customer
from crm_app.models.patterns import DismissedPattern
from crm_app.services.patterns.visits import remember_usual

_KINDS = ("slot", "hours", "weekday", "month", "thing", "party")


@command(Permission.CUSTOMER_WRITE)
def dismiss(work: Work, customer_id: str, key: str) -> None:
    """This pattern says nothing about the customer: it is not shown again."""
    customer = work.find(Customer, customer_id)
    if key.partition(":")[0] not in _KINDS or len(key) > 80:
        raise Invalid("patterns.unknown", field="key", value=key[:20])
    if _stored(work, customer, key) is None:
        work.add(DismissedPattern(customer_id=customer.key, key=key, by_id=work.actor.user_id))


@command(Permission.CUSTOMER_WRITE)
def bring_back(work: Work, customer_id: str, key: str) -> None:
    """Show it again."""
    row = _stored(work, work.find(Customer, customer_id), key)
    if row is not None:
        work.session.delete(row)


@command(Permission.SETTINGS)
def learn_usual(work: Work) -> int:
    """Reckon from the newest orders of all what is usual; returns from how many days it was."""
    return remember_usual(work)


def _stored(work: Work, customer: Customer, key: str) -> DismissedPattern | None:
    found = select(DismissedPattern).where(
        col(DismissedPattern.customer_id) == customer.key, col(DismissedPattern.key) == key
    )
    return work.session.exec(found).first()
