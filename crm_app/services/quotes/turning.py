"""Prices of lines that stay as they were typed, when tax or currency of their quote change."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.lib.exact import money, parse_decimal
from crm_app.models.quotes import LineKind, PriceSource, Quote, QuoteLine
from crm_app.services.currencies import Rates, rates_of, smallest
from crm_app.services.quotes.forms import LineForm

_HUNDRED = Decimal(100)
_SAID = (PriceSource.LIST, PriceSource.BOOK, PriceSource.PROMOTION)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a quote's prices were written in."""

    currency: str
    tax_included: bool

    @classmethod
    def of(cls, quote: Quote) -> "Terms":
        """Those of a quote as it stands."""
        return cls(quote.currency, quote.tax_included)


def with_tax(price: Decimal, rate: Decimal, currency: str) -> Decimal:
    """A price as it is written where prices hold their tax."""
    return money(price * (_HUNDRED + rate) / _HUNDRED, smallest(currency))


def turned_price(typed: str, rate: str, currency: str, included: bool) -> Decimal | None:
    """A typed price with its tax (`included`) or without it; None where either is no number."""
    price, percent = parse_decimal(typed or "0"), parse_decimal(rate or "0")
    if price is None or percent is None or percent <= -_HUNDRED:
        return None
    if included:
        return with_tax(price, percent, currency)
    return money(price * _HUNDRED / (_HUNDRED + percent), smallest(currency))


@query(Permission.QUOTE_READ)
def exchanged(work: Work, typed: Sequence[str], currency: str, into: str) -> list[Decimal | None]:
    """Typed amounts in another currency by today's rate; None for what is no number, or no rate."""
    numbers = [parse_decimal(one or "0") for one in typed[:1000]]
    rates = rates_of(work.session)
    return [None if one is None else _turned(work, rates, one, currency, into) for one in numbers]


def turn_quote(work: Work, quote: Quote, was: Terms, *, is_typed: bool) -> None:
    """Its discount, where that is an amount which nobody typed, in the currency it has now."""
    if quote.currency == was.currency or not quote.discount_amount or is_typed:
        return
    rates = rates_of(work.session)
    found = _turned(work, rates, quote.discount_amount, was.currency, quote.currency)
    quote.discount_amount = quote.discount_amount if found is None else found


def turn_costs(
    work: Work, quote: Quote, lines: Sequence[QuoteLine], forms: Sequence[LineForm], was: Terms
) -> None:
    """Costs that nobody typed, in the currency the quote has now; without a rate they stay."""
    if quote.currency == was.currency:
        return
    typed = {form.public_id for form in forms if form.cost is not None}
    rates = rates_of(work.session)
    for line in lines:
        if line.public_id not in typed and line.cost:
            found = _turned(work, rates, line.cost, was.currency, quote.currency)
            line.cost = line.cost if found is None else found


def standing_forms(
    work: Work, quote: Quote, lines: Sequence[QuoteLine], was: Terms
) -> list[LineForm]:
    """The lines as they are, for a quote whose customer, currency or tax changed: prices of list,
    book and promotion are left to be found anew, others are turned.
    """
    rates = rates_of(work.session)
    return [
        LineForm(
            public_id=line.public_id,
            quantity=f"{line.quantity:f}",
            discount=f"{line.discount:f}",
            price=_price(work, rates, quote, line, was),
        )
        for line in lines
    ]


def _price(work: Work, rates: Rates, quote: Quote, line: QuoteLine, was: Terms) -> str | None:
    if line.kind == LineKind.SECTION or (line.product_id and line.price_source in _SAID):
        return None
    price = _turned(work, rates, line.price, was.currency, quote.currency)
    price = line.price if price is None else price
    if quote.tax_included != was.tax_included:
        found = turned_price(f"{price:f}", f"{line.tax_rate:f}", quote.currency, quote.tax_included)
        price = price if found is None else found
    return f"{price:f}"


def _turned(work: Work, rates: Rates, amount: Decimal, code: str, into: str) -> Decimal | None:
    day = work.now.astimezone(zone(work.actor.zone)).date()
    return rates.turned(amount, code, into, day)
