"""Promotions of the demo: one over, two that run, one to come; some drafts took what runs."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.deals import Deal
from crm_app.models.prices import ProductCategory, Promotion, PromotionTarget
from crm_app.models.quotes import Product, Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing
from crm_app.services.demo.bulk import store

_FAIR = "双十一设备节"
# names, what it gives, first and last day from today, group or product it is about
_PROMOTIONS = (
    ("秋季耗材促销", "Autumn supplies", {"discount": "12"}, (-85, -40), "supplies"),
    (_FAIR, "November equipment fair", {"discount": "8"}, (-18, 24), "device"),
    ("新客软件特价", "Software for newcomers", {"price": "42800"}, (-40, 50), "PE-100"),
    ("年末服务季", "Year-end services", {"discount": "15"}, (12, 45), "service"),
)


def run(work: Work, groups: Mapping[str, ProductCategory], by_code: Mapping[str, Product]) -> None:
    """Lay the promotions down; newcomers may have more off, the others stand alone."""
    today = work.now.date()
    for zh, en, gives, (first, last), about in _PROMOTIONS:
        for_newcomers = about in by_code
        made = Promotion(
            name_zh=zh,
            name_en=en,
            tiers=["B", "C"] if for_newcomers else [],
            is_stackable=for_newcomers,
            valid_from=today + timedelta(days=first),
            valid_until=today + timedelta(days=last),
            discount=Decimal(gives.get("discount", 0)),
            price=Decimal(gives.get("price", 0)),
            is_demo=True,
        )
        work.add(made)
        product = by_code[about].id if for_newcomers else None
        group = None if for_newcomers else groups[about].id
        target = PromotionTarget(promotion_id=made.id or 0, product_id=product, category_id=group)
        store(work, [target])


def take(work: Work, quotes: Sequence[Quote]) -> None:
    """Drafts without a discount of their own take the fair on their equipment."""
    found = select(Promotion).where(col(Promotion.name_zh) == _FAIR, col(Promotion.is_demo))
    fair = work.session.exec(found).one()
    within = select(PromotionTarget.category_id).where(col(PromotionTarget.promotion_id) == fair.id)
    goods = set(work.session.exec(select(Product.id).where(col(Product.category_id).in_(within))))
    chosen = {
        quote.key: quote
        for quote in quotes
        if quote.status is QuoteStatus.DRAFT and not quote.discount
    }
    every = select(QuoteLine).where(col(QuoteLine.quote_id).in_(chosen))
    lines: dict[int, list[QuoteLine]] = {}
    for line in work.session.exec(every.order_by(col(QuoteLine.rank))):
        lines.setdefault(line.quote_id, []).append(line)
    for key, own in lines.items():
        quote = chosen[key]
        for line in own:
            if line.product_id in goods:
                line.promotion_id, line.discount = fair.id, fair.discount
        pricing.apply_totals(quote, own)
        deal = work.session.get(Deal, quote.deal_id) if quote.deal_id else None
        if deal is not None:
            deal.amount = quote.net
    work.session.bulk_save_objects([line for own in lines.values() for line in own])
    work.session.bulk_save_objects(list(chosen.values()))
