"""What promotions mean for the lines of an offer: taken, offered, collided with."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from crm_app.services.promotions.rules import Collision, Standing, best, collision
from crm_app.services.promotions.saying import brief, collides

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Judging:
    """What promotions mean for an offer, read once: as it stands, and were its discount another."""

    found: Promotions
    quote: Quote
    lines: Sequence[QuoteLine]

    @classmethod
    def of(cls, work: Work, quote: Quote, lines: Sequence[QuoteLine]) -> "Judging":
        """Inside a use case: with what runs on the day that counts."""
        ids = {line.product_id for line in lines if line.product_id is not None}
        if not ids:
            return cls(Promotions({}, {}), quote, lines)
        products = work.session.exec(select(Product).where(col(Product.id).in_(ids)))
        taken = {line.promotion_id for line in lines if line.promotion_id is not None}
        buyer = quote.customer_id, quote.currency
        with work.session.no_autoflush:
            found = promotions_for(work.session, buyer, day_of(work, quote), products, taken)
        return cls(found, quote, lines)

    def each(self) -> list[Promoted]:
        """What they mean for each line, in order."""
        if not self.found.known and not any(self.found.running.values()):
            return [NO_PROMOTION] * len(self.lines)
        whole = _whole(self.quote, self.lines, self.quote.discount, self.quote.discount_amount)
        return [_promoted(self.found, self.quote, line, whole) for line in self.lines]

    def collides(self, discount: Decimal, amount: Decimal = Decimal(0)) -> bool:
        """Whether any line collides with one under a discount of the whole, in percent or an amount."""
        whole = _whole(self.quote, self.lines, discount, amount)
        return any(_clash(self.found, self.quote, line, whole) for line in self.lines)


def promoted_lines(work: Work, quote: Quote, lines: Sequence[QuoteLine]) -> list[Promoted]:
    """Inside a use case: what promotions mean for each line, in order."""
    return Judging.of(work, quote, lines).each()


def day_of(work: Work, quote: Quote) -> date:
    """The day whose promotions count: the one it was sent on, today for what was not."""
    moment = quote.sent_at or work.now
    return moment.astimezone(zone(work.actor.zone)).date()


def _whole(quote: Quote, lines: Sequence[QuoteLine], discount: Decimal, amount: Decimal) -> Decimal:
    """The discount of the whole offer in percent, also where it is an amount."""
    if discount or not amount:
        return discount
    included = quote.tax_included
    sums = pricing.totals(lines, Decimal(0), quote.currency, tax_included=included)
    if not sums.subtotal:
        return Decimal(0)
    return min(_HUNDRED, amount * _HUNDRED / sums.subtotal)


def _promoted(found: Promotions, quote: Quote, line: QuoteLine, whole: Decimal) -> Promoted:
    running = found.of(line.product_id, line.quantity)
    taken = found.known.get(line.promotion_id or 0)
    if line.product_id is None or (taken is None and not running):
        return NO_PROMOTION
    line_standing = standing(quote, line, whole)
    other = best((one for one in running if one is not taken), line_standing.found)
    clash = _clash(found, quote, line, whole)
    about = line.text, quote.currency
    return Promoted(
        **_words("taken", taken),
        **_words("offer", other),
        collides_zh=collides(clash, line_standing, about, "zh") if clash else "",
        collides_en=collides(clash, line_standing, about, "en") if clash else "",
    )


def _clash(found: Promotions, quote: Quote, line: QuoteLine, whole: Decimal) -> Collision | None:
    taken = found.known.get(line.promotion_id or 0)
    if line.product_id is None or not pricing.counts(line):
        return None
    running = found.of(line.product_id, line.quantity)
    later = [one for one in found.about(line.product_id) if one not in running]
    return collision(standing(quote, line, whole), taken, running, later)


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
