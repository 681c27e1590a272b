"""Customers' figures from their orders, in one pass along an index."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, String, Text, case, func, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from crm_app.core.database import is_sqlite
from crm_app.core.work import Work
from crm_app.models.customers import Customer
from crm_app.models.orders import Order, OrderStatus
from crm_app.services.currencies import rates_of
from crm_app.services.lifecycle.judging import Columns
from crm_app.services.lifecycle.rules import YEAR, Figures

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """Whose figures they are (inner ids, rising), and the figures."""

    ids: "Array"
    columns: Columns

    def one(self) -> Figures | None:
        """Those of the only customer; None where he has none."""
        if not len(self.ids):
            return None
        row = [int(getattr(self.columns, name)[0]) for name in Columns.__dataclass_fields__]
        first, last, second = (date.fromordinal(one) if one else None for one in row[4:])
        assert first is not None
        assert last is not None
        return Figures(row[0], row[1], row[2], row[3], first, last, second)


def figures(work: Work, day: date, ids: Sequence[int] | None = None) -> Known:
    """Figures of the orders that count, of all customers or of these; living customers only."""
    import numpy as np  # noqa: PLC0415 - heavy

    rates = rates_of(work.session)
    kinds = [whole] * 5 + [ordinals] * 3 + [whole]
    *numbers, foreign = raw(work, _sums(day, rates.base, ids), kinds)
    known = Known(numbers[0], Columns(*numbers[1:]))
    more = _foreign(day, rates.base, ids) if foreign.any() else None
    for key, code, total, of_year in work.session.execute(more) if more is not None else ():
        rate = rates.on(code, day)
        worth = rate.rate / rate.per if rate else Decimal(0)
        at = np.searchsorted(known.ids, key)
        known.columns.spent[at] += round(Decimal(int(total)) * worth)
        known.columns.spent_year[at] += round(Decimal(int(of_year)) * worth)
    return _living(work, known)


def _living(work: Work, known: Known) -> Known:
    import numpy as np  # noqa: PLC0415 - heavy

    gone = select(Customer.id).where(col(Customer.deleted_at).is_not(None))
    there = ~np.isin(known.ids, np.array(work.session.exec(gone).all(), dtype=np.int64))
    if there.all():
        return known
    kept = [getattr(known.columns, name)[there] for name in Columns.__dataclass_fields__]
    return Known(known.ids[there], Columns(*kept))


def raw(work: Work, statement: Any, kinds: Sequence[Callable[[Any], "Array"]]) -> list["Array"]:
    """The columns of a statement from what the driver gives, each as its kind reads it; some
    thousand rows at a time, so that there are never many."""
    import numpy as np  # noqa: PLC0415 - heavy

    work.session.flush()
    result: Any = work.session.connection().execute(statement)
    parts: list[list[Array]] = [[kind(())] for kind in kinds]
    while rows := result.cursor.fetchmany(_AT_ONCE):
        for part, kind, column in zip(parts, kinds, zip(*rows, strict=True), strict=True):
            part.append(kind(column))
    return [np.concatenate(part) for part in parts]


def whole(values: Sequence[Any]) -> "Array":
    """Whole numbers, of whatever kind the driver makes them."""
    import numpy as np  # noqa: PLC0415 - heavy

    return np.array(values, dtype=np.int64)


def ordinals(values: Sequence[Any]) -> "Array":
    """Days as their ordinals, 0 for none: texts of SQLite, dates of PostgreSQL."""
    import numpy as np  # noqa: PLC0415 - heavy

    days = np.array(values, dtype="datetime64[D]")
    numbers = days.astype(np.int64) + _EPOCH
    return np.where(np.isnat(days), 0, numbers)


_AT_ONCE = 4096
_EPOCH = date(1970, 1, 1).toordinal()


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
    total, ours, recent = (
        as_stored(col(Order.total)),
        col(Order.currency) == base,
        ordered_on >= since,
    )
    first, second, last = _nth(), _nth(1), _nth(falls=True)
    # What does not count is passed over, and days are looked up where an index has them in order: of
    # a million orders the least and the greatest text are half of the time.
    columns: list[Any] = [
        col(Order.customer_id),
        func.count(),
        func.coalesce(func.sum(total).filter(ours), 0),
        func.count().filter(recent),
        func.coalesce(func.sum(total).filter(recent, ours), 0),
        *(first, last, case((func.count() > 1, second))),
        func.count().filter(~ours),
    ]
    grouped = _chosen(select(*columns), ids).group_by(col(Order.customer_id))
    return grouped.order_by(col(Order.customer_id))


def _nth(place: int = 0, *, falls: bool = False) -> Any:
    """The day of a customer's order at a place, from the first or from the last."""
    other = aliased(Order)
    day = col(other.ordered_on)
    return (
        select(as_stored(day, is_day=True))
        .where(col(other.customer_id) == col(Order.customer_id), *counts(other))
        .order_by(day.desc() if falls else day)
        .limit(1)
        .offset(place)
        .correlate(Order)
        .scalar_subquery()
    )


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
