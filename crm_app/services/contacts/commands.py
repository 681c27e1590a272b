"""Every way a contact can change."""

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.base import Customized
from crm_app.models.customers import Contact
from crm_app.services.brought import brought
from crm_app.services.contacts import identity, positions, rules
from crm_app.services.contacts.indexing import refresh_employers
from crm_app.services.contacts.rows import ContactForm, PositionForm
from crm_app.services.custom_fields import new_values, put_values
from crm_app.services.ownership import check_not_taken
from crm_app.services.points import new_points, replace_points


@command(Permission.CONTACT_WRITE)
def create_contact(
    work: Work, form: ContactForm, public_id: str | None = None, of: Customized | None = None
) -> str:
    """A new contact; returns his public id. He belongs to whoever owns his first customer, and takes
    over the custom values of what he is made `of`.

    A client may bring the id: sending the same creation twice makes one contact.
    """
    if form.name is None:
        raise Invalid("contacts.name_missing", field="name")
    if public_id is not None:
        known = brought(work, Contact, public_id)
        if known is not None:
            return known.public_id
    contact = Contact(name="")
    contact.public_id = public_id or contact.public_id
    rules.apply(contact, form)
    identity.put(work, contact, form.id_number)
    new_values(work, contact, form.custom, of)
    check_not_taken(work, rules.own_points(form.points or []))
    places = form.positions or []
    work.add(contact, positions.employer(work, places[0]) if places else None)
    positions.replace_positions(work, contact, places)
    replace_points(work, contact, form.points or [])
    refresh_employers(work, contact)
    return contact.public_id


@command(Permission.CONTACT_WRITE)
def change_contact(
    work: Work, public_id: str, form: ContactForm, version: int | None = None
) -> None:
    """Change what `form` carries; refuses a stale `version` with `record.stale`."""
    put_form(work, work.find(Contact, public_id, version), form)


def put_form(work: Work, contact: Contact, form: ContactForm) -> None:
    """Inside a command: onto a contact that was found."""
    rules.apply(contact, form)
    identity.put(work, contact, form.id_number)
    put_values(work, contact, form.custom)
    added = rules.own_points(new_points(work.session, contact, form.points))
    check_not_taken(work, added, but=contact.public_id)
    if form.points is not None:
        replace_points(work, contact, form.points, form.point_kinds)
    if form.points is not None or form.positions is not None:
        contact.updated_at = work.now  # they are part of the record: its version grows with them
    if form.positions is not None:
        refresh_employers(work, contact)
        positions.replace_positions(work, contact, form.positions)
    refresh_employers(work, contact)


@command(Permission.CONTACT_WRITE)
def put_position(work: Work, public_id: str, form: PositionForm) -> str:
    """Add a place to a contact, or change the one whose id `form` carries; returns its id."""
    contact = work.find(Contact, public_id)
    row = positions.find_position(work, contact, form.public_id) if form.public_id else None
    refresh_employers(work, contact)
    stored = positions.put_position(work, contact, form, row)
    contact.updated_at = work.now
    work.session.flush()
    positions.settle_main(work, contact, stored if form.is_main else None)
    refresh_employers(work, contact)
    return stored.public_id


@command(Permission.CONTACT_WRITE)
def drop_position(work: Work, public_id: str, position_id: str) -> PositionForm:
    """Take a place away; returns what `put_position` needs to bring it back."""
    contact = work.find(Contact, public_id)
    row = positions.find_position(work, contact, position_id)
    refresh_employers(work, contact)
    kept = positions.as_form(work, row)
    work.session.delete(row)
    contact.updated_at = work.now
    work.session.flush()
    positions.settle_main(work, contact)
    return kept


@command(Permission.CONTACT_WRITE)
def delete_contact(work: Work, public_id: str, version: int | None = None) -> None:
    """Into the recycle bin."""
    contact = work.find(Contact, public_id, version)
    work.remove(contact)
    refresh_employers(work, contact)


@command(Permission.CONTACT_WRITE)
def restore_contact(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    contact = work.find(Contact, public_id, deleted=True)
    work.restore(contact)
    refresh_employers(work, contact)
