"""Is he known already? The contacts that may be the one being entered."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.ids import is_id
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services import match_keys as _keys  # noqa: F401 - files them as they change
from crm_app.services.contacts.queries import places_of
from crm_app.services.contacts.rows import PositionRow, PossibleDuplicate
from crm_app.services.likeness import Like, likes_of, point_fields
from crm_app.services.points import Point


@query(Permission.CONTACT_READ)
def possible_duplicates(
    work: Work,
    name: str = "",
    points: Iterable[Point] = (),
    company: str = "",
    but: str = "",
) -> list[PossibleDuplicate]:
    """Visible contacts who may be the one being entered, the most certain first, at most five.

    `company` is a customer's name or public id; `but` the public id of the contact himself.
    """
    record = {"name": name, "company": _firm(work, company), **point_fields(points)}
    itself = select(Contact.id).where(Contact.public_id == but)
    himself = work.session.exec(itself).first() if but else None
    likes = {like.record_id: like for like in likes_of(work, "contact", record, himself)}
    if not likes:
        return []
    columns = (Contact.id, Contact.public_id, Contact.name, Contact.honorific)
    found = work.session.execute(
        work.narrowed(select(*columns), Contact).where(col(Contact.id).in_(likes))
    ).all()
    deals, places = _open_deals(work, list(likes)), places_of(work, likes)
    known = [
        _duplicate(row, places.get(row.id, []), likes[row.id], deals.get(row.id, 0))
        for row in found
    ]
    return sorted(known, key=lambda row: -row.score)


def _firm(work: Work, company: str) -> str:
    """The name of a customer that is given by its id."""
    if not is_id(company.strip()):
        return company
    of_id = work.visible(Customer).where(col(Customer.public_id) == company.strip())
    customer = work.session.exec(of_id).first()
    return customer.name if customer else company


def _duplicate(
    row: Any, places: list[PositionRow], like: Like, open_deals: int
) -> PossibleDuplicate:
    place = next((one for one in places if one.ended is None), None)
    return PossibleDuplicate(
        public_id=row.public_id,
        name=row.name,
        honorific=row.honorific,
        title=place.title if place else "",
        customer=place.customer if place else "",
        certainty=like.certainty,
        reasons=like.reasons,
        open_deals=open_deals,
        score=like.score,
        percent=like.percent,
    )


def _open_deals(work: Work, contact_ids: list[int]) -> dict[int, int]:
    """Contact id → open deals one may see, at his customers or with himself."""
    if not work.actor.can(Permission.DEAL_READ) or not contact_ids:
        return {}
    at = select(Position.contact_id, Position.customer_id).where(
        col(Position.contact_id).in_(contact_ids), col(Position.ended).is_(None)
    )
    places = [(row[0], row[1]) for row in work.session.execute(at)]
    firms = {customer for _, customer in places}
    of_them = col(Deal.contact_id).in_(contact_ids) | col(Deal.customer_id).in_(firms)
    found = select(Deal.contact_id, Deal.customer_id).join(Stage, col(Stage.id) == Deal.stage_id)
    running = found.where(
        of_them, col(Deal.deleted_at).is_(None), col(Stage.kind) == StageKind.OPEN
    )
    deals = [(row[0], row[1]) for row in work.session.execute(work.narrowed(running, Deal))]
    held = set(places)
    return {
        one: sum(1 for contact, firm in deals if contact == one or (one, firm) in held)
        for one in contact_ids
    }
