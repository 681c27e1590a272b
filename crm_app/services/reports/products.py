"""What was sold of which product, and how much of it is likely to be sold next."""

from collections.abc import Iterable
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import today
from crm_app.lib.periods import Period, month_of
from crm_app.models.quotes import Product
from crm_app.services import deals
from crm_app.services.reports import rules
from crm_app.services.reports.addresses import Lists
from crm_app.services.reports.rows import Outlook, ProductSales


@query(Permission.DEAL_READ)
def product_sales(work: Work, period: str) -> list[ProductSales]:
    """What was sold of each product in a period: accepted quotes of won deals, without tax."""
    wanted = rules.a_period(period)
    sold = deals.sold_sums(work, wanted.parts())
    products = products_of(work, (one.product_id for one in sold))
    most: dict[str, Decimal] = {}
    for one in sold:
        most[one.currency] = max(most.get(one.currency, Decimal(0)), one.net)
    rows = [_sales(work, products[one.product_id], one, most, wanted) for one in sold]
    return sorted(rows, key=lambda row: (row.currency != "CNY", -row.revenue, row.en))


def _sales(
    work: Work, product: Product, one: deals.Sold, most: dict[str, Decimal], period: Period
) -> ProductSales:
    seen = work.actor.can(Permission.COST_READ)
    return ProductSales(
        public_id=product.public_id,
        zh=product.name_zh,
        en=product.name_en,
        unit=product.unit,
        currency=one.currency,
        quantity=one.quantity,
        revenue=one.net,
        cost=one.cost if seen else None,
        margin=rules.margin(one.net, one.cost) if seen else None,
        count=one.count,
        share=rules.share(one.net, most[one.currency]),
        deals=Lists("", period).sold(product.public_id, one.currency),
    )


@query(Permission.DEAL_READ)
def product_outlook(work: Work) -> list[Outlook]:
    """How much of each product is likely to be sold this month, with the error of saying so."""
    running = month_of(today(work.actor.zone))
    months = [running.moved(step) for step in range(-12, 0)]
    sold: dict[int, list[Decimal]] = {}
    for one in deals.sold_sums(work, months, monthly=True):
        assert one.month is not None, "asked month by month"
        row = sold.setdefault(one.product_id, [Decimal(0)] * len(months))
        row[months.index(one.month)] += one.quantity
    products = products_of(work, sold)
    whole = {
        "closed_from": months[-rules.WINDOW].first.isoformat(),
        "closed_to": months[-1].last.isoformat(),
    }
    rows = [
        Outlook(
            *(products[key].public_id, products[key].name_zh, products[key].name_en),
            products[key].unit,
            running.key,
            rules.next_month(quantities),
            *rules.backtest(quantities),
            Lists("", running).any(state="won", sold=products[key].public_id, **whole),
        )
        for key, quantities in sold.items()
    ]
    return sorted(rows, key=lambda row: (-row.quantity, row.en))


def products_of(work: Work, keys: Iterable[int]) -> dict[int, Product]:
    """Inner id → product."""
    found = select(Product).where(col(Product.id).in_(set(keys)))
    return {row.id: row for row in work.session.exec(found) if row.id is not None}
