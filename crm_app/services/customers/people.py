"""The people at customers, as they are shown beside them."""

from collections.abc import Iterable

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.customers import Contact, PointKind, Position
from crm_app.services.customers.rows import PersonRow
from crm_app.services.details import details_of_many
from crm_app.services.points import first, points_of_many


def main_people(work: Work, customer_ids: Iterable[int]) -> dict[int, list[PersonRow]]:
    """Customer id → people there now whom the actor may see, main ones first."""
    if not work.actor.can(Permission.CONTACT_READ):
        return {}
    found = (
        select(Position, Contact)
        .join(Contact, col(Contact.id) == Position.contact_id)
        .where(
            col(Position.customer_id).in_(list(customer_ids)),
            col(Position.ended).is_(None),
            col(Contact.deleted_at).is_(None),
        )
        .order_by(col(Position.is_main).desc(), col(Position.id))
    )
    rows = work.session.exec(work.narrowed(found, Contact)).all()
    ids = [contact.key for _, contact in rows]
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
