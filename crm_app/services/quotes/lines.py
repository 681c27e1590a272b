"""The lines of a quote: read, replaced, copied, priced."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import Session, col, select

from crm_app.core.errors import Forbidden, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.base import Owned
from crm_app.models.quotes import LineKind, Quote, QuoteLine
from crm_app.services import pricing
from crm_app.services.currencies import MOST, read_number
from crm_app.services.quotes.forms import LineForm
from crm_app.services.quotes.offer import Offer
from crm_app.services.quotes.promoting import promote
from crm_app.services.quotes.turning import Terms, turn_costs

MOST_LINES = 200
PERCENT = Decimal(100)
_NUMBERS = {
    "quantity": MOST,
    "cost": MOST,
    "discount": PERCENT,
    "tax_rate": PERCENT,
}
# What of a line makes up the offer; the rest says where the line belongs.
CONTENT = (
    "product_id",
    "text",
    "text_en",
    "unit",
    "quantity",
    "price",
    "list_price",
    "cost",
    "discount",
)
CONTENT += (
    "tax_rate",
    "kind",
    "is_optional",
    "price_source",
    "price_book_id",
    "tier_from",
    "promotion_id",
    "parts",
)


def lines_of(session: Session, quote: Quote) -> list[QuoteLine]:
    """The lines in order."""
    found = select(QuoteLine).where(col(QuoteLine.quote_id) == quote.id)
    return list(session.exec(found.order_by(col(QuoteLine.rank), col(QuoteLine.id))))


def replace_lines(
    work: Work,
    quote: Quote,
    forms: Sequence[LineForm],
    *,
    moved: bool = False,
    was: Terms | None = None,
) -> list[QuoteLine]:
    """Make a stored quote's lines those of the forms, in their order; returns them.

    `was` are the terms that the stored lines were priced in, where those have changed.
    """
    known = lines_of(work.session, quote)
    with work.session.no_autoflush:
        turn_costs(work, quote, known, forms, was or Terms.of(quote))
        made = build_lines(work, quote, forms, known, moved=moved)
        work.session.add_all(made)
        gone = [line for line in known if line not in made]
        if gone or any(work.session.is_modified(line) for line in made):
            quote.updated_at = work.now  # a changed line is a new version of its quote
    for line in gone:
        work.session.delete(line)
    work.session.flush()
    return made


def build_lines(
    work: Work,
    quote: Quote,
    forms: Sequence[LineForm],
    known: Sequence[QuoteLine],
    *,
    moved: bool = False,
) -> list[QuoteLine]:
    """The lines that the forms describe, those of `known` changed in place; nothing is stored.

    `moved`: customer, currency or tax are not those that the known prices were found for. Refuses a line that cannot be, naming it as `lines.<place from 0>.<field>`.
    """
    if len(forms) > MOST_LINES:
        raise Invalid("quotes.too_many_lines", field="lines", most=MOST_LINES)
    by_id = {line.public_id: line for line in known}
    offer = Offer.of(work, quote, forms, known)
    made: list[QuoteLine] = []
    for place, form in enumerate(forms):
        line = by_id.pop(form.public_id, None) if form.public_id else None
        try:
            is_new = line is None
            if line is None:
                line = _new_line(quote, form, offer, work.actor.language)
            line.rank = place + 1
            was = line.quantity
            _apply(work, line, form)
            offer.price(line, form, is_new=is_new, moved=moved or was != line.quantity)
            promote(offer, line, form)
        except Invalid as refusal:
            refusal.field = f"lines.{place}.{refusal.field}"
            raise
        made.append(line)
    return made


def copied_lines(session: Session, source: Quote) -> list[QuoteLine]:
    """The same lines for a new quote; list prices and costs as they were."""
    return [
        QuoteLine(
            quote_id=0,
            rank=line.rank,
            origin=line.origin or line.public_id,
            **{name: getattr(line, name) for name in CONTENT},
        )
        for line in lines_of(session, source)
    ]


def line_figures(
    quote: Quote, lines: Sequence[QuoteLine]
) -> tuple[list[Decimal], list[Decimal | None]]:
    """Each line's amount - a section's is that of the lines below it - and margin in percent."""
    included = quote.tax_included
    sections = pricing.subtotals(lines, quote.currency, tax_included=included)
    amounts: list[Decimal] = []
    margins: list[Decimal | None] = []
    for place, found in enumerate(pricing.quote_lines(quote, lines)):
        amounts.append(sections.get(place, found.amount))
        margin = pricing.Totals(net=found.net, cost=found.cost).margin
        margins.append(round(margin, 2) if margin is not None else None)
    return amounts, margins


def store(work: Work, quote: Quote, lines: Sequence[QuoteLine], owner: Owned | None) -> Quote:
    """Store a new quote, priced, with its lines; it belongs to whoever owns `owner`."""
    price_quote(quote, lines)
    work.add(quote, owner=owner)
    for line in lines:
        line.quote_id = quote.key
    work.session.add_all(lines)
    work.session.flush()
    return quote


def price_quote(quote: Quote, lines: Sequence[QuoteLine]) -> None:
    """Write the quote's totals; refuses what no one sells (`quotes.too_large`), and a discount of
    more than there is.
    """
    check_discount(quote, lines)
    if pricing.apply_totals(quote, lines).total > MOST or quote.cost > MOST:
        raise Invalid("quotes.too_large", field="lines")


def check_discount(quote: Quote, lines: Sequence[QuoteLine]) -> None:
    """Refuse a discount that is an amount and more than the lines come to."""
    if not quote.discount_amount:
        return
    included = quote.tax_included
    most = pricing.totals(lines, Decimal(0), quote.currency, tax_included=included).subtotal
    if quote.discount_amount > most:
        amount = f"{most:f} {quote.currency}"
        raise Invalid("quotes.discount_too_large", field="discount_amount", most=amount)


def _apply(work: Work, line: QuoteLine, form: LineForm) -> None:
    if form.cost is not None and not work.actor.can(Permission.COST_READ):
        raise Forbidden("products.cost_hidden")
    _apply_kind(line, form)
    _apply_texts(line, form)
    if line.kind != LineKind.SECTION:
        _apply_numbers(line, form)


def _new_line(quote: Quote, form: LineForm, offer: Offer, language: str) -> QuoteLine:
    line = QuoteLine(quote_id=quote.id or 0, rank=0, text="", tax_rate=offer.usual_tax)
    if not form.product:
        return line
    product = offer.products.get(form.product)
    if product is None:
        raise Invalid("product.not_found", field="product")
    line.product_id = product.id
    line.text = product.name_en if language == "en" else product.name_zh
    line.unit, line.tax_rate = product.unit, product.tax_rate
    line.cost = offer.cost_of(product)
    line.parts = offer.parts_of(product)
    return line


def _apply_kind(line: QuoteLine, form: LineForm) -> None:
    if form.kind is not None:
        if form.kind not in set(LineKind):
            raise Invalid("quotes.kind_unknown", field="kind")
        line.kind = form.kind
    if form.is_optional is not None:
        line.is_optional = form.is_optional
    if line.kind == LineKind.SECTION:
        line.product_id, line.is_optional, line.unit, line.quantity = None, False, "", Decimal(1)
        line.price = line.list_price = line.cost = line.discount = line.tax_rate = Decimal(0)
        line.price_source, line.price_book_id, line.tier_from = "", None, Decimal(0)
        line.parts = []


def _apply_texts(line: QuoteLine, form: LineForm) -> None:
    for field, most in (("text", 300), ("text_en", 300), ("unit", 20)):
        value = getattr(form, field)
        if value is not None:
            text = " ".join(value.split())
            if len(text) > most:
                raise Invalid("record.too_long", field=field, most=most)
            setattr(line, field, text)
    if not line.text:
        raise Invalid("quotes.text_missing", field="text")


def _apply_numbers(line: QuoteLine, form: LineForm) -> None:
    for field, most in _NUMBERS.items():
        value = getattr(form, field)
        if value is not None:
            setattr(line, field, read_number(value, field, most=most))
    if line.quantity == 0:
        raise Invalid("quotes.quantity_zero", field="quantity")
