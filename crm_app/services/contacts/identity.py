"""ID numbers of people: sealed, masked, and read aloud only to those who may, which the audit notes."""

from crm_app.core.permissions import Permission
from crm_app.core.sealed import Unreadable, seal, unseal
from crm_app.core.work import Work, command
from crm_app.lib.identifiers import masked_id
from crm_app.models.customers import Contact
from crm_app.services.contacts import rules


def put(work: Work, contact: Contact, typed: str | None) -> None:
    """Store what was entered; None leaves it, an empty text takes it away."""
    if typed is None or (typed and typed == masked(work, contact)):
        return
    work.actor.require(Permission.IDENTITY)
    number = rules.read_id_number(typed)
    contact.id_number = seal(number, _place(contact)) if number else ""


def masked(work: Work, contact: Contact) -> str:
    """The number as a record's page shows it; empty for those who may not know of it."""
    if not contact.id_number or not work.actor.can(Permission.IDENTITY):
        return ""
    return masked_id(_opened(contact))


@command(Permission.IDENTITY)
def reveal_id_number(work: Work, public_id: str) -> str:
    """The whole number of a contact; that it was looked at stands in the audit."""
    contact = work.find(Contact, public_id, refer=True)
    number = _opened(contact) if contact.id_number else ""
    if number:
        work.record(f"contact:{public_id}", id_number_seen=True)
    return number


def _opened(contact: Contact) -> str:
    try:
        return unseal(contact.id_number, _place(contact))
    except Unreadable:
        return ""


def _place(contact: Contact) -> str:
    return f"contact:{contact.public_id}:id_number"
