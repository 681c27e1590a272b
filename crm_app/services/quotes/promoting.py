"""Promotions on the lines of a quote: taken, left, and gone with what they were taken for."""

from decimal import Decimal

from crm_app.core.errors import Invalid
from crm_app.models.prices import Promotion
from crm_app.models.quotes import LineKind, PriceSource, QuoteLine
from crm_app.services.currencies import read_number
from crm_app.services.price_books import Price
from crm_app.services.quotes.forms import LineForm
from crm_app.services.quotes.offer import Offer


def promote(offer: Offer, line: QuoteLine, form: LineForm) -> None:
    """Take the promotion that a form names, or leave the one there is ("").

    A discount or price that is typed beside it stays: only what is not typed is the promotion's.
    """
    if line.kind == LineKind.SECTION:
        line.promotion_id = None
        return
    taken = offer.promotions.known.get(line.promotion_id or 0)
    wanted = form.promotion
    if wanted is not None and wanted != (taken.public_id if taken else ""):
        if taken is not None:
            _leave(offer, line, taken)
        taken = _running(offer, line, wanted) if wanted else None
        if taken is not None and taken.discount and not read_number(form.discount, "discount"):
            line.discount = taken.discount
    if taken is None:
        return
    line.promotion_id = taken.id
    if taken.price:
        _put_price(offer, line, taken, is_typed=form.price is not None)


def _running(offer: Offer, line: QuoteLine, public_id: str) -> Promotion:
    for one in offer.promotions.about(line.product_id):
        if one.public_id == public_id and one.least_quantity > line.quantity:
            least = f"{one.least_quantity.normalize():f}"
            raise Invalid("promotions.too_few", field="promotion", least=least)
        if one.public_id == public_id:
            return one
    raise Invalid("promotions.not_running", field="promotion")


def _put_price(offer: Offer, line: QuoteLine, taken: Promotion, *, is_typed: bool) -> None:
    """The promotion's price, unless another one is typed; in another currency it is none."""
    if taken.currency != offer.quote.currency:
        _leave(offer, line, taken)
        return
    if taken not in offer.promotions.of(line.product_id, line.quantity):
        return  # what it was taken at stays, and that it ran out is said
    included = offer.quote.tax_included
    price = Price(taken.price).written(line.tax_rate, taken.currency, tax_included=included)
    if not is_typed or line.price == price:
        line.price, line.price_source = price, PriceSource.PROMOTION.value


def _leave(offer: Offer, line: QuoteLine, taken: Promotion) -> None:
    """Without it: the price of book or list, and no discount that was only the promotion's."""
    line.promotion_id = None
    if line.price_source == PriceSource.PROMOTION:
        offer.take_found(line)
    if taken.discount and line.discount == taken.discount:
        line.discount = Decimal(0)
