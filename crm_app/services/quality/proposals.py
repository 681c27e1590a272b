"""What one tap would do against a fault of a record: said before it is done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.work import Work
from crm_app.lib.clock import zone
from crm_app.lib.names import read_person
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind, Position
from crm_app.models.duplicates import OPEN, DuplicatePair
from crm_app.models.leads import Lead
from crm_app.services.choices import options_of
from crm_app.services.points import Point, points_of, read_point
from crm_app.services.quality.finding import is_bad_point
from crm_app.services.quality.rows import Proposal

_SURE = 0.9
Make = Callable[[Work, Any], Proposal | None]


def proposal_for(work: Work, record: Any, fault: str) -> Proposal:
    """What can be done about a fault; nothing where only somebody who knows can say."""
    made = _MAKERS.get(fault, _nothing)(work, record)
    return made or Proposal(fault)


def _nothing(_: Work, __: Any) -> None:
    return None


def _set(fault: str, name: str, before: str, after: str, zh: str = "", en: str = "") -> Proposal:
    return Proposal(fault, "set", name, before, after, zh or after, en or after)


def _region(fault: str) -> Make:
    """From the address: city, else province."""

    def make(work: Work, record: Customer) -> Proposal | None:
        for point in [*points_of(work.session, record), *_of_people(work, record)]:
            if place := point.city or point.province:
                return _set(fault, "region", record.region, place[:60])
        return None

    return make


def _listed(fault: str, name: str) -> Make:
    """From the parent company, or the branches: what they have in common is theirs."""

    def make(work: Work, record: Customer) -> Proposal | None:
        near = work.visible(Customer).where(
            or_(col(Customer.id) == record.parent_id, col(Customer.parent_id) == record.key),
            col(getattr(Customer, name)) != "",
        )
        values = {getattr(one, name) for one in work.session.exec(near.limit(20))}
        return _option(work, fault, name, values)

    return make


def _source(work: Work, record: Any) -> Proposal | None:
    """From the lead that it was made of, or from those who work there, or where he works."""
    kind = str(record.__tablename__)
    made_of = work.visible(Lead).where(col(getattr(Lead, f"{kind}_id")) == record.key)
    values = {one.source for one in work.session.exec(made_of.limit(5))}
    near, key, other = (
        (Contact, Position.contact_id, Position.customer_id)
        if kind == "customer"
        else (Customer, Position.customer_id, Position.contact_id)
    )
    ids = select(key).where(col(other) == record.key, col(Position.ended).is_(None))
    beside: Any = work.visible(near).where(col(near.id).in_(ids)).limit(20)
    values |= {one.source for one in work.session.exec(beside)}
    return _option(work, "no_source", "source", values - {""})


def _option(work: Work, fault: str, name: str, values: set[str]) -> Proposal | None:
    known = options_of(work.session, name)
    if len(values) != 1 or (value := values.pop()) not in known:
        return None
    return _set(fault, name, "", value, known[value].zh, known[value].en)


def _kind(_: Work, __: Customer) -> Proposal:
    return Proposal("kind_differs", "set", "kind", "person", "company", "企业", "Company")


def _honorific(_: Work, record: Contact) -> Proposal | None:
    read = read_person(record.name)
    if not read.honorific or not read.name:
        return None
    both = f"{read.name} + {read.honorific}"
    return Proposal("honorific_left", "set", "name", record.name, record.name, both, both)


def _point(work: Work, record: Any) -> Proposal | None:
    """The number as it would be read today; a number that is none and of which another is left goes."""
    points = points_of(work.session, record)
    for point in points:
        if not is_bad_point(PointKind(point.kind), point.value):
            continue
        again = _read(point)
        after = again.shown if again else ""
        others = any(one.kind == point.kind and one is not point for one in points)
        if again or others:
            return Proposal(
                *("bad_point", "point", point.kind, point.shown, after, after, after), point.value
            )
    return None


def _read(point: Point) -> Point | None:
    again = read_point(point.kind, point.typed or point.shown, point.label)
    return None if is_bad_point(PointKind(again.kind), again.value) else again


def _task(fault: str) -> Make:
    """A task for tomorrow, for whoever has the record."""

    def make(work: Work, record: Any) -> Proposal:
        tomorrow = (work.now.astimezone(zone(work.actor.zone)) + timedelta(days=1)).date()
        return Proposal(fault, "task", after=tomorrow.isoformat(), before=record.name)

    return make


def _double(work: Work, record: Any) -> Proposal | None:
    """Merge with the one it almost surely is; of others the pair is shown."""
    kind, model = str(record.__tablename__), type(record)
    found = select(DuplicatePair).where(
        col(DuplicatePair.kind) == kind,
        col(DuplicatePair.status) == OPEN,
        or_(col(DuplicatePair.a_id) == record.key, col(DuplicatePair.b_id) == record.key),
    )
    pair = work.session.exec(found.order_by(col(DuplicatePair.score).desc()).limit(1)).first()
    if pair is None:
        return None
    other_id = pair.b_id if pair.a_id == record.key else pair.a_id
    other = work.session.exec(work.visible(model).where(col(model.id) == other_id)).first()
    if other is None:
        return None
    does = "merge" if pair.score >= _SURE else "look"
    said = f"{round(100 * pair.score)}%"
    # The record of the queue stays.
    target = f"{pair.public_id}:{'a' if pair.a_id == record.key else 'b'}"
    names = (record.name, other.name, other.name, other.name)
    return Proposal("double", does, said, *names, target)


def _of_people(work: Work, record: Customer) -> list[Point]:
    there = select(Position.contact_id).where(
        col(Position.customer_id) == record.key, col(Position.ended).is_(None)
    )
    found = select(ContactPoint).where(
        col(ContactPoint.contact_id).in_(there), col(ContactPoint.kind) == PointKind.ADDRESS
    )
    return [
        Point("address", one.value, one.value, province=one.province, city=one.city)
        for one in work.session.exec(found.limit(20))
    ]


_MAKERS: dict[str, Make] = {
    "no_reach": _task("no_reach"),
    "no_region": _region("no_region"),
    "region_differs": _region("region_differs"),
    "no_industry": _listed("no_industry", "industry"),
    "no_source": _source,
    "no_person": _task("no_person"),
    "no_company": _task("no_company"),
    "kind_differs": _kind,
    "honorific_left": _honorific,
    "bad_point": _point,
    "stale": _task("stale"),
    "asleep": _task("asleep"),
    "double": _double,
}
