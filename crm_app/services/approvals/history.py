"""What is known from before: this customer's offers, and how often such discounts won."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.quotes import Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing
from crm_app.services.approvals.rows import PastOffer, WinRate

_SENT = (QuoteStatus.SENT, QuoteStatus.ACCEPTED, QuoteStatus.DECLINED)
_BAND = 5
_NEWEST = 300


def past_offers(work: Work, customer_id: int, but: Quote | None, most: int = 8) -> list[PastOffer]:
    """What the customer was offered before, the newest first."""
    found = work.visible(Quote).where(
        col(Quote.customer_id) == customer_id,
        col(Quote.status).in_(_SENT),
        col(Quote.id) != (but.key if but is not None else 0),
    )
    quotes = list(work.session.exec(found.order_by(col(Quote.sent_at).desc()).limit(most)))
    given = _given(work, quotes)
    return [
        PastOffer(
            quote.public_id,
            quote.number,
            quote.revision,
            quote.status.value,
            round(given[quote.key], 2),
            quote.net,
            quote.currency,
            quote.sent_at or quote.updated_at,
        )
        for quote in quotes
    ]


def win_rate(work: Work, discount: Decimal) -> WinRate:
    """How the newest answered offers with about this whole discount ended."""
    low = min(int(discount) // _BAND * _BAND, 100 - _BAND)
    low = max(low, 0)
    found = work.visible(Quote).where(
        col(Quote.status).in_((QuoteStatus.ACCEPTED, QuoteStatus.DECLINED))
    )
    quotes = list(work.session.exec(found.order_by(col(Quote.id).desc()).limit(_NEWEST)))
    given = _given(work, quotes)
    alike = [quote for quote in quotes if low <= given[quote.key] < low + _BAND]
    won = sum(quote.status is QuoteStatus.ACCEPTED for quote in alike)
    percent = round(won * 100 / len(alike)) if alike else None
    return WinRate(low, low + _BAND, len(alike), won, percent)


def _given(work: Work, quotes: Sequence[Quote]) -> dict[int, Decimal]:
    """Quote → its whole discount in percent, lines included."""
    lines: dict[int, list[QuoteLine]] = {quote.key: [] for quote in quotes}
    for line in work.session.exec(select(QuoteLine).where(col(QuoteLine.quote_id).in_(lines))):
        lines[line.quote_id].append(line)
    return {
        quote.key: pricing.with_discount(quote, lines[quote.key], quote.discount).discount
        for quote in quotes
    }
