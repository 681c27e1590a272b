"""The names a note may hold: hot words for the ear, candidates for the facts."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.captures import VoiceNote
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.quotes import Product
from crm_app.models.users import User
from crm_app.services.voice.facts import KnownNames

HOT_CUSTOMERS = 24
HOT_NEW = 6
HOT_CONTACTS = 16
CANDIDATES = 3000


@query(Permission.CAPTURE)
def hot_words(work: Work, note_id: str) -> list[str]:
    """At most forty names, most likely first: what the note is about, whom one has just added
    (a card, then a word about the visit), whom one met lately."""
    note = work.find(VoiceNote, note_id)
    mine = work.visible(Customer).where(col(Customer.owner_id) == note.owner_id)
    added = work.session.exec(mine.order_by(col(Customer.id).desc()).limit(HOT_NEW)).all()
    met = mine.order_by(col(Customer.last_contact_at).desc().nulls_last()).limit(HOT_CUSTOMERS)
    customers = [*added, *work.session.exec(met).all()]
    about = work.session.get(Customer, note.customer_id) if note.customer_id else None
    if about is not None:
        customers.insert(0, about)
    people = (
        select(Contact.name)
        .join(Position, col(Position.contact_id) == Contact.id)
        .where(
            col(Position.customer_id).in_([customer.id for customer in customers]),
            col(Contact.deleted_at).is_(None),
        )
    )
    names = [customer.name for customer in customers]
    names += list(work.session.exec(people.limit(HOT_CONTACTS)).all())
    return list(dict.fromkeys(names))[: HOT_CUSTOMERS + HOT_CONTACTS]


@query(Permission.CAPTURE)
def known_names(work: Work) -> KnownNames:
    """Customers, contacts and products that the speaker may mean: all that he may see, newest first."""
    customers = work.session.exec(
        work.visible(Customer).order_by(col(Customer.updated_at).desc()).limit(CANDIDATES)
    ).all()
    contacts = work.session.exec(
        work.visible(Contact).order_by(col(Contact.updated_at).desc()).limit(CANDIDATES)
    ).all()
    products = work.session.exec(select(Product).where(col(Product.is_active)).limit(500)).all()
    staff, titles = _staff(work, customers, contacts)
    return KnownNames(
        customers=tuple(dict.fromkeys(customer.name for customer in customers)),
        contacts=tuple(dict.fromkeys(contact.name for contact in contacts)),
        products=tuple(dict.fromkeys(n for p in products for n in (p.name_zh, p.name_en) if n)),
        staff=staff,
        titles=titles,
        colleagues=tuple(work.session.exec(select(User.name).where(col(User.is_active))).all()),
    )


def _staff(
    work: Work, customers: Sequence[Customer], contacts: Sequence[Contact]
) -> tuple[dict[str, list[str]], dict[tuple[str, str], str]]:
    """Who works where now, and as what, by name."""
    firms = {customer.key: customer.name for customer in customers}
    people = {contact.key: contact.name for contact in contacts}
    current = select(Position.customer_id, Position.contact_id, Position.title)
    staff: dict[str, list[str]] = {}
    titles: dict[tuple[str, str], str] = {}
    for firm, person, title in work.session.exec(current.where(col(Position.ended).is_(None))):
        if firm in firms and person in people:
            staff.setdefault(firms[firm], []).append(people[person])
            titles[firms[firm], people[person]] = title
    return staff, titles
