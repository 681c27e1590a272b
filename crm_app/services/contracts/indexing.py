"""What of a contract can be found by search."""

from sqlmodel import Session

from crm_app.core.search import SearchText, indexed
from crm_app.lib.names import spoken_forms
from crm_app.models.contracts import Contract
from crm_app.models.customers import Customer


@indexed(Contract, "contract")
def describe(session: Session, contract: Contract) -> SearchText:
    """Its number, title, and with whom it is."""
    customer = session.get_one(Customer, contract.customer_id)
    return SearchText(
        title=contract.number,
        subtitle=customer.name,
        words=(
            *(contract.number, contract.title, contract.note, customer.name),
            *spoken_forms(customer.name),
        ),
    )
