"""Sums that open the list they are of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from crm_app.services.currencies import Amount


@dataclass(frozen=True, slots=True)
class ListedAmount:
    """A sum in one currency; `deals` is the address of the list behind it."""

    amount: Decimal
    currency: str
    deals: str


def listed(sums: Iterable[Amount], address: Callable[[str], str]) -> list[ListedAmount]:
    """Sums with the lists of their currencies."""
    return [ListedAmount(one.amount, one.currency, address(one.currency)) for one in sums]
