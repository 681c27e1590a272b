"""The people at customers, as they are shown beside them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.customers import Contact, PointKind, Position
from crm_app.services.customers.rows import PersonRow
from crm_app.services.details import details_of_many
from crm_app.services.points import first, phones_of_many, points_of_many


def main_people(work: Work, customer_ids: Iterable[int]) -> dict[int, list[PersonRow]]:
    """Customer id → people there now whom the actor may see, main ones first."""
    if not work.actor.can(Permission.CONTACT_READ):
        return {}
    positions = _positions(work, customer_ids)
    visible = work.visible(Contact).where(
        col(Contact.id).in_({position.contact_id for position in positions})
    )
    contacts = {contact.key: contact for contact in work.session.exec(visible)}
    rows = [(p, contacts[p.contact_id]) for p in positions if p.contact_id in contacts]
    ids = list(contacts)
    points = points_of_many(work.session, Contact, ids)
    details = details_of_many(work.session, Contact, ids)
    people: dict[int, list[PersonRow]] = {}
    for position, contact in rows:
        own = points.get(contact.key, [])
        people.setdefault(position.customer_id, []).append(
            PersonRow(
                public_id=contact.public_id,
                name=contact.name,
                honorific=contact.honorific,
                title=position.title,
                phone=first(own, PointKind.MOBILE, PointKind.PHONE),
                email=first(own, PointKind.EMAIL),
                details=tuple(detail.text for detail in details.get(contact.key, [])),
            )
        )
    return people


def first_people(work: Work, customer_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Customer id → name and number of the main person there whom the actor may see, for lists."""
    if not work.actor.can(Permission.CONTACT_READ):
        return {}
    positions = _positions(work, customer_ids)
    columns = select(Contact.id, Contact.name).where(
        col(Contact.id).in_({position.contact_id for position in positions}),
        col(Contact.deleted_at).is_(None),
    )
    names = {key: name for key, name in work.session.exec(work.narrowed(columns, Contact)) if key}
    main: dict[int, int] = {}
    for position in positions:
        if position.contact_id in names:
            main.setdefault(position.customer_id, position.contact_id)
    phones = phones_of_many(work.session, Contact, main.values())
    return {key: (names[person], phones.get(person, "")) for key, person in main.items()}


def _positions(work: Work, customer_ids: Iterable[int]) -> Sequence[Any]:
    """Customer, contact and title of the running positions, main ones first. Read apart from the contacts: joined in one
    statement, planners begin with all contacts there are."""
    running = select(Position.customer_id, Position.contact_id, Position.title).where(
        col(Position.customer_id).in_(list(customer_ids)), col(Position.ended).is_(None)
    )
    ordered = running.order_by(col(Position.is_main).desc(), col(Position.id))
    return work.session.exec(ordered).all()
