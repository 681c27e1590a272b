"""Sums that open the list they are of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote_plus

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


# A forecast has hundreds of addresses, of few values.
_quoted = lru_cache(4096)(quote_plus)


def deals_at(asked: Mapping[str, str]) -> str:
    """The address of a list of deals; what is empty narrows nothing."""
    given = [f"{name}={_quoted(value)}" for name, value in asked.items() if value]
    return "/deals?" + "&".join(given)
