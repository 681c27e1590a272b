"""What was sold of each product: the accepted offers of won deals, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.periods import Period
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import pricing
from crm_app.services.deals.closed import accepted_lines, month_column, won_within


@dataclass(frozen=True, slots=True)
class Sold:
    """A line that was sold: of which deal, in which month, for how much without tax."""

    month: Period
    product_id: int
    deal_id: int
    currency: str
    quantity: Decimal
    net: Decimal
    cost: Decimal


def sold_lines(work: Work, months: Sequence[Period]) -> list[Sold]:
    """The counted lines with a product, of accepted quotes of deals won in these months (which
    follow each other) that one may see.
    """
    columns: list[Any] = [
        month_column(Deal.closed_at, months, work.actor.zone),
        *(Deal.id, Quote.id, Quote.currency, Quote.discount, Quote.discount_amount),
        *(Quote.tax_included, QuoteLine),
    ]
    found = (
        select(*columns)
        .join(Quote, col(Quote.deal_id) == Deal.id)
        .join(QuoteLine, col(QuoteLine.quote_id) == Quote.id)
        .where(*won_within(work, months), *accepted_lines())
    )
    ordered = work.narrowed(found, Deal).order_by(col(Quote.id), col(QuoteLine.rank))
    offers: dict[int, list[Any]] = {}
    for row in work.session.exec(ordered):
        offers.setdefault(row[2], []).append(row)
    return [line for rows in offers.values() for line in _lines(rows, months)]


def _lines(rows: Sequence[Any], months: Sequence[Period]) -> list[Sold]:
    """The lines of one offer that have a product; a discount of the whole is spread over all."""
    place, deal_id, _, code, discount, amount, included, _ = rows[0]
    each = pricing.each_line(
        [row[-1] for row in rows], discount, code, tax_included=included, amount=amount
    )
    head = (months[place],)
    return [
        Sold(*head, line.product_id, deal_id, code, line.quantity, found.net, found.cost)
        for line, found in each
        if isinstance(line, QuoteLine) and line.product_id is not None
    ]
