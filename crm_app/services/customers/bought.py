"""What conditions of lists of customers look at in their orders and where these make them stand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import col, or_, select

from crm_app.core.asking import Asked, number, one_among, whole
from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.lib.clock import DEFAULT_ZONE
from crm_app.models.base import Moment
from crm_app.models.customers import Customer
from crm_app.models.lifecycle import GROUPS, Standing
from crm_app.models.orders import Order, OrderLine, OrderStatus
from crm_app.models.prices import ProductCategory
from crm_app.models.quotes import Product

_RECENT = 90


class days_since(FunctionElement[int]):  # noqa: N801 - reads as the SQL function it stands for
    """Whole days from a stored day or moment until today, both in the zone of the house."""

    type = Integer()
    inherit_cache = True


def _is_moment(element: Any) -> bool:
    [asked] = element.clauses
    return isinstance(asked.type, Moment)


@compiles(days_since, "sqlite")
def _of_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    inner = compiler.process(element.clauses, **more)
    here = f"date({inner}, '+8 hours')" if _is_moment(element) else f"date({inner})"
    return f"CAST(julianday('now', '+8 hours', 'start of day') - julianday({here}) AS INTEGER)"


@compiles(days_since, "postgresql")
def _of_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    inner = compiler.process(element.clauses, **more)
    here = f"({inner}) AT TIME ZONE '{DEFAULT_ZONE}'" if _is_moment(element) else inner
    return f"((now() AT TIME ZONE '{DEFAULT_ZONE}')::date - ({here})::date)"


def _check(work: Work) -> None:
    # Whoever may not read orders must not learn of them by asking.
    if not work.actor.can(Permission.ORDER_READ):
        raise Invalid("list.filter_unknown", field="where", name="orders")


def _standing(work: Work, condition: Any) -> Any:
    _check(work)
    return col(Customer.id).in_(select(Standing.customer_id).where(condition))


def _judged(_: Work, condition: Any) -> Any:
    return col(Customer.id).in_(select(Standing.customer_id).where(condition))


def _bought(days: int) -> Callable[[Work, Any], Any]:
    """Who has an order of some product, of the last `days` where that is not 0."""

    def through(work: Work, condition: Any) -> Any:
        _check(work)
        found = (
            select(Order.customer_id)
            .join(OrderLine, col(OrderLine.order_id) == Order.id)
            .join(Product, col(Product.id) == OrderLine.product_id)
            .join(ProductCategory, col(ProductCategory.id) == Product.category_id, isouter=True)
            .where(
                col(Order.deleted_at).is_(None),
                col(Order.status) != OrderStatus.CANCELLED,
                condition,
            )
        )
        if days:
            since = work.now.date() - timedelta(days=days)
            found = found.where(col(Order.ordered_on) >= since)
        return col(Customer.id).in_(found)

    return through


class _Named:
    """A text in both languages, or with a code: a condition holds where it holds of any of them."""

    def __init__(self, *columns: Any) -> None:
        self._columns = [col(column) for column in columns]

    def icontains(self, value: str, **options: Any) -> Any:
        return or_(*(one.icontains(value, **options) for one in self._columns))

    def istartswith(self, value: str, **options: Any) -> Any:
        return or_(*(one.istartswith(value, **options) for one in self._columns))

    def in_(self, values: Any) -> Any:
        return or_(*(one.in_(values) for one in self._columns))

    def is_(self, value: Any) -> Any:
        return self._columns[0].is_(value)

    def __eq__(self, value: object) -> Any:
        return or_(*(one == value for one in self._columns))

    __hash__ = None  # type: ignore[assignment]


_PRODUCT = _Named(Product.name_zh, Product.name_en, Product.code)
_CATEGORY = _Named(ProductCategory.name_zh, ProductCategory.name_en)


BOUGHT: dict[str, Asked] = {
    "group": one_among(
        col(Standing.rfm_group), GROUPS, "lifecycle.group", "lifecycle.group", _judged
    ),
    **{
        name: Asked("number", col(getattr(Standing, name)), f"segments.{name}", whole, _standing)
        for name in ("recency", "frequency", "money")
    },
    "orders": Asked("number", col(Standing.orders), "lifecycle.orders", whole, _standing),
    "spend": Asked("number", col(Standing.spend), "lifecycle.spend", number, _standing),
    "spend_year": Asked(
        "number", col(Standing.spend_year), "lifecycle.spend_year", number, _standing
    ),
    "expected": Asked(
        "number", col(Standing.expected), "lifecycle.value_expected", number, _standing
    ),
    "first_order": Asked("day", col(Standing.first_on), "segments.first_order", None, _standing),
    "last_order": Asked("day", col(Standing.last_on), "lifecycle.last", None, _standing),
    "idle_days": Asked(
        "number", days_since(col(Standing.last_on)), "segments.idle_days", whole, _standing
    ),
    "bought": Asked("text", _PRODUCT, "segments.bought", through=_bought(0)),
    "bought_lately": Asked("text", _PRODUCT, "segments.bought_lately", through=_bought(_RECENT)),
    "bought_category": Asked("text", _CATEGORY, "segments.bought_category", through=_bought(0)),
}
