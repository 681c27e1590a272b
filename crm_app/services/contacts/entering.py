"""A customer and the person one talks to there, entered together."""

from dataclasses import dataclass, replace

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.services import customers
from crm_app.services.contacts.commands import create_contact, delete_contact
from crm_app.services.contacts.rows import ContactForm, PositionForm
from crm_app.services.custom_fields import asking_for
from crm_app.services.customers import CustomerForm


@dataclass(frozen=True, slots=True)
class Entered:
    """What was made: public ids; the contact's is empty where only a customer was entered."""

    customer: str
    contact: str = ""


@command(Permission.CUSTOMER_WRITE)
def enter_customer(
    work: Work, form: CustomerForm, person: ContactForm | None = None, title: str = ""
) -> Entered:
    """A new customer, and if given the person there with his title."""
    customer = customers.create_customer.within(work, form)
    if person is None:
        return Entered(customer)
    there = replace(person, positions=[PositionForm(customer_id=customer, title=title)])
    with asking_for("contact"):
        return Entered(customer, create_contact.within(work, there))


@command(Permission.CUSTOMER_WRITE)
def take_back(work: Work, entered: Entered) -> None:
    """Undo an entry: both into the recycle bin."""
    if entered.contact:
        delete_contact.within(work, entered.contact)
    customers.delete_customer.within(work, entered.customer)
