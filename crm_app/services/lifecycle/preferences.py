"""What one customer buys, and how much each month."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.work import Work
from crm_app.lib.exact import Exact
from crm_app.models.orders import Order, OrderLine
from crm_app.models.prices import ProductCategory
from crm_app.models.quotes import Product
from crm_app.services.currencies import Rates
from crm_app.services.lifecycle.figures import counts
from crm_app.services.lifecycle.rows import Bar

_MOST = 5
_MONTHS = 12
_Name = tuple[str, str]


def months(work: Work, customer_id: int, day: date, rates: Rates) -> list[Bar]:
    """What he spent in each of the last twelve months, the running one last."""
    place = day.year * 12 + day.month - 1
    wanted = [place - back for back in range(_MONTHS - 1, -1, -1)]
    first = date(wanted[0] // 12, wanted[0] % 12 + 1, 1)
    sums: dict[int, tuple[Decimal, int]] = dict.fromkeys(wanted, (Decimal(0), 0))
    columns: list[Any] = [Order.ordered_on, Order.total, Order.currency]
    found = select(*columns).where(
        *counts(), col(Order.customer_id) == customer_id, col(Order.ordered_on) >= first
    )
    for ordered_on, total, currency in work.session.execute(found):
        if ordered_on is None:
            continue
        at = ordered_on.year * 12 + ordered_on.month - 1
        if at in sums:
            amount, count = sums[at]
            worth = rates.worth(total, currency, day) or Decimal(0)
            sums[at] = (amount + worth, count + 1)
    names = ((f"{at // 12}-{at % 12 + 1:02d}", at) for at in wanted)
    return bars(((name, name), *sums[at]) for name, at in names)


def preferences(
    work: Work, customer_id: int, day: date, rates: Rates
) -> tuple[list[Bar], list[Bar]]:
    """The products and the categories that he bought most, by amount."""
    names: list[Any] = [Product.name_zh, Product.name_en]
    names += [ProductCategory.name_zh, ProductCategory.name_en, Order.currency]
    counted = [*names, func.count(), _net()]
    found = (
        select(*counted)
        .select_from(OrderLine)
        .join(Order, col(Order.id) == OrderLine.order_id)
        .join(Product, col(Product.id) == OrderLine.product_id)
        .join(ProductCategory, col(ProductCategory.id) == Product.category_id, isouter=True)
        .where(*counts(), col(Order.customer_id) == customer_id)
        .group_by(col(Product.id), *names)
    )
    products: dict[_Name, tuple[Decimal, int]] = {}
    categories: dict[_Name, tuple[Decimal, int]] = {}
    for row in work.session.execute(found):
        currency, count, net = row[4:]
        worth = rates.worth(net, currency, day) or Decimal(0)
        for name, sums in (((row[0], row[1]), products), ((row[2], row[3]), categories)):
            if name[0]:
                amount, times = sums.get(name, (Decimal(0), 0))
                sums[name] = (amount + worth, times + count)
    return _top(products), _top(categories)


def _net() -> Any:
    return func.sum(col(OrderLine.net), type_=Exact())


def _top(sums: dict[_Name, tuple[Decimal, int]]) -> list[Bar]:
    ordered = sorted(sums.items(), key=lambda one: (-one[1][0], one[0]))[:_MOST]
    return bars((name, *pair) for name, pair in ordered)


def bars(rows: Iterable[tuple[_Name, Decimal, int]]) -> list[Bar]:
    """Rows with their share of the largest."""
    made = list(rows)
    largest = max((amount for _, amount, _ in made), default=Decimal(0))
    return [
        Bar(*name, amount, count, int(100 * amount / largest) if largest > 0 else 0)
        for name, amount, count in made
    ]
