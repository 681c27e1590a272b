"""Offers that were haggled over: the version before, beside what became of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from sqlmodel import col, select, update

from crm_app.core.work import Work
from crm_app.models.deals import Deal
from crm_app.models.quotes import LineKind, Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing
from crm_app.services.demo import offers
from crm_app.services.demo.bulk import store
from crm_app.services.quotes.lines import copied_lines

_EACH = 5  # one in so many of what a customer was sent
_DAYS = 9  # between the first offer and the second, where the deal is old enough
_COPIED = ("number", "customer_id", "contact_id", "deal_id", "currency", "discount", "step")
_COPIED += ("discount_amount", "tax_included", "payment_days", "note", "owner_id", "team_id")
_COPIED += ("created_by", "updated_by", "is_demo")


def haggle(work: Work, chance: Random, quotes: Sequence[Quote]) -> list[Quote]:
    """Make every fifth offer that is out, or was accepted, the second version of its number.

    The first had less of a discount, other terms, one product less and another quantity. Returns
    the first versions.
    """
    out = (QuoteStatus.SENT, QuoteStatus.ACCEPTED)
    chosen = [quote.key for quote in quotes if quote.status in out][::_EACH]
    found = select(Quote, Deal.created_at).join(Deal, col(Deal.id) == Quote.deal_id)
    seconds = work.session.exec(found.where(col(Quote.id).in_(chosen)).order_by(col(Quote.id)))
    firsts, offered = [], []
    for second, begun in seconds.all():
        assert second.sent_at is not None
        lines = copied_lines(work.session, second)
        first = _first(second, max(begun, second.sent_at - timedelta(days=_DAYS)))
        _unhaggled(lines)
        pricing.apply_totals(first, lines)
        firsts.append(first)
        offered.append((second, lines))
    # Past the session's notes, and before the first one takes the number.
    work.session.execute(update(Quote).where(col(Quote.id).in_(chosen)).values(revision=2))
    store(work, firsts)
    for first, (second, lines) in zip(firsts, offered, strict=True):
        _descend(work, first, second, lines)
    offers.share(work, chance, firsts)
    return firsts


def _first(second: Quote, day: datetime) -> Quote:
    first = Quote(**{name: getattr(second, name) for name in _COPIED})
    first.status, first.created_at, first.updated_at = QuoteStatus.REPLACED, day, day
    first.sent_at, first.valid_until = day, (day + timedelta(days=30)).date()
    first.discount = max(Decimal(0), second.discount - 5)
    first.payment_days = 0 if second.payment_days else second.payment_days
    return first


def _unhaggled(lines: list[QuoteLine]) -> None:
    """Of three products and more the last was asked for later; of one fewer were wanted at first."""
    goods = [one for one in lines if one.kind == LineKind.ITEM and not one.is_optional]
    if len(goods) > 2:
        lines.remove(goods.pop())
    for line in goods:
        if line.quantity >= 10 and not line.tier_from:
            line.quantity -= 2
            return


def _descend(work: Work, first: Quote, second: Quote, lines: list[QuoteLine]) -> None:
    """The lines of the second say which of the first they come from."""
    for line in lines:
        line.quote_id, came_to, line.origin = first.key, line.origin, ""
        now_called = update(QuoteLine).where(
            col(QuoteLine.quote_id) == second.key, col(QuoteLine.public_id) == came_to
        )
        work.session.execute(now_called.values(origin=line.public_id))
    store(work, lines)
