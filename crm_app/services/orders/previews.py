"""What lines that are being typed would come to. Stores nothing."""

from collections.abc import Sequence
from decimal import Decimal

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.orders import Order
from crm_app.services.currencies import read_currency
from crm_app.services.orders import rules
from crm_app.services.orders.lines import build_lines
from crm_app.services.orders.rows import LinesPreview, OrderLineForm


@query(Permission.ORDER_WRITE)
def preview_lines(work: Work, currency: str, forms: Sequence[OrderLineForm]) -> LinesPreview:
    """The sums of an order with these lines; refuses what saving would refuse, naming the field."""
    order = Order(number="", customer_id=0, currency=read_currency(currency))
    lines = build_lines(work, order, forms) if forms else []
    rules.add_up(order, lines)
    sums: dict[str, Decimal] = {name: getattr(order, name) for name in ("net", "tax", "total")}
    return LinesPreview(order.currency, **sums, amounts=[line.net for line in lines])
