"""What is given away of the list prices in offers that went out: by seller, and by product."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.quotes import Product, Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing
from crm_app.services.approvals.rows import ZERO, Words
from crm_app.services.pricing import LineTotals
from crm_app.services.references import users_by_id

_OUT = (QuoteStatus.SENT, QuoteStatus.ACCEPTED, QuoteStatus.DECLINED)


@dataclass(frozen=True, slots=True)
class LeakRow:
    """What was given away of the list prices in sent offers: by a seller or of a product."""

    key: str
    name: Words
    quotes: int
    listed: Decimal
    given: Decimal
    percent: Decimal
    currency: str


def leaks(work: Work, period: tuple[datetime, datetime]) -> tuple[list[LeakRow], list[LeakRow]]:
    """By seller and by product, over what went out in the period and was not replaced since."""
    if not work.actor.can(Permission.QUOTE_READ):
        return [], []
    sellers, products = _Sums(), _Sums()
    for line, figure, quote in _lines(work, period):
        sellers.add(quote.owner_id, quote, figure.gross, figure.net)
        if line.product_id is not None:
            products.add(line.product_id, quote, figure.gross, figure.net)
    people = users_by_id(work.session, [key for key, _ in sellers.listed])
    wanted = select(Product).where(col(Product.id).in_([key for key, _ in products.listed]))
    goods = {row.id or 0: row for row in work.session.exec(wanted)}
    return (
        sellers.rows({k: (one.public_id, Words(one.name, one.name)) for k, one in people.items()}),
        products.rows(
            {k: (one.public_id, Words(one.name_zh, one.name_en)) for k, one in goods.items()}
        ),
    )


def _lines(
    work: Work, period: tuple[datetime, datetime]
) -> Iterator[tuple[QuoteLine, LineTotals, Quote]]:
    sent = (
        col(Quote.status).in_(_OUT),
        col(Quote.sent_at) >= period[0],
        col(Quote.sent_at) < period[1],
    )
    quotes = {quote.key: quote for quote in work.session.exec(work.visible(Quote).where(*sent))}
    ids = work.narrowed(select(Quote.id), Quote).where(*sent)
    lines: dict[int, list[QuoteLine]] = {}
    found = select(QuoteLine).where(col(QuoteLine.quote_id).in_(ids))
    for line in work.session.exec(found.order_by(col(QuoteLine.rank))):
        lines.setdefault(line.quote_id, []).append(line)
    for key, quote in quotes.items():
        own = lines.get(key, [])
        for line, figure in zip(own, pricing.quote_lines(quote, own), strict=True):
            if pricing.counts(line):
                yield line, figure, quote


class _Sums:
    """List prices and what was charged, by key and currency."""

    def __init__(self) -> None:
        self.listed: dict[tuple[int, str], Decimal] = {}
        self._charged: dict[tuple[int, str], Decimal] = {}
        self._quotes: dict[tuple[int, str], set[int]] = {}

    def add(self, key: int, quote: Quote, gross: Decimal, net: Decimal) -> None:
        """One line of an offer."""
        at = key, quote.currency
        self.listed[at] = self.listed.get(at, ZERO) + gross
        self._charged[at] = self._charged.get(at, ZERO) + net
        self._quotes.setdefault(at, set()).add(quote.key)

    def rows(self, names: dict[int, tuple[str, Words]], most: int = 50) -> list[LeakRow]:
        """The most given away first; of several currencies, each by itself."""
        found = []
        for (key, currency), listed in self.listed.items():
            given = listed - self._charged[key, currency]
            public_id, name = names.get(key, ("", Words()))
            percent = round(given * 100 / listed, 2) if listed else ZERO
            count = len(self._quotes[key, currency])
            found.append(LeakRow(public_id, name, count, listed, given, percent, currency))
        found.sort(key=lambda row: (row.currency != "CNY", row.currency, -row.given, row.key))
        return found[:most]
