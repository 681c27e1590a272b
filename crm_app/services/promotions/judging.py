"""What promotions mean for the lines of an offer: taken, offered, collided with."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.models.prices import Promotion
from crm_app.models.quotes import Product, Quote, QuoteLine
from crm_app.services import pricing
from crm_app.services.promotions.finding import Promotions, promotions_for
from crm_app.services.promotions.rows import NO_PROMOTION, Promoted
from crm_app.services.promotions.rules import Standing, best, collision
from crm_app.services.promotions.saying import brief, collides

_HUNDRED = Decimal(100)


def promoted_lines(work: Work, quote: Quote, lines: Sequence[QuoteLine]) -> list[Promoted]:
    """Inside a use case: what promotions mean for each line, in order."""
    ids = {line.product_id for line in lines if line.product_id is not None}
    if not ids:
        return [NO_PROMOTION] * len(lines)
    products = work.session.exec(select(Product).where(col(Product.id).in_(ids)))
    taken = {line.promotion_id for line in lines if line.promotion_id is not None}
    buyer = quote.customer_id, quote.currency
    with work.session.no_autoflush:
        found = promotions_for(work.session, buyer, day_of(work, quote), products, taken)
    if not found.known and not any(found.running.values()):
        return [NO_PROMOTION] * len(lines)
    whole = _whole(quote, lines)
    return [_promoted(found, quote, line, whole) for line in lines]


def day_of(work: Work, quote: Quote) -> date:
    """The day whose promotions count: the one it was sent on, today for what was not."""
    moment = quote.sent_at or work.now
    return moment.astimezone(zone(work.actor.zone)).date()


def _whole(quote: Quote, lines: Sequence[QuoteLine]) -> Decimal:
    """The discount of the whole offer in percent, also where it is an amount."""
    if quote.discount or not quote.discount_amount:
        return quote.discount
    included = quote.tax_included
    sums = pricing.totals(lines, Decimal(0), quote.currency, tax_included=included)
    if not sums.subtotal:
        return Decimal(0)
    return min(_HUNDRED, quote.discount_amount * _HUNDRED / sums.subtotal)


def _promoted(found: Promotions, quote: Quote, line: QuoteLine, whole: Decimal) -> Promoted:
    running = found.of(line.product_id)
    taken = found.known.get(line.promotion_id or 0)
    if line.product_id is None or (taken is None and not running):
        return NO_PROMOTION
    line_standing = standing(quote, line, whole)
    other = best((one for one in running if one is not taken), line_standing.found)
    clash = collision(line_standing, taken, running) if pricing.counts(line) else None
    about = line.text, quote.currency
    return Promoted(
        **_words("taken", taken),
        **_words("offer", other),
        collides_zh=collides(clash, line_standing, about, "zh") if clash else "",
        collides_en=collides(clash, line_standing, about, "en") if clash else "",
    )


def standing(quote: Quote, line: QuoteLine, whole: Decimal) -> Standing:
    """A line's prices of one piece, without tax."""
    part = _HUNDRED + line.tax_rate
    bare = line.price * _HUNDRED / part if quote.tax_included else line.price
    charged = bare * (_HUNDRED - line.discount) / _HUNDRED
    return Standing(line.list_price or bare, charged, whole)


def _words(name: str, one: Promotion | None) -> dict[str, str]:
    if one is None:
        return {}
    return {name: one.public_id, f"{name}_zh": brief(one, "zh"), f"{name}_en": brief(one, "en")}
