"""New values put onto known people: one by one as on their pages, or many at once.

Of hundred thousand rows nearly all change a title, a source, a note or a field of one's own: what
such a change has to know is read for hundreds together. All else goes the way of the page.
"""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.customers import Contact, PersonalDetail, Position
from crm_app.services import contacts, customers, details
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.imports.kinds import base
from crm_app.services.imports.likeness import company_key
from crm_app.services.imports.shapes import POINTS

TEXTS = ("name", "honorific", "other_name", "source", "birthday")
PLACED = ("company", "title", "department")
_APART = frozenset((*POINTS, "company", "from_company", "owner"))


def change_person(work: Work, public_id: str, values: dict[str, Any]) -> str:
    """As somebody would change him on his page; returns the customer that came along, if one did."""
    kinds = tuple(name for name in POINTS if name in values)
    contact = work.find(Contact, public_id)
    _put(work, contact, values, kinds)
    made = ""
    if any(name in values for name in PLACED):
        made = _move(work, contact, values)
    if "note" in values:
        _remember(work, contact, values["note"] or [])
    if values.get("owner"):
        base.give(work, contact, values["owner"])
    return made


def change_people(work: Work, changes: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    """As `change_person`, of many; returns the customers that came along."""
    found = work.find_many(Contact, list(dict.fromkeys(one for one, _ in changes)))
    with contacts.employers_refreshed(work, [one.key for one in found.values()]):
        desk = _Desk(work, list(found.values()))
        return [
            made for public_id, values in changes if (made := desk.change(found[public_id], values))
        ]


class _Desk:
    """Main places and notes of people who are about to change."""

    def __init__(self, work: Work, found: Sequence[Contact]) -> None:
        self._work, ids = work, [one.key for one in found]
        running = {
            key: [row.public_id for row in rows if row.ended is None]
            for key, rows in contacts.places_of(work, ids).items()
        }
        wanted = [rows[0] for rows in running.values() if rows]
        stored = select(Position).where(col(Position.public_id).in_(wanted))
        self._places = {row.contact_id: row for row in work.session.exec(stored)}
        noted = select(PersonalDetail).where(col(PersonalDetail.contact_id).in_(ids))
        self._notes: dict[int, list[str]] = {}
        for row in work.session.exec(noted):
            self._notes.setdefault(row.contact_id or 0, []).append(row.text)

    def change(self, contact: Contact, values: dict[str, Any]) -> str:
        """Put new values onto one of them."""
        place = self._places.get(contact.key)
        moves = any(name in values for name in PLACED)
        known, texts = self._notes.setdefault(contact.key, []), values.get("note") or []
        forgets = "note" in values and not set(known) <= set(texts)
        if _APART & values.keys() or forgets or (moves and not (place and place.is_main)):
            self._notes.pop(contact.key, None)
            self._places.pop(contact.key, None)
            return change_person(self._work, contact.public_id, values)
        _put(self._work, contact, values)
        if moves and place is not None:
            place.title = (values.get("title", place.title) or "").strip()
            place.department = (values.get("department", place.department) or "").strip()
            contact.updated_at = self._work.now
        for text in texts:
            if text not in known:
                detail = details.new_detail(self._work, text)
                detail.contact_id = contact.key
                self._work.session.add(detail)
                known.append(text)
        return ""


def _put(work: Work, contact: Contact, values: dict[str, Any], kinds: tuple[str, ...] = ()) -> None:
    own = {name[7:]: value for name, value in values.items() if name.startswith("custom.")}
    form: dict[str, Any] = {name: values[name] or "" for name in TEXTS if name in values}
    if kinds:
        form |= {"points": base.as_points(values, kinds), "point_kinds": kinds}
    contacts.put_form(work, contact, ContactForm(**form, custom=own or None))
    if "honorific" in values:
        contact.honorific = values["honorific"] or ""


def _move(work: Work, contact: Contact, values: dict[str, Any]) -> str:
    """His main place: another title there, or another company beside it; `from_company` is one that
    an undone import has brought."""
    running = _running(work, contact)
    for row in running:
        if company_key(row.customer) == company_key(values.get("from_company") or ""):
            contacts.drop_position.within(work, contact.public_id, row.public_id)
    running = _running(work, contact)
    company = values.get("company") or (running[0].customer if running else "")
    if not company:
        return ""
    same = next((r for r in running if company_key(r.customer) == company_key(company)), None)
    at, made = (same.customer_id, "") if same else customers.find_or_make(work, company, contact)
    form = PositionForm(
        customer_id=at,
        company=company,
        title=values.get("title", same.title if same else "") or "",
        department=values.get("department", same.department if same else "") or "",
        started=same.started if same else None,
        public_id=same.public_id if same else "",
    )
    contacts.put_position.within(work, contact.public_id, form)
    return made


def _running(work: Work, contact: Contact) -> list[contacts.PositionRow]:
    work.session.flush()
    found = contacts.places_of(work, [contact.key]).get(contact.key, [])
    return [row for row in found if row.ended is None]


def _remember(work: Work, contact: Contact, texts: list[str]) -> None:
    stored = work.session.exec(
        select(PersonalDetail).where(col(PersonalDetail.contact_id) == contact.id)
    ).all()
    for row in stored:
        if row.text not in texts:
            details.forget.within(work, row.public_id)
    known = {row.text for row in stored}
    for text in texts:
        if text not in known:
            details.remember.within(work, "contact", contact.public_id, text)
