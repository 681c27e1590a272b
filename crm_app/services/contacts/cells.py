"""What stands in the list of contacts without being a fact of theirs: the first number, the first mail
address, the title at the main place. Changed where it stands, and back exactly."""

from dataclasses import dataclass, replace
from typing import Any

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.customers import Contact
from crm_app.services.contacts.commands import change_contact
from crm_app.services.contacts.indexing import refresh_employers
from crm_app.services.contacts.positions import seen_positions
from crm_app.services.contacts.rows import ContactForm
from crm_app.services.lines import one_line
from crm_app.services.points import Point, points_of, read_point

# Column → its text.
CELLS = {"title": "contacts.position", "phone": "contacts.mobile", "email": "contacts.email"}
_KINDS = {"phone": ("mobile", "phone"), "email": ("email",)}


@dataclass(frozen=True, slots=True)
class KeptCell:
    """What a cell said before, and the version that the contact has since."""

    public_id: str
    name: str
    version: int
    points: tuple[Point, ...] = ()
    title: str = ""


@command(Permission.CONTACT_WRITE)
def change_cell(work: Work, public_id: str, name: str, value: str) -> KeptCell | None:
    """Put another number, address or title into the list; empty takes it away. None: it is as it was."""
    if name not in CELLS:
        raise Invalid("bulk.field_unknown", field=name[:60], name=name[:60])
    contact = work.find(Contact, public_id)
    if name == "title":
        return _change_title(work, contact, one_line(value, "title", 120))
    before = points_of(work.session, contact)
    after = _with_point(before, _KINDS[name], value.strip())
    if after == before:
        return None
    change_contact.within(work, public_id, ContactForm(points=after))
    work.session.flush()
    return KeptCell(public_id, name, contact.version, points=tuple(before))


@command(Permission.CONTACT_WRITE)
def put_back_cell(work: Work, kept: KeptCell) -> None:
    """As it was before; refuses (`record.stale`) what was touched since."""
    contact = work.find(Contact, kept.public_id, kept.version)
    if kept.name == "title":
        _change_title(work, contact, kept.title)
    else:
        form = ContactForm(points=list(kept.points))
        change_contact.within(work, kept.public_id, form)


def _with_point(before: list[Point], kinds: tuple[str, ...], value: str) -> list[Point]:
    """The same ways of reaching somebody with another one in the place of the one that is shown."""
    best = (one for kind in kinds for one in before if one.kind == kind)
    shown = next(best, None)
    if not value:
        return [one for one in before if one is not shown]
    read = read_point(shown.kind if shown else kinds[0], value)
    if shown is None:
        return [*before, read]
    return [replace(read, label=one.label) if one is shown else one for one in before]


def _change_title(work: Work, contact: Contact, title: str) -> KeptCell | None:
    running: list[Any] = [row for row in seen_positions(work, contact) if row.ended is None]
    place = next((row for row in running if row.is_main), next(iter(running), None))
    if place is None:
        raise Conflict("contacts.title_without_place")
    before = place.title
    if before == title:
        return None
    place.title, contact.updated_at = title, work.now
    refresh_employers(work, contact)
    work.session.flush()
    return KeptCell(contact.public_id, "title", contact.version, title=before)
