"""Orders: lines from a contract or quote, delivered in parts, their state derived."""

from crm_app.services.orders import indexing
from crm_app.services.orders.commands import (
    cancel_order,
    change_order,
    create_order,
    reopen_order,
)
from crm_app.services.orders.deliveries import deliver, restore_delivery, void_delivery
from crm_app.services.orders.exporting import export_orders
from crm_app.services.orders.lines import delivered_sums, lines_of
from crm_app.services.orders.previews import preview_lines
from crm_app.services.orders.queries import LISTING, order_owners, order_page, order_slice, orders
from crm_app.services.orders.rows import (
    DeliveredRow,
    DeliveryForm,
    DeliveryRow,
    LinesPreview,
    OrderForm,
    OrderLineForm,
    OrderLineRow,
    OrderPage,
    OrderRow,
)
from crm_app.services.orders.rules import lines_from, status_of

__all__ = [
    "LISTING",
    "DeliveredRow",
    "DeliveryForm",
    "DeliveryRow",
    "LinesPreview",
    "OrderForm",
    "OrderLineForm",
    "OrderLineRow",
    "OrderPage",
    "OrderRow",
    "cancel_order",
    "change_order",
    "create_order",
    "deliver",
    "delivered_sums",
    "export_orders",
    "indexing",
    "lines_from",
    "lines_of",
    "order_owners",
    "order_page",
    "order_slice",
    "orders",
    "preview_lines",
    "reopen_order",
    "restore_delivery",
    "status_of",
    "void_delivery",
]
