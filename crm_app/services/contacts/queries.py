"""Every way contacts are read."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import col, select

from crm_app.core.listing import Listing, ListQuery, Page, Slice, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.birthdays import age_on, next_birthday, shown_birthday
from crm_app.lib.clock import zone
from crm_app.models.customers import Contact, Customer, PointKind, Position
from crm_app.models.users import User
from crm_app.services.choices import option, options_of
from crm_app.services.contacts.fields import FIELDS
from crm_app.services.contacts.identity import masked
from crm_app.services.contacts.rows import ContactName, ContactPage, ContactRow, PositionRow
from crm_app.services.custom_fields import CustomColumns, cells_of, values_of
from crm_app.services.details import details_of_many
from crm_app.services.merging import found_or_survivor
from crm_app.services.points import first, points_of_many
from crm_app.services.references import NOBODY, Reference, owners_of, users_by_id


def _at_customer(work: Work, public_id: str) -> object:
    place = (
        select(Position.contact_id)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(col(Customer.public_id) == public_id, col(Customer.deleted_at).is_(None))
    )
    return col(Contact.id).in_(work.narrowed(place, Customer))


def _owned_by(_: Work, public_id: str) -> object:
    return col(Contact.owner_id) == (
        select(User.id).where(col(User.public_id) == public_id).scalar_subquery()
    )


LISTING = Listing(
    model=Contact,
    kind="contact",
    filters={"customer": _at_customer, "owner": _owned_by, "source": col(Contact.source)},
    orders={
        "updated": col(Contact.updated_at).desc(),
        "name": col(Contact.pinyin),
        "created": col(Contact.created_at),
    },
    further=CustomColumns(Contact),
    fields=FIELDS,
)


@query(Permission.CONTACT_READ)
def contacts(work: Work, asked: ListQuery) -> Page[ContactRow]:
    """One page of the contacts one may see."""
    page = page_of(work, LISTING, asked)
    return page.showing(contact_rows(work, page.rows))


@query(Permission.CONTACT_READ)
def contact_owners(work: Work) -> list[Reference]:
    """Who owns the contacts that one may see, by name."""
    return owners_of(work, Contact)


def contact_rows(work: Work, found: list[Contact]) -> list[ContactRow]:
    """List rows for contacts, with place, phone and owner in three reads."""
    ids = [contact.key for contact in found]
    owners = users_by_id(work.session, (contact.owner_id for contact in found))
    points = points_of_many(work.session, Contact, ids)
    places = places_of(work, ids)
    rows = []
    for contact in found:
        place = next((row for row in places.get(contact.key, []) if row.ended is None), None)
        own = points.get(contact.key, [])
        rows.append(
            ContactRow(
                public_id=contact.public_id,
                name=contact.name,
                honorific=contact.honorific,
                title=place.title if place else "",
                customer=place.customer if place else "",
                customer_id=place.customer_id if place else "",
                phone=first(own, PointKind.MOBILE, PointKind.PHONE),
                email=first(own, PointKind.EMAIL),
                owner=owners.get(contact.owner_id, NOBODY).name,
                updated_at=contact.updated_at,
                custom=cells_of(work, contact),
            )
        )
    return rows


@query(Permission.CONTACT_READ)
def contact_page(work: Work, public_id: str) -> ContactPage:
    """A contact whole; of one that was merged, whom he went into."""
    contact = found_or_survivor(work, Contact, public_id)
    return whole_contacts(work, [contact])[0]


@query(Permission.CONTACT_READ)
def contact_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[ContactPage]:
    """The next contacts whole, newest first, for the API."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(whole_contacts(work, found.rows), found.next)


def whole_contacts(work: Work, found: list[Contact]) -> list[ContactPage]:
    """Contacts with everything that is shown of them."""
    ids = [contact.key for contact in found]
    owner_ids = {contact.owner_id for contact in found}
    owners = {
        user.id: user for user in work.session.exec(select(User).where(col(User.id).in_(owner_ids)))
    }
    places, sources = places_of(work, ids), options_of(work.session, "source")
    points = points_of_many(work.session, Contact, ids)
    details = details_of_many(work.session, Contact, ids)
    today = work.now.astimezone(zone(work.actor.zone)).date()
    return [
        ContactPage(
            public_id=contact.public_id,
            version=contact.version,
            name=contact.name,
            honorific=contact.honorific,
            family_name=contact.family_name,
            given_name=contact.given_name,
            pinyin=contact.pinyin,
            other_name=contact.other_name,
            **_birthday(contact, today),
            id_number=masked(work, contact),
            name_typed=contact.name_typed,
            source=option(sources, contact.source),
            owner=owners[contact.owner_id].name,
            owner_public_id=owners[contact.owner_id].public_id,
            created_at=contact.created_at,
            updated_at=contact.updated_at,
            points=points.get(contact.key, []),
            details=details.get(contact.key, []),
            positions=places.get(contact.key, []),
            custom=values_of(work, contact),
        )
        for contact in found
    ]


def _birthday(contact: Contact, today: date) -> dict[str, Any]:
    stored = contact.birthday
    if not stored:
        return {}
    return {
        "birthday": stored,
        "birthday_zh": shown_birthday(stored, "zh"),
        "birthday_en": shown_birthday(stored, "en"),
        "next_birthday": next_birthday(stored, today),
        "age": age_on(stored, today),
    }


@query(Permission.CONTACT_READ)
def contact_names(
    work: Work, words: str = "", customer_id: str = "", limit: int = 20
) -> list[ContactName]:
    """Contacts to choose from: the newest, or those that hold the words; of a customer if given."""
    filters = {"customer": customer_id} if customer_id else {}
    found = page_of(work, LISTING, ListQuery(words=words, filters=filters, size=limit)).rows
    rows = contact_rows(work, found)
    return [ContactName(row.public_id, row.name, _note(row)) for row in rows]


def _note(row: ContactRow) -> str:
    return " · ".join(piece for piece in (row.customer, row.title) if piece)


def places_of(work: Work, contact_ids: Iterable[int]) -> dict[int, list[PositionRow]]:
    """Contact id → places at customers that the actor may see: running ones first, main one first."""
    what: tuple[Any, ...] = (Position.public_id, Customer.public_id, Customer.name, Position.title)
    what += (Position.department, Position.started, Position.ended, Position.is_main)
    found = (
        select(Position.contact_id, *what)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(col(Position.contact_id).in_(list(contact_ids)), col(Customer.deleted_at).is_(None))
        .order_by(col(Position.ended).is_not(None), col(Position.is_main).desc(), col(Position.id))
    )
    places: dict[int, list[PositionRow]] = {}
    # From these people to their customers: not from all the customers that a team has.
    seen = work.narrowed(found, Customer, along=True)
    for contact_id, *place in work.session.execute(seen):
        places.setdefault(contact_id, []).append(PositionRow(*place))
    return places
