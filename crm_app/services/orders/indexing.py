"""What of an order can be found by search."""

from sqlmodel import Session

from crm_app.core.search import SearchText, indexed
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Customer
from crm_app.models.orders import Order
from crm_app.services.orders.lines import lines_of


@indexed(Order, "order")
def describe(session: Session, order: Order) -> SearchText:
    """Its number, for whom it is, and what was ordered."""
    customer = session.get_one(Customer, order.customer_id)
    return SearchText(
        title=order.number,
        subtitle=customer.name,
        words=(
            *(order.number, order.note, customer.name),
            *spoken_forms(customer.name),
            *(line.text for line in lines_of(session, order)),
        ),
    )
