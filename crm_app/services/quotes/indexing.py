"""What of a quote can be found by search."""

from sqlmodel import Session

from crm_app.core.search import SearchText, indexed
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote
from crm_app.services.custom_fields import search_words as search_words_of
from crm_app.services.quotes.lines import lines_of


@indexed(Quote, "quote")
def describe(session: Session, quote: Quote) -> SearchText:
    """Its number, for whom it is, the deal, and what it offers."""
    customer = session.get_one(Customer, quote.customer_id)
    deal = session.get(Deal, quote.deal_id) if quote.deal_id else None
    return SearchText(
        title=quote.number if quote.revision == 1 else f"{quote.number} R{quote.revision}",
        subtitle=customer.name,
        words=(
            quote.number,
            customer.name,
            *spoken_forms(customer.name),
            deal.name if deal else "",
            quote.note,
            *(line.text for line in lines_of(session, quote)),
            *search_words_of(session, quote),
        ),
    )
