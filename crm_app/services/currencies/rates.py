"""What amounts in several currencies are worth together, in the house's own, on a day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from crm_app.lib.exact import money
from crm_app.models.prices import CurrencyRule, ExchangeRate
from crm_app.services.currencies.money import Amount, smallest

USUAL_BASE = "CNY"


@dataclass(frozen=True, slots=True)
class Dated:
    """From a day on `per` of a currency are worth `rate` of the base."""

    valid_from: date
    rate: Decimal
    per: int = 1


@dataclass(frozen=True, slots=True)
class Converted:
    """A sum in the base currency; `missing` are the currencies without a rate: not in the sum."""

    amount: Decimal
    currency: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rates:
    """The base currency, and by currency its rates, the oldest first."""

    base: str = USUAL_BASE
    of: Mapping[str, Sequence[Dated]] = field(default_factory=dict)

    def on(self, code: str, day: date) -> Dated | None:
        """The rate that counts on a day: the newest that is valid from it or before."""
        known = self.of.get(code, ())
        place = bisect_right([one.valid_from for one in known], day)
        return known[place - 1] if place else None

    def worth(self, amount: Decimal, code: str, day: date) -> Decimal | None:
        """An amount in the base currency, not rounded; None where there is no rate."""
        if code == self.base:
            return amount
        rate = self.on(code, day)
        return amount * rate.rate / rate.per if rate is not None else None

    def turned(self, amount: Decimal, code: str, into: str, day: date) -> Decimal | None:
        """An amount in another currency, rounded to what can be paid in it."""
        if code == into:
            return amount
        worth, one = self.worth(amount, code, day), self.worth(Decimal(1), into, day)
        return money(worth / one, smallest(into)) if worth is not None and one else None


def in_base(amounts: Iterable[Amount], rates: Rates, day: date) -> Converted | None:
    """What sums in several currencies are worth together; None where there is nothing to convert.

    Each is converted and rounded once, so that whoever converts what is shown gets the same.
    """
    found = list(amounts)
    if len(found) < 2:
        return None
    total, missing = Decimal(0), []
    for one in found:
        worth = rates.turned(one.amount, one.currency, rates.base, day)
        if worth is None:
            missing.append(one.currency)
        else:
            total += worth
    if len(missing) == len(found):
        return None
    return Converted(total, rates.base, tuple(missing))


def worth_together(amounts: Iterable[Amount], rates: Rates, day: date) -> list[Amount]:
    """The same as a sum to be shown beside them: one, or none."""
    found = in_base(amounts, rates, day)
    return [] if found is None else [Amount(found.amount, found.currency)]


def rates_of(session: Session) -> Rates:
    """Inside a use case: the base currency and all rates."""
    base = session.exec(select(CurrencyRule.code).where(col(CurrencyRule.is_base))).first()
    of: dict[str, list[Dated]] = {}
    for row in session.exec(select(ExchangeRate).order_by(col(ExchangeRate.valid_from))):
        of.setdefault(row.code, []).append(Dated(row.valid_from, row.rate, row.per))
    return Rates(base or USUAL_BASE, of)
