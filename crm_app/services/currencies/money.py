"""Currencies that amounts may be in."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from crm_app.core.errors import Invalid
from crm_app.lib.exact import CENT, parse_any_decimal

CURRENCIES = ("CNY", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "SGD", "AUD", "CAD", "KRW", "CHF")
CURRENCIES += ("KWD", "BHD")
MOST = Decimal(10) ** 12
# These have no cents, those a thousand parts.
_WHOLE = frozenset({"JPY", "KRW"})
_THOUSANDTHS = frozenset({"KWD", "BHD"})
MILL = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; screens and the API see it as a decimal string and a currency."""

    amount: Decimal
    currency: str


def read_currency(typed: str) -> str:
    """The code somebody entered; refuses what is none of `CURRENCIES`."""
    code = typed.strip().upper()
    if code not in CURRENCIES:
        raise Invalid("money.currency_unknown", field="currency", typed=typed[:10])
    return code


def smallest(currency: str) -> Decimal:
    """The smallest amount that can be paid in a currency: what sums are rounded to."""
    if currency in _THOUSANDTHS:
        return MILL
    return Decimal(1) if currency in _WHOLE else CENT


def to_step(value: Decimal, step: Decimal) -> Decimal:
    """An amount rounded half up to whole steps (0.05 francs); a step of 0 leaves it as it is."""
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step if step else value


def read_number(typed: object, field: str, *, least: int = 0, most: Decimal = MOST) -> Decimal:
    """The number somebody entered, to four places; refuses what is none (`money.number_invalid`),
    and what is too low or too high (`money.number_low`, `money.number_high`) with the limit.
    """
    number = parse_any_decimal(typed if typed != "" else 0)
    if number is None:
        raise Invalid("money.number_invalid", field=field, typed=str(typed)[:30])
    if number < least:
        raise Invalid("money.number_low", field=field, typed=str(typed)[:30], least=least)
    if number > most:
        raise Invalid("money.number_high", field=field, typed=str(typed)[:30], most=f"{most:,f}")
    exact = number.quantize(Decimal("0.0001"))
    if exact != number:
        raise Invalid("money.too_fine", field=field)
    return exact


def added(amounts: Iterable[tuple[Decimal, str]]) -> list[Amount]:
    """Sums by currency, the largest first; different currencies are never added up."""
    sums: dict[str, Decimal] = {}
    for amount, currency in amounts:
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    return [Amount(sums[code], code) for code in sorted(sums, key=lambda code: -sums[code])]
