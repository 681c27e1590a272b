"""People and firms that somebody entered a second time, as happens: from a card, from a chat, in pinyin."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from crm_app.core.work import Work
from crm_app.lib.companies import company_key
from crm_app.lib.names import person_key, pinyin, read_person
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind, Position
from crm_app.services.demo.bulk import store
from crm_app.services.demo.people import Place
from crm_app.services.points import points_of

_EACH, _MOST = 9, 6
_LATER = timedelta(days=40)


def enter_twice(work: Work, places: Sequence[Place]) -> list[Place]:
    """A second record of some of the first people and firms; returned as places of their own."""
    work.session.expire_all()  # what was written in bulk is read as it is stored
    chosen = [place for place in places[1::_EACH] if place.people][:_MOST]
    found: list[Place] = []
    for number, place in enumerate(chosen):
        person = _again(place.people[0], number, place)
        firm = _firm_again(place.customer) if number % 3 == 0 else None
        store(work, [one for one in (person, firm) if one is not None])
        _reach(work, place, person, firm, number)
        found.append(Place(firm or place.customer, [person], place.chinese))
    return found


def firms(places: Sequence[Place], twice: Sequence[Place]) -> list[Customer]:
    """The firms that are there a second time, without those whose people alone are."""
    first = {id(place.customer) for place in places}
    return [place.customer for place in twice if id(place.customer) not in first]


def _again(person: Contact, number: int, place: Place) -> Contact:
    if place.chinese:
        family, given = person.pinyin.split(" ")[0], "".join(person.pinyin.split(" ")[1:])
        names = (f"{person.family_name}总", f"{given.capitalize()} {family.capitalize()}")
        name = (*names, f"{person.name}经理")[number % 3]
    else:
        first, _, last = person.name.partition(" ")
        name = (f"{first[0]}. {last}", f"{last} {first}")[number % 2]
    read = read_person(name)
    return Contact(
        name=read.name,
        name_key=person_key(name),
        honorific=read.honorific,
        family_name=read.family,
        given_name=read.given,
        pinyin=pinyin(read.name),
        source="card",
        **_owned(person),
    )


def _firm_again(firm: Customer) -> Customer:
    """As one says it, without its form."""
    short = firm.name
    for form in ("股份有限公司", "集团有限公司", "有限公司", " Ltd", " GmbH", " Inc", " LLC"):
        short = short.removesuffix(form)
    return Customer(
        name=short,
        name_key=company_key(short),
        region=firm.region,
        source="exhibition",
        tier=firm.tier,
        **_owned(firm),
    )


def _owned(row: Contact | Customer) -> dict[str, Any]:
    at = row.created_at + _LATER
    return {
        "owner_id": row.owner_id,
        "team_id": row.team_id,
        "created_by": row.created_by,
        "created_at": at,
        "updated_at": at,
        "is_demo": True,
    }


def _reach(work: Work, place: Place, person: Contact, firm: Customer | None, number: int) -> None:
    same = points_of(work.session, place.people[0])[:1]
    points = [
        ContactPoint(contact_id=person.id, kind=PointKind(p.kind), value=p.value, typed=p.shown)
        for p in same
    ]
    if firm is not None:
        lines = points_of(work.session, place.customer)[:1]
        points += [
            ContactPoint(customer_id=firm.id, kind=PointKind(p.kind), value=p.value, typed=p.shown)
            for p in lines
        ]
        store(work, [Position(contact_id=person.key, customer_id=firm.key)])
    elif number % 2:
        store(work, [Position(contact_id=person.key, customer_id=place.customer.key)])
    store(work, points)
