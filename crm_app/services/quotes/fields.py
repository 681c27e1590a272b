"""What conditions of lists of quotes look at."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.asking import Asked, enum_field, number
from crm_app.core.work import Work
from crm_app.models.customers import Customer
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services.asked import owner, times


def _of_customer(_: Work, condition: Any) -> Any:
    """A quote's row names its customer, so whoever sees the one may look for the other."""
    return col(Quote.customer_id).in_(select(Customer.id).where(condition))


FIELDS: dict[str, Asked] = {
    "number": Asked("text", col(Quote.number), "quotes.number", blank=True),
    "customer": Asked("text", col(Customer.name), "quotes.customer", through=_of_customer),
    "status": enum_field(col(Quote.status), QuoteStatus, "quotes.status", "quotes.status"),
    "currency": Asked("text", col(Quote.currency), "quotes.currency", blank=True),
    "total": Asked("number", col(Quote.total), "quotes.total", number),
    "discount": Asked("number", col(Quote.discount), "quotes.discount", number),
    "valid": Asked("day", col(Quote.valid_until), "quotes.valid_until"),
    "sent": Asked("moment", col(Quote.sent_at), "saved_views.sent"),
    "owner": owner(Quote),
    **times(Quote),
}
