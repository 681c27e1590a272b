"""The figures of a quote as it stands, or under another discount; what of it an approver judges."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal

from crm_app.lib.exact import plain
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services.pricing.sums import (
    ZERO,
    LineTotals,
    Priced,
    RateTotals,
    Totals,
    by_rate,
    counts,
    each_line,
    totals,
)

_JUDGED = ("quantity", "price", "list_price", "cost", "discount", "tax_rate")


def with_discount(quote: Quote, lines: Iterable[Priced], discount: Decimal) -> Totals:
    """What the quote would come to under another discount; changes nothing.

    A discount that is an amount belongs to the quote as it stands: another one takes its place.
    """
    return totals(
        lines,
        discount,
        quote.currency,
        tax_included=quote.tax_included,
        amount=quote.discount_amount if discount == quote.discount else ZERO,
        step=quote.step,
    )


def at_discount(
    quote: Quote, lines: Iterable[Priced], discount: Decimal, amount: Decimal = ZERO
) -> Totals:
    """What the quote would come to under a discount in percent instead of the one it has, or under
    an amount.
    """
    included, step = quote.tax_included, quote.step
    how = {"tax_included": included, "amount": amount, "step": step}
    return totals(lines, discount, quote.currency, **how)


def quote_lines(quote: Quote, lines: Iterable[Priced]) -> list[LineTotals]:
    """The figures of each line of a quote as it stands, in order."""
    each = each_line(
        lines,
        quote.discount,
        quote.currency,
        tax_included=quote.tax_included,
        amount=quote.discount_amount,
    )
    return [found for _, found in each]


def quote_rates(quote: Quote, lines: Iterable[Priced]) -> list[RateTotals]:
    """The sums of each tax rate of a quote as it stands."""
    return by_rate(
        lines,
        quote.discount,
        quote.currency,
        tax_included=quote.tax_included,
        amount=quote.discount_amount,
    )


def sold(quote: Quote, lines: Iterable[Priced]) -> list[tuple[Decimal, Decimal]]:
    """(Net, cost) of each line as far as it is added up: together they are the quote's."""
    each = each_line(
        lines,
        quote.discount,
        quote.currency,
        tax_included=quote.tax_included,
        amount=quote.discount_amount,
    )
    return [(got.net, got.cost) if counts(line) else (ZERO, ZERO) for line, got in each]


def apply_totals(quote: Quote, lines: Iterable[Priced]) -> Totals:
    """Write the quote's derived figures and those of its lines, and return the totals."""
    if quote.discount:
        quote.discount_amount = ZERO
    lines = list(lines)
    for line, figures in zip(lines, sold(quote, lines), strict=True):
        if isinstance(line, QuoteLine):
            line.sold_net, line.sold_cost = figures
    found = with_discount(quote, lines, quote.discount)
    quote.subtotal, quote.net, quote.tax = found.subtotal, found.net, found.tax
    quote.total, quote.cost = found.total, found.cost
    return found


def content_hash(quote: Quote, lines: Sequence[QuoteLine], discount: Decimal) -> str:
    """SHA-256 of what an approver judges: customer, currency, discount, payment, and each line.

    Number, validity and remarks may change without a new judgement. What a quote of old did not
    have is named only where it is used, so that what was judged then still is.
    """
    content: dict[str, object] = {
        "customer": quote.customer_id,
        "currency": quote.currency,
        "discount": plain(discount),
        "lines": [
            [line.product_id, line.text, line.unit]
            + [plain(getattr(line, name)) for name in _JUDGED]
            + ([line.kind, line.is_optional] if not counts(line) else [])
            for line in sorted(lines, key=lambda line: line.rank)
        ],
    }
    if quote.tax_included:
        content["tax_included"] = True
    if quote.payment_days is not None:
        content["payment_days"] = quote.payment_days
    if quote.payment_terms:
        content["payment_terms"] = quote.payment_terms
    if quote.discount_amount and discount == quote.discount:
        content["discount_amount"] = plain(quote.discount_amount)
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
