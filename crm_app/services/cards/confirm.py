"""What a person confirmed of a card becomes a contact, once."""

from dataclasses import dataclass, field

from sqlmodel import col, select

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.names import company_key
from crm_app.models.captures import CaptureStatus, Card, File
from crm_app.models.customers import Contact, Customer, PointKind, Position
from crm_app.services import contacts, customers
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import Point, points_of, replace_points

# A card's own address and site belong to the company; its numbers and mails to the person.
_OF_COMPANY = (PointKind.WEBSITE, PointKind.ADDRESS)


@dataclass(frozen=True, slots=True)
class CardForm:
    """What was confirmed. `contact_id` adds to a contact that exists, `customer_id` to a customer."""

    name: str
    title: str = ""
    department: str = ""
    company: str = ""
    other_name: str = ""
    points: list[Point] = field(default_factory=list)
    contact_id: str = ""
    customer_id: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a card went: public ids."""

    contact_id: str
    customer_id: str


@command(Permission.CAPTURE)
def confirm_card(work: Work, public_id: str, form: CardForm) -> Filed:
    """Make the contact (and the customer, where it is new) of a card; keeps the picture with it.

    Refuses a card that was confirmed before with `cards.confirmed_already`.
    """
    card = work.find(Card, public_id)
    if card.status is CaptureStatus.CONFIRMED:
        raise Conflict("cards.confirmed_already")
    customer = _customer(work, form)
    contact = _contact(work, form, customer)
    card.status, card.contact_id = CaptureStatus.CONFIRMED, contact.id
    for file_id in (card.front_id, card.back_id):
        file = work.session.get(File, file_id) if file_id else None
        if file is not None:
            file.record_kind, file.record_id = "contact", contact.key
            file.owner_id, file.team_id = contact.owner_id, contact.team_id
    return Filed(contact.public_id, customer.public_id if customer else "")


def _customer(work: Work, form: CardForm) -> Customer | None:
    own = [point for point in form.points if point.kind in set(_OF_COMPANY)]
    if form.customer_id:
        customer = work.find(Customer, form.customer_id)
    elif not form.company.strip():
        return None
    else:
        same = work.visible(Customer).where(col(Customer.name_key) == company_key(form.company))
        known = work.session.exec(same.order_by(col(Customer.id)).limit(1)).first()
        if known is None:
            made = CustomerForm(name=form.company, source="card", points=own)
            return work.find(Customer, customers.create_customer.within(work, made))
        customer = known
    _add_points(work, customer, own)
    return customer


def _contact(work: Work, form: CardForm, customer: Customer | None) -> Contact:
    own = [point for point in form.points if point.kind not in set(_OF_COMPANY)]
    place = PositionForm(
        customer_id=customer.public_id if customer else "",
        title=form.title,
        department=form.department,
    )
    if not form.contact_id:
        made = ContactForm(
            name=form.name,
            other_name=form.other_name,
            source="card",
            points=own,
            positions=[place] if customer else None,
        )
        return work.find(Contact, contacts.create_contact.within(work, made))
    contact = work.find(Contact, form.contact_id)
    _add_points(work, contact, own)
    if customer is not None:
        _place(work, contact, customer, place)
    return contact


def _place(work: Work, contact: Contact, customer: Customer, place: PositionForm) -> None:
    found = select(Position).where(
        col(Position.contact_id) == contact.id,
        col(Position.customer_id) == customer.id,
        col(Position.ended).is_(None),
    )
    position = work.session.exec(found).first()
    if position is None:
        position = work.add(Position(contact_id=contact.key, customer_id=customer.key))
    position.title = place.title or position.title
    position.department = place.department or position.department


def _add_points(work: Work, owner: Contact | Customer, more: list[Point]) -> None:
    if more:
        replace_points(work, owner, [*points_of(work.session, owner), *more])
