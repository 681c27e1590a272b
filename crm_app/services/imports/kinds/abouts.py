"""Whom a row of activities is about: a customer by name, tax number or id, a contact by name, number
or mail, a deal by name; the customer behind them is found along."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.work import Work
from crm_app.lib.credit_codes import is_credit_code
from crm_app.lib.ids import is_id
from crm_app.lib.names import person_key
from crm_app.models.customers import Contact, ContactPoint, Customer, Position
from crm_app.models.deals import Deal
from crm_app.services.home_region import home_region
from crm_app.services.imports import cells
from crm_app.services.imports.cells import Bad
from crm_app.services.imports.desk import Desk, Fault, Judged
from crm_app.services.imports.kinds.companies import find_companies

_AT_ONCE = 900
Place = list[Any]  # kind, inner id, owner, team, name


def find_abouts(work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
    """Put `to` with its `links` onto rows, the customer first; what is not found is a fault."""
    _name_customers(work, rows)
    find_companies(work, desk, rows, "customer", must_be=True)
    people = _people(work, [row.read["contact"] for row in rows if row.read.get("contact")])
    deals = _deals(work, [row.read["deal"] for row in rows if row.read.get("deal")])
    at = _places_of(work, {one[1] for some in people.values() for one in some})
    behind = {key for places in at.values() for key in places}
    behind |= {one[5] for some in deals.values() for one in some}
    behind |= {row.read["at"][0] for row in rows if row.read.get("at")}
    customers = _customers(work, behind)
    for row in rows:
        place = row.read.pop("at", None)
        home = place[0] if place else 0
        links: list[Place] = [customers[home]] if home in customers else []
        deal = _one(row, "deal", deals, lambda one, h=home: not h or one[5] == h)
        person = _one(row, "contact", people, lambda one, h=home: not h or h in at.get(one[1], ()))
        if not links:
            near = [deal[5]] if deal else at.get(person[1], [])[:1] if person else []
            links = [customers[key] for key in near if key in customers]
        row.read["to"] = {"links": links + [one[:5] for one in (deal, person) if one]}


def _one(row: Judged, field: str, known: dict[str, list[Place]], fits: Any) -> Place | None:
    """The one record of that name, at the customer where the row names one."""
    typed = row.read.get(field)
    if not typed:
        return None
    found = [one for one in known.get(_key(field, typed), ()) if fits(one)]
    if len(found) != 1:
        code = f"imports.{field}_{'many' if found else 'not_known'}"
        row.faults.append(Fault(field, code, {"typed": typed[:60]}))
        return None
    return found[0]


def _key(field: str, typed: str) -> str:
    return (_reached(typed) or person_key(typed)[:120]) if field == "contact" else typed.casefold()


def _reached(typed: str) -> str:
    """The number or address that a cell holds in the place of a name."""
    try:
        if "@" in typed:
            return cells.mails("email", typed, "")[0][1]
        if sum(char.isdigit() for char in typed) >= 7:
            return cells.phones("mobile", typed, home_region())[0][1]
    except (Bad, IndexError):
        return ""
    return ""


def _name_customers(work: Work, rows: Sequence[Judged]) -> None:
    """Who is given by id or tax number is called by name from here on."""
    typed = {row.read["customer"] for row in rows if row.read.get("customer")}
    wanted = [one for one in typed if is_id(one) or is_credit_code(one)]
    names: dict[str, str] = {}
    for some in _chunks(wanted):
        which = or_(col(Customer.public_id).in_(some), col(Customer.tax_id).in_(some))
        for one in work.session.exec(work.visible(Customer).where(which)):
            names |= {one.public_id: one.name, one.tax_id: one.name}
    for row in rows:
        if row.read.get("customer") in names:
            row.read["customer"] = names[row.read["customer"]]


def _customers(work: Work, ids: Iterable[int]) -> dict[int, Place]:
    found: dict[int, Place] = {}
    for some in _chunks(sorted(ids)):
        for one in work.session.exec(work.visible(Customer).where(col(Customer.id).in_(some))):
            found[one.key] = ["customer", one.key, one.owner_id, one.team_id, one.name]
    return found


def _people(work: Work, typed: Sequence[str]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    reached = {key for one in typed if (key := _reached(one))}
    named = {person_key(one)[:120] for one in typed if not _reached(one)}
    for some in _chunks(sorted(named)):
        for one in work.session.exec(work.visible(Contact).where(col(Contact.name_key).in_(some))):
            found.setdefault(one.name_key, []).append(_place(one))
    for some in _chunks(sorted(reached)):
        of = select(ContactPoint.value, ContactPoint.contact_id).where(
            col(ContactPoint.value).in_(some), col(ContactPoint.contact_id).is_not(None)
        )
        owners = list(work.session.exec(of))
        ids = [key for _, key in owners]
        seen = {
            one.key: _place(one)
            for one in work.session.exec(work.visible(Contact).where(col(Contact.id).in_(ids)))
        }
        for value, key in owners:
            place = seen.get(key or 0)
            if place is not None and place not in found.setdefault(value, []):
                found[value].append(place)
    return found


def _place(one: Contact) -> Place:
    return ["contact", one.key, one.owner_id, one.team_id, one.name]


def _deals(work: Work, typed: Sequence[str]) -> dict[str, list[Place]]:
    """By name; the last of a place is the deal's customer."""
    found: dict[str, list[Place]] = {}
    for some in _chunks(sorted(set(typed))):
        for one in work.session.exec(work.visible(Deal).where(col(Deal.name).in_(some))):
            place = ["deal", one.key, one.owner_id, one.team_id, one.name, one.customer_id]
            found.setdefault(one.name.casefold(), []).append(place)
    return found


def _places_of(work: Work, ids: Iterable[int]) -> dict[int, list[int]]:
    """Contact → customers where he works, the main one first."""
    found: dict[int, list[int]] = {}
    for some in _chunks(sorted(ids)):
        columns = select(Position.contact_id, Position.customer_id).where(
            col(Position.contact_id).in_(some), col(Position.ended).is_(None)
        )
        order = col(Position.is_main).desc(), col(Position.id)
        for key, home in work.session.exec(columns.order_by(*order)):
            found.setdefault(key, []).append(home)
    return found


def _chunks(values: Sequence[Any]) -> list[list[Any]]:
    return [list(values[at : at + _AT_ONCE]) for at in range(0, len(values), _AT_ONCE)]
