"""Customers' figures from their orders, in one pass along an index."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, String, Text, case, func, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from crm_app.core.database import is_sqlite
from crm_app.core.work import Work
from crm_app.models.customers import Customer
from crm_app.models.orders import Order, OrderStatus
from crm_app.services.currencies import rates_of
from crm_app.services.lifecycle.rules import YEAR, Figures


def figures(work: Work, day: date, ids: Sequence[int] | None = None) -> dict[int, Figures]:
    """Customer → figures of his orders that count, all customers or these; living customers only."""
    rates = rates_of(work.session)
    living = _living(work, ids)
    foreign: dict[int, list[Decimal]] = {}
    for key, code, total, of_year in work.session.execute(_foreign(day, rates.base, ids)):
        rate = rates.on(code, day)
        worth = rate.rate / rate.per if rate else Decimal(0)
        sums = foreign.setdefault(key, [Decimal(0), Decimal(0)])
        sums[0] += Decimal(int(total)) * worth
        sums[1] += Decimal(int(of_year)) * worth
    days = Days()
    found: dict[int, Figures] = {}
    for key, orders, spent, orders_year, spent_year, first, last, second in work.session.execute(
        _sums(day, rates.base, ids)
    ):
        if key in living:
            more = foreign.get(key, _NOTHING)
            found[key] = Figures(
                *(orders, int(spent) + round(more[0]), int(orders_year)),
                int(spent_year) + round(more[1]),
                *(days[first], days[last], days[second]),
            )
    return found


_NOTHING = (0, 0)


class Days(dict[Any, Any]):
    """Stored day → date: there are few, and SQLite keeps text, whose parsing is not free."""

    def __missing__(self, value: Any) -> Any:
        self[value] = date.fromisoformat(value) if isinstance(value, str) else value
        return self[value]


def _living(work: Work, ids: Sequence[int] | None) -> set[int]:
    found = select(Customer.id).where(col(Customer.deleted_at).is_(None))
    if ids is not None:
        found = found.where(col(Customer.id).in_(ids))
    return {key for key in work.session.exec(found) if key}


def counts(model: Any = Order) -> tuple[Any, ...]:
    """Which orders count: dated, not cancelled, not deleted."""
    return (
        col(model.deleted_at).is_(None),
        col(model.status) != OrderStatus.CANCELLED,
        col(model.ordered_on).is_not(None),
    )


def as_stored(column: Any, *, is_day: bool = False) -> Any:
    """The stored value as it is, without making a Decimal or a date of each."""
    if is_day:
        return type_coerce(column, Text) if is_sqlite() else column
    return type_coerce(column, BigInteger)


def _sums(day: date, base: str, ids: Sequence[int] | None) -> Any:
    ordered_on, since = col(Order.ordered_on), day - timedelta(days=YEAR - 1)
    total = case((col(Order.currency) == base, as_stored(col(Order.total))), else_=0)
    recent = ordered_on >= since
    other = aliased(Order)
    second = (
        select(as_stored(col(other.ordered_on), is_day=True))
        .where(col(other.customer_id) == col(Order.customer_id), *counts(other))
        .order_by(col(other.ordered_on))
        .limit(1)
        .offset(1)
        .correlate(Order)
        .scalar_subquery()
    )
    columns: list[Any] = [
        col(Order.customer_id),
        func.count(),
        func.sum(total),
        func.sum(case((recent, 1), else_=0)),
        func.sum(case((recent, total), else_=0)),
        as_stored(func.min(ordered_on), is_day=True),
        as_stored(func.max(ordered_on), is_day=True),
        case((func.count() > 1, second)),
    ]
    return _chosen(select(*columns), ids).group_by(col(Order.customer_id))


def _foreign(day: date, base: str, ids: Sequence[int] | None) -> Any:
    since, total = day - timedelta(days=YEAR - 1), as_stored(col(Order.total))
    recent = case((col(Order.ordered_on) >= since, total), else_=0)
    code = type_coerce(col(Order.currency), String)
    statement = select(col(Order.customer_id), code, func.sum(total), func.sum(recent))
    return (
        _chosen(statement, ids)
        .where(col(Order.currency) != base)
        .group_by(col(Order.customer_id), col(Order.currency))
    )


def _chosen(statement: Any, ids: Sequence[int] | None) -> Any:
    chosen = statement.where(*counts())
    return chosen if ids is None else chosen.where(col(Order.customer_id).in_(ids))
