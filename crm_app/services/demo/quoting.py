"""Quotes of the demo's year: for every deal that came so far, with lines from the catalogue."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from sqlmodel import select

from crm_app.core.work import Work
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Product, Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing
from crm_app.services.demo.bulk import store
from crm_app.services.demo.story import of_owner
from crm_app.services.price_books import Prices, Shelf, buyer_of


def quote(
    work: Work, chance: Random, deals: Sequence[Deal], products: Sequence[Product]
) -> list[Quote]:
    """Quotes for deals that came as far as a proposal, numbered by year."""
    stages = {stage.id: stage for stage in work.session.exec(select(Stage))}
    shelf = Shelf.of(work.session, [product.id or 0 for product in products])
    wanted = [d for d in deals if stages[d.stage_id].rank >= stages_rank(stages, "proposal")]
    quotes, all_lines = [], []
    for number, deal in enumerate(sorted(wanted, key=lambda d: d.created_at), start=1):
        kind = stages[deal.stage_id].kind
        status = {
            StageKind.WON: QuoteStatus.ACCEPTED,
            StageKind.LOST: QuoteStatus.DECLINED,
        }.get(kind, QuoteStatus.SENT if chance.random() < 0.5 else QuoteStatus.DRAFT)
        made = Quote(
            number=f"D-{deal.created_at.year}-{number:04d}",
            customer_id=deal.customer_id,
            contact_id=deal.contact_id,
            deal_id=deal.id,
            status=status,
            discount=Decimal(chance.choice((0, 0, 3, 5, 5, 8, 10))),
            valid_until=(deal.stage_entered_at + timedelta(days=30)).date(),
            sent_at=None if status is QuoteStatus.DRAFT else deal.stage_entered_at,
            **of_owner(deal, deal.stage_entered_at, deal.stage_entered_at),
        )
        if kind is StageKind.OPEN and deal.name.isascii():
            made.currency = deal.currency = "EUR" if number % 3 == 0 else "USD"
        buyer = buyer_of(work.session, deal.customer_id)
        known = shelf.prices(buyer, made.currency, made.created_at.date())
        lines = _lines(chance, products, known)
        pricing.apply_totals(made, lines)
        if kind is not StageKind.LOST:
            deal.amount = made.net
        quotes.append(made)
        all_lines.append(lines)
    store(work, quotes)
    for made, lines in zip(quotes, all_lines, strict=True):
        for line in lines:
            line.quote_id = made.key
    store(work, [line for lines in all_lines for line in lines])
    work.session.bulk_save_objects(wanted)
    return quotes


def stages_rank(stages: dict[int | None, Stage], key: str) -> int:
    """The rank of the stage with a key."""
    return next(stage.rank for stage in stages.values() if stage.key == key)


def _lines(chance: Random, products: Sequence[Product], known: Prices) -> list[QuoteLine]:
    chosen = chance.sample(list(products), chance.randint(2, 5))
    return [
        _line(product, Decimal(quantity), known, rank)
        for rank, product in enumerate(chosen, start=1)
        for quantity in [1 if product.price > 10_000 else chance.choice((2, 5, 10, 20))]
    ]


def _line(product: Product, quantity: Decimal, known: Prices, rank: int) -> QuoteLine:
    """At the price of book and tier, or the product's own; in the currency of the offer."""
    found = known.of(product, quantity)
    return QuoteLine(
        quote_id=0,
        rank=rank,
        product_id=product.id,
        text=product.name_zh,
        unit=product.unit,
        quantity=quantity,
        price=found.price,
        list_price=found.price,
        cost=known.turned(product.cost, product.currency) or Decimal(0),
        tax_rate=product.tax_rate,
        price_source=found.source.value,
        price_book_id=found.book.id if found.book else None,
        tier_from=found.tier_from,
    )
