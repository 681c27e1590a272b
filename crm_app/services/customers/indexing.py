"""What of a customer can be found by search."""

from sqlmodel import Session

from crm_app.core.search import SearchText, indexed
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Customer
from crm_app.services.details import details_of
from crm_app.services.points import points_of, search_words


@indexed(Customer, "customer")
def describe(session: Session, customer: Customer) -> SearchText:
    """Names, tax id, region, every way of reaching it, and what is remembered."""
    names = (customer.name, customer.legal_name_zh, customer.legal_name_en)
    return SearchText(
        title=customer.name,
        subtitle=customer.region,
        words=(
            *names,
            *spoken_forms(customer.name),
            customer.tax_id,
            *search_words(points_of(session, customer)),
            *(detail.text for detail in details_of(session, customer)),
        ),
    )
