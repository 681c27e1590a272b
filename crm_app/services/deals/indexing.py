"""What of a deal can be found by search."""

from sqlmodel import Session

from crm_app.core.search import SearchText, indexed
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.services.competitors import competitor_of
from crm_app.services.custom_fields import search_words as search_words_of


@indexed(Deal, "deal")
def describe(session: Session, deal: Deal) -> SearchText:
    """Its name, whose it is, and who else bids."""
    customer = session.get_one(Customer, deal.customer_id)
    return SearchText(
        title=deal.name,
        subtitle=customer.name,
        words=(
            deal.name,
            customer.name,
            *spoken_forms(customer.name),
            competitor_of(session, deal),
            *search_words_of(session, deal),
        ),
    )
