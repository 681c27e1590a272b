"""What an offer comes to: pure, in exact Decimals, rounded half up line by line.

Amounts are rounded to what can be paid in their currency: cents, or whole yen and won.

Discounts, tax rates and margins are in percent. The totals are sums of rounded lines, so that
whoever adds up the printed lines gets the printed totals. Where prices hold their tax, a line's
amount is split into net and tax, and nothing is lost between them. Sections and optional lines
are not added up. List prices and costs are always without tax.

A discount of the whole offer is in percent, or else an amount: that is spread exactly over the
lines in the ratio of their amounts. A total may be rounded to steps (0.05 francs in cash).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from crm_app.lib.exact import money
from crm_app.models.quotes import LineKind
from crm_app.services.currencies import smallest, to_step
from crm_app.services.spreading import spread

HUNDRED = Decimal(100)
ZERO = Decimal(0)


class Priced(Protocol):
    """What pricing reads of a line: a stored one, or one that is still being typed."""

    kind: str
    is_optional: bool
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
    """An offer, rounded. `gross` is at list prices, without tax; `subtotal` are the amounts of the
    lines before the quote's discount, with tax where prices hold it. `total` is net, tax and
    `rounding` together.
    """

    gross: Decimal = ZERO
    subtotal: Decimal = ZERO
    net: Decimal = ZERO
    tax: Decimal = ZERO
    total: Decimal = ZERO
    cost: Decimal = ZERO
    currency: str = "CNY"
    rounding: Decimal = ZERO

    @property
    def discount(self) -> Decimal:
        """What is given away of the list prices by all means together, in percent, not rounded."""
        return (self.gross - self.net) * HUNDRED / self.gross if self.gross else ZERO

    @property
    def margin(self) -> Decimal | None:
        """(net - cost) / net in percent, not rounded; None where nothing is charged."""
        return (self.net - self.cost) * HUNDRED / self.net if self.net else None


@dataclass(frozen=True, slots=True)
class RateTotals:
    """What is taxed at one rate, and the tax on it."""

    rate: Decimal
    net: Decimal
    tax: Decimal


def counts(line: Priced) -> bool:
    """Whether a line is part of the sums."""
    return line.kind != LineKind.SECTION and not line.is_optional


def line_totals(
    line: Priced,
    discount: Decimal,
    currency: str = "CNY",
    *,
    tax_included: bool = False,
    share: Decimal = ZERO,
) -> LineTotals:
    """A line's figures under the quote's `discount`, and less its `share` of one that is an amount;
    those of a section are nothing.
    """
    if line.kind == LineKind.SECTION:
        return LineTotals()
    unit = smallest(currency)
    bare = line.price * HUNDRED / (HUNDRED + line.tax_rate) if tax_included else line.price
    amount = money(line.quantity * line.price * (HUNDRED - line.discount) / HUNDRED, unit)
    charged = money(amount * (HUNDRED - discount) / HUNDRED, unit) - share
    net = money(charged * HUNDRED / (HUNDRED + line.tax_rate), unit) if tax_included else charged
    return LineTotals(
        gross=money(line.quantity * max(bare, line.list_price), unit),
        amount=amount,
        net=net,
        tax=charged - net if tax_included else money(net * line.tax_rate / HUNDRED, unit),
        cost=money(line.quantity * line.cost, unit),
    )


def each_line(
    lines: Iterable[Priced],
    discount: Decimal,
    currency: str = "CNY",
    *,
    tax_included: bool = False,
    amount: Decimal = ZERO,
) -> list[tuple[Priced, LineTotals]]:
    """Each line with its figures; `amount` counts where there is no discount in percent, and takes
    no more than there is.
    """
    known = [
        (line, line_totals(line, discount, currency, tax_included=tax_included)) for line in lines
    ]
    if discount or not amount:
        return known
    given = money(amount, smallest(currency))
    over = [found.amount if counts(line) else ZERO for line, found in known]
    shares = spread(min(given, sum(over, ZERO)), over, smallest(currency))
    return [
        (line, line_totals(line, ZERO, currency, tax_included=tax_included, share=share))
        for (line, _), share in zip(known, shares, strict=True)
    ]


def totals(
    lines: Iterable[Priced],
    discount: Decimal,
    currency: str = "CNY",
    *,
    tax_included: bool = False,
    amount: Decimal = ZERO,
    step: Decimal = ZERO,
) -> Totals:
    """The sums over lines under a discount in percent, or one that is an amount."""
    each = each_line(lines, discount, currency, tax_included=tax_included, amount=amount)
    figures = [found for line, found in each if counts(line)]
    net = sum((figure.net for figure in figures), ZERO)
    tax = sum((figure.tax for figure in figures), ZERO)
    total = to_step(net + tax, step)
    return Totals(
        gross=sum((figure.gross for figure in figures), ZERO),
        subtotal=sum((figure.amount for figure in figures), ZERO),
        net=net,
        tax=tax,
        total=total,
        cost=sum((figure.cost for figure in figures), ZERO),
        currency=currency,
        rounding=total - net - tax,
    )


def by_rate(
    lines: Iterable[Priced],
    discount: Decimal,
    currency: str = "CNY",
    *,
    tax_included: bool = False,
    amount: Decimal = ZERO,
) -> list[RateTotals]:
    """The sums of each tax rate, the highest first; together they are those of `totals`."""
    sums: dict[Decimal, tuple[Decimal, Decimal]] = {}
    each = each_line(lines, discount, currency, tax_included=tax_included, amount=amount)
    for line, found in each:
        if counts(line):
            net, tax = sums.get(line.tax_rate, (ZERO, ZERO))
            sums[line.tax_rate] = (net + found.net, tax + found.tax)
    return [RateTotals(rate, *sums[rate]) for rate in sorted(sums, reverse=True)]


def subtotals(
    lines: Sequence[Priced], currency: str = "CNY", *, tax_included: bool = False
) -> dict[int, Decimal]:
    """The place of each section among the lines → the amounts of the lines below it, until the next.

    Those before the first section are under -1; together they are the subtotal.
    """
    sums, place = {-1: ZERO}, -1
    for at, line in enumerate(lines):
        if line.kind == LineKind.SECTION:
            place = at
            sums[place] = ZERO
        elif counts(line):
            found = line_totals(line, ZERO, currency, tax_included=tax_included)
            sums[place] += found.amount
    return sums
