"""How the people of the demo stand to one another, who decides, and when a regular guest comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.orders import Order
from crm_app.models.relations import Relation, RelationKind
from crm_app.services.demo.bulk import store
from crm_app.services.demo.people import Place

_ROLES = ("decider", "buyer", "user", "influencer")
_WEDNESDAY = 2


def bind(work: Work, chance: Random, places: Sequence[Place], orders: Sequence[Order]) -> None:
    """Second and third report to the first; parts in buying; times of orders."""
    bonds: list[Relation] = []
    for place in places:
        if len(place.people) > 1:
            bonds += _chart(chance, place)
    bonds += _families(chance, [place.customer for place in places], work.now)
    store(work, bonds)
    _give_parts(work, chance, places)
    _tell_times(work, chance, orders)


def _chart(chance: Random, place: Place) -> list[Relation]:
    boss, *rest = place.people
    kinds = [
        RelationKind.REPORTS_TO if chance.random() < 0.8 else RelationKind.ASSISTS for _ in rest
    ]
    return [
        _bond(kind, place.customer, person, boss) for kind, person in zip(kinds, rest, strict=True)
    ]


def _bond(kind: RelationKind, customer: Customer, one: Contact, other: Contact) -> Relation:
    return Relation(
        kind=kind.value,
        contact_id=one.key,
        other_contact_id=other.key,
        since=one.created_at.date(),
        by_id=customer.owner_id,
        at=one.created_at,
        is_demo=True,
    )


def _families(chance: Random, customers: Sequence[Customer], now: datetime) -> list[Relation]:
    """A few do business together."""
    found: list[Relation] = []
    for first, second in zip(customers[::25], customers[1::25], strict=False):
        if first.owner_id == second.owner_id or chance.random() < 0.5:
            found.append(
                Relation(
                    kind=RelationKind.PARTNER.value,
                    customer_id=first.key,
                    other_customer_id=second.key,
                    since=max(first.created_at, second.created_at).date(),
                    by_id=first.owner_id,
                    at=min(now, max(first.created_at, second.created_at)),
                    is_demo=True,
                )
            )
    return found


def _give_parts(work: Work, chance: Random, places: Sequence[Place]) -> None:
    """The first decides, mostly; the others have some part."""
    parts = {
        person.key: "decider" if number == 0 and chance.random() < 0.8 else chance.choice(_ROLES)
        for place in places
        if len(place.people) > 1
        for number, person in enumerate(place.people)
    }
    found = select(Position).where(
        col(Position.contact_id).in_(select(Contact.id).where(Contact.is_demo))
    )
    changed = [row for row in work.session.exec(found) if row.contact_id in parts]
    for row in changed:
        row.role = parts[row.contact_id]
    work.session.bulk_save_objects(changed)


def _tell_times(work: Work, chance: Random, orders: Sequence[Order]) -> None:
    """Orders came in office hours; a few customers order on Wednesdays in the afternoon."""
    here, counts = zone(DEFAULT_ZONE), dict[int, int]()
    for order in orders:
        counts[order.customer_id] = counts.get(order.customer_id, 0) + 1
    faithful = sorted(counts, key=lambda key: (-counts[key], key))[:5]
    for order in orders:
        if order.ordered_on is None:
            continue
        hour = chance.choice((9, 10, 10, 11, 13, 14, 14, 15, 16, 17))
        if order.customer_id in faithful and chance.random() < 0.85:
            hour = chance.choice((15, 16))
            order.ordered_on -= timedelta(days=(order.ordered_on.weekday() - _WEDNESDAY) % 7)
        moment = datetime.min.time().replace(hour=hour, minute=chance.randrange(60))
        at = datetime.combine(order.ordered_on, moment, here)
        order.ordered_at = at if at <= work.now else None
    work.session.bulk_save_objects(orders)
