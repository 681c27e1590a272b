"""What a person confirmed of a card becomes a contact, once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.names import company_key, has_han
from crm_app.models.captures import CaptureStatus, Card, File
from crm_app.models.customers import Contact, Customer, PointKind, Position
from crm_app.services import contacts, customers
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.custom_fields import asking_for
from crm_app.services.customers import CustomerForm
from crm_app.services.points import Point, points_of, read_point

# A card's own address and site belong to the company; its numbers and mails to the person.
_OF_COMPANY = (PointKind.WEBSITE, PointKind.ADDRESS)
_MOST_POINTS = 40


@dataclass(frozen=True, slots=True)
class CardForm:
    """What was confirmed. `contact_id` adds to a contact that exists, `customer_id` to a customer.

    `points` are pairs of kind and text as typed. Without `customer_id` a customer of the same name
    is taken, unless `is_new_customer` says that it is another one. `*_custom` are custom fields of
    what is new: key → value; `as_typed` are texts among all of them that are to stay as they are.
    """

    name: str
    title: str = ""
    department: str = ""
    company: str = ""
    other_name: str = ""
    other_company: str = ""
    points: list[tuple[str, str]] = field(default_factory=list)
    contact_id: str = ""
    customer_id: str = ""
    is_new_customer: bool = False
    contact_custom: dict[str, Any] | None = None
    customer_custom: dict[str, Any] | None = None
    as_typed: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a card went: public ids."""

    contact_id: str
    customer_id: str


@command(Permission.CAPTURE)
def confirm_card(work: Work, public_id: str, form: CardForm, version: int | None = None) -> Filed:
    """Make the contact (and the customer, where it is new) of a card; keeps the picture with it.

    Refuses a card that was confirmed before with `cards.confirmed_already`, and what a custom field
    is required for with `custom_fields.missing`: the card waits as it is.
    """
    card = work.find(Card, public_id)
    if card.status is CaptureStatus.CONFIRMED:
        raise Conflict("cards.confirmed_already")
    work.find(Card, public_id, version)
    points = _read(form)
    customer = _customer(work, form, [p for p in points if p.kind in set(_OF_COMPANY)])
    own = [p for p in points if customer is None or p.kind not in set(_OF_COMPANY)]
    contact = _contact(work, form, customer, own)
    card.status, card.contact_id = CaptureStatus.CONFIRMED, contact.id
    for file_id in (card.front_id, card.back_id):
        file = work.session.get(File, file_id) if file_id else None
        if file is not None:
            file.record_kind, file.record_id = "contact", contact.key
            file.owner_id, file.team_id = contact.owner_id, contact.team_id
    return Filed(contact.public_id, customer.public_id if customer else "")


def _read(form: CardForm) -> list[Point]:
    if not (form.contact_id or form.name.strip()):
        raise Invalid("contacts.name_missing", field="name")
    typed = [(kind, text) for kind, text in form.points if text.strip()]
    if len(typed) > _MOST_POINTS:
        raise Invalid("cards.too_many", field="points", most=_MOST_POINTS)
    kept = set(form.as_typed)
    read = [read_point(kind, text, as_typed=text in kept) for kind, text in typed]
    return list({(point.kind, point.value): point for point in read}.values())


def _customer(work: Work, form: CardForm, own: list[Point]) -> Customer | None:
    if form.customer_id:
        customer = work.find(Customer, form.customer_id)
    elif not form.company.strip():
        return None
    else:
        same = work.visible(Customer).where(col(Customer.name_key) == company_key(form.company))
        known = work.session.exec(same.order_by(col(Customer.id)).limit(1)).first()
        if known is None or form.is_new_customer:
            return work.find(Customer, _new_customer(work, form, own))
        customer = known
    stored = points_of(work.session, customer)
    if more := _missing(stored, own):
        change = CustomerForm(points=[*stored, *more])
        customers.change_customer.within(work, customer.public_id, change)
    return customer


def _new_customer(work: Work, form: CardForm, own: list[Point]) -> str:
    legal = {}
    if other := form.other_company.strip():
        legal["legal_name_zh" if has_han(other) else "legal_name_en"] = other
    made = CustomerForm(
        name=form.company, source="card", points=own, custom=form.customer_custom, **legal
    )
    with asking_for("customer"):
        return customers.create_customer.within(work, made)


def _contact(work: Work, form: CardForm, customer: Customer | None, own: list[Point]) -> Contact:
    place = PositionForm(
        customer_id=customer.public_id if customer else "",
        title=form.title,
        department=form.department,
    )
    if not form.contact_id:
        made = ContactForm(
            name=form.name,
            name_as_typed=form.name in form.as_typed,
            other_name=form.other_name,
            source="card",
            points=own,
            positions=[place] if customer else None,
            custom=form.contact_custom,
        )
        with asking_for("contact"):
            return work.find(Contact, contacts.create_contact.within(work, made))
    contact = work.find(Contact, form.contact_id)
    stored = points_of(work.session, contact)
    change = ContactForm(
        other_name=contact.other_name or form.other_name,
        points=[*stored, *_missing(stored, own)],
    )
    contacts.change_contact.within(work, contact.public_id, change)
    if customer is not None:
        _place(work, contact, customer, place)
    return contact


def _place(work: Work, contact: Contact, customer: Customer, read: PositionForm) -> None:
    """Where he works, as the card says it; a title that the card lacks stays."""
    found = select(Position).where(
        col(Position.contact_id) == contact.id,
        col(Position.customer_id) == customer.id,
        col(Position.ended).is_(None),
    )
    stored = work.session.exec(found).first()
    contacts.put_position.within(
        work,
        contact.public_id,
        PositionForm(
            public_id=stored.public_id if stored else "",
            customer_id=customer.public_id,
            title=read.title or (stored.title if stored else ""),
            department=read.department or (stored.department if stored else ""),
            started=stored.started if stored else None,
            is_main=stored.is_main if stored else True,
        ),
    )


def _missing(stored: list[Point], more: list[Point]) -> list[Point]:
    """Of `more`, what is not stored yet."""
    known = {(point.kind, point.value) for point in stored}
    return [point for point in more if (point.kind, point.value) not in known]
