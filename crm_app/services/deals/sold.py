"""What was sold of each product, summed in the database from the sales of won deals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, join, literal, true, union_all
from sqlmodel import col, func, select

from crm_app.core.permissions import Scope
from crm_app.core.work import Work
from crm_app.lib.periods import Period
from crm_app.models.base import Moment
from crm_app.models.sales import Sale
from crm_app.services.deals.closed import month_column
from crm_app.services.deals.trail import seen_of


@dataclass(frozen=True, slots=True)
class Sold:
    """What was sold of a product in one currency, without tax: how much, for how much, in how many
    deals. `month` is None where the months are summed up.
    """

    month: Period | None
    product_id: int
    currency: str
    quantity: Decimal
    net: Decimal
    cost: Decimal
    count: int


def sold_sums(work: Work, months: Sequence[Period], *, monthly: bool = False) -> list[Sold]:
    """Of deals that one may see, won in these months (which follow each other); with `monthly`
    month by month.
    """
    if not monthly:
        found = _within(select(*_KEYS, *_SUMS), work, months).group_by(*_KEYS)
        return [Sold(None, *row) for row in work.session.exec(_seen(work, found))]
    if work.actor.scope is Scope.ALL:
        return _along_index(work, months)
    month = month_column(Sale.closed_at, months, work.actor.zone).label("month")
    keys: list[Any] = [month, *_KEYS]
    found = _within(select(*keys, *_SUMS), work, months).group_by(*keys)
    return [Sold(months[row[0]], *row[1:]) for row in work.session.exec(_seen(work, found))]


_KEYS: tuple[Any, ...] = (Sale.product_id, Sale.currency)
_SUMS: tuple[Any, ...] = (
    *(func.sum(col(one)) for one in (Sale.quantity, Sale.net, Sale.cost)),
    func.count(),
)


def _within(statement: Any, work: Work, months: Sequence[Period]) -> Any:
    first, after = months[0].moments(work.actor.zone)[0], months[-1].moments(work.actor.zone)[1]
    return statement.where(col(Sale.closed_at) >= first, col(Sale.closed_at) < after)


def _seen(work: Work, statement: Any) -> Any:
    return statement.where(*seen_of(work, col(Sale.owner_id), col(Sale.team_id), col(Sale.deal_id)))


def _along_index(work: Work, months: Sequence[Period]) -> list[Sold]:
    """Month by month of all there is: each sum is a stretch of the index, and nothing is sorted."""
    pairs = select(*_KEYS).distinct().subquery()
    spans = [
        select(
            literal(place, Integer).label("place"),
            literal(first, Moment()).label("first"),
            literal(after, Moment()).label("after"),
        )
        for place, (first, after) in enumerate(m.moments(work.actor.zone) for m in months)
    ]
    named = union_all(*spans).subquery("months")
    inside = (
        col(Sale.product_id) == pairs.c.product_id,
        col(Sale.currency) == pairs.c.currency,
        col(Sale.closed_at) >= named.c.first,
        col(Sale.closed_at) < named.c.after,
    )
    sums = [select(one).where(*inside).scalar_subquery() for one in _SUMS]
    found = select(named.c.place, pairs.c.product_id, pairs.c.currency, *sums).select_from(
        join(pairs, named, true())
    )
    rows = work.session.exec(found)
    return [Sold(months[row[0]], *row[1:]) for row in rows if row[-1]]
