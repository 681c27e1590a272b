"""What keeps the lines of an order as they are."""

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.orders import Handover, Order
from crm_app.models.payments import Instalment


def held_by(work: Work, order: Order) -> str:
    """Inside a use case: the code of why it is no longer changed or cancelled, empty where it may be."""
    planned = select(Instalment.id).where(
        col(Instalment.order_id) == order.key, col(Instalment.deleted_at).is_(None)
    )
    if order.received or order.invoiced or work.session.exec(planned).first() is not None:
        return "orders.has_money"
    handed = select(Handover.id).where(col(Handover.order_id) == order.key)
    return "orders.handed_over" if work.session.exec(handed).first() is not None else ""
