"""What an offer comes to: pure, in exact Decimals, rounded half up line by line.

Amounts are rounded to what can be paid in their currency: cents, or whole yen and won.

Discounts, tax rates and margins are in percent. The totals are sums of rounded lines, so that
whoever adds up the printed lines gets the printed totals.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from crm_app.lib.exact import money, plain
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services.currencies import smallest

HUNDRED = Decimal(100)
ZERO = Decimal(0)


class Priced(Protocol):
    """What pricing reads of a line: a stored one, or one that is still being typed."""

    quantity: Decimal
    price: Decimal
    list_price: Decimal
    cost: Decimal
    discount: Decimal
    tax_rate: Decimal


@dataclass(frozen=True, slots=True)
class LineTotals:
    """One line, rounded: at list price, after its own discount, after the quote's, tax, cost."""

    gross: Decimal = ZERO
    amount: Decimal = ZERO
    net: Decimal = ZERO
    tax: Decimal = ZERO
    cost: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Totals:
    """An offer, rounded. `gross` is at list prices, `subtotal` before the quote's discount."""

    gross: Decimal = ZERO
    subtotal: Decimal = ZERO
    net: Decimal = ZERO
    tax: Decimal = ZERO
    total: Decimal = ZERO
    cost: Decimal = ZERO
    currency: str = "CNY"

    @property
    def discount(self) -> Decimal:
        """What is given away of the list prices by all means together, in percent, not rounded."""
        return (self.gross - self.net) * HUNDRED / self.gross if self.gross else ZERO

    @property
    def margin(self) -> Decimal | None:
        """(net - cost) / net in percent, not rounded; None where nothing is charged."""
        return (self.net - self.cost) * HUNDRED / self.net if self.net else None


def line_totals(line: Priced, discount: Decimal, currency: str = "CNY") -> LineTotals:
    """A line's figures under the quote's `discount`."""
    unit = smallest(currency)
    amount = money(line.quantity * line.price * (HUNDRED - line.discount) / HUNDRED, unit)
    net = money(amount * (HUNDRED - discount) / HUNDRED, unit)
    return LineTotals(
        gross=money(line.quantity * max(line.price, line.list_price), unit),
        amount=amount,
        net=net,
        tax=money(net * line.tax_rate / HUNDRED, unit),
        cost=money(line.quantity * line.cost, unit),
    )


def totals(lines: Iterable[Priced], discount: Decimal, currency: str = "CNY") -> Totals:
    """The sums over lines under a discount."""
    figures = [line_totals(line, discount, currency) for line in lines]
    net = sum((figure.net for figure in figures), ZERO)
    tax = sum((figure.tax for figure in figures), ZERO)
    return Totals(
        gross=sum((figure.gross for figure in figures), ZERO),
        subtotal=sum((figure.amount for figure in figures), ZERO),
        net=net,
        tax=tax,
        total=net + tax,
        cost=sum((figure.cost for figure in figures), ZERO),
        currency=currency,
    )


def with_discount(quote: Quote, lines: Iterable[Priced], discount: Decimal) -> Totals:
    """What the quote would come to under another discount; changes nothing."""
    return totals(lines, discount, quote.currency)


def apply_totals(quote: Quote, lines: Iterable[Priced]) -> Totals:
    """Write the quote's derived figures from its lines, and return them."""
    found = with_discount(quote, lines, quote.discount)
    quote.subtotal, quote.net, quote.tax = found.subtotal, found.net, found.tax
    quote.total, quote.cost = found.total, found.cost
    return found


def content_hash(quote: Quote, lines: Sequence[QuoteLine], discount: Decimal) -> str:
    """SHA-256 of what an approver judges: customer, currency, discount, and each line in order.

    Number, validity and remarks may change without a new judgement.
    """
    content = {
        "customer": quote.customer_id,
        "currency": quote.currency,
        "discount": plain(discount),
        "lines": [
            [line.product_id, line.text, line.unit]
            + [plain(getattr(line, name)) for name in Priced.__annotations__]
            for line in sorted(lines, key=lambda line: line.rank)
        ],
    }
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
