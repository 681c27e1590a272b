"""Ways of reaching contacts, customers and leads: normal forms, and storing a whole set of them."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.phones import canonical_phone, shown_phone
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind
from crm_app.models.leads import Lead

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")
PHONES = (PointKind.MOBILE, PointKind.PHONE, PointKind.FAX)
Reachable = Contact | Customer | Lead
_COLUMNS: dict[type, str] = {Contact: "contact_id", Customer: "customer_id", Lead: "lead_id"}


@dataclass(frozen=True, slots=True)
class Point:
    """A way of reaching somebody: kind, canonical value, the form to show, and a label."""

    kind: str
    value: str
    shown: str
    label: str = ""


def read_point(kind: str, typed: str, label: str = "", region: str = "CN") -> Point:
    """The canonical form of what was typed; refuses with `points.<kind>_invalid`.

    A number that no numbering plan knows is kept as typed: people do write short numbers.
    """
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", typed)).strip()
    if kind not in set(PointKind):
        raise Invalid("points.kind_unknown", field=kind)
    if len(text) > 300:
        raise Invalid("points.too_long", field=kind)
    if kind in set(PHONES):
        return _read_phone(kind, text, label, region)
    if kind == PointKind.EMAIL:
        if not _EMAIL.fullmatch(text):
            raise Invalid("points.email_invalid", field=kind, typed=text[:60])
        text = text.lower()
    elif kind == PointKind.WEBSITE:
        text = re.sub(r"^https?://", "", text.lower()).rstrip("/")
    return Point(kind, text, text, label)


def _read_phone(kind: str, text: str, label: str, region: str) -> Point:
    value = canonical_phone(text, region)
    if value is not None:
        return Point(kind, value, shown_phone(value), label)
    if len(re.sub(r"\D", "", text)) < 3:
        raise Invalid("points.phone_invalid", field=kind, typed=text[:60])
    return Point(kind, re.sub(r"[^\d+]", "", text), text, label)


def points_of(session: Session, owner: Reachable) -> list[Point]:
    """All ways of reaching a contact, customer or lead, in the order they were entered."""
    found = select(ContactPoint).where(_column(type(owner)) == owner.id)
    return [_shown(row) for row in session.exec(found.order_by(col(ContactPoint.id)))]


def points_of_many(session: Session, model: type, ids: Iterable[int]) -> dict[int, list[Point]]:
    """Record id → its points, in one read, for lists."""
    found = select(ContactPoint).where(_column(model).in_(list(ids)))
    result: dict[int, list[Point]] = {}
    for row in session.exec(found.order_by(col(ContactPoint.id))):
        result.setdefault(getattr(row, _COLUMNS[model]), []).append(_shown(row))
    return result


def phones_of_many(session: Session, model: type, ids: Iterable[int]) -> dict[int, str]:
    """Record id → the number to call, mobile before landline, for lists."""
    column = _column(model)
    kinds = (PointKind.MOBILE, PointKind.PHONE)
    found = (
        select(column, ContactPoint.kind, ContactPoint.value, ContactPoint.typed)
        .where(column.in_(list(ids)), col(ContactPoint.kind).in_(kinds))
        .order_by(col(ContactPoint.id))
    )
    best: dict[Any, tuple[Any, str, str]] = {}
    for record_id, kind, value, typed in session.exec(found):
        known = best.get(record_id)
        if known is None or (kind is PointKind.MOBILE and known[0] is PointKind.PHONE):
            best[record_id] = (kind, value, typed)
    return {record_id: _as_shown(*point) for record_id, point in best.items()}


def new_points(session: Session, owner: Reachable, points: Iterable[Point] | None) -> list[Point]:
    """Of `points`, what is not stored of this record yet."""
    known = {(point.kind, point.value) for point in points_of(session, owner)} if points else set()
    return [point for point in points or [] if (point.kind, point.value) not in known]


def replace_points(
    work: Work,
    owner: Reachable,
    points: Iterable[Point],
    kinds: Collection[str] | None = None,
) -> None:
    """Make the stored set equal to `points`: what is there stays, what is gone goes.

    With `kinds` only points of these kinds are replaced, and the others are left alone.
    """
    wanted = {(point.kind, point.value): point for point in points}
    stored = select(ContactPoint).where(_column(type(owner)) == owner.id)
    if kinds is not None:
        stored = stored.where(col(ContactPoint.kind).in_([PointKind(kind) for kind in kinds]))
    for row in work.session.exec(stored).all():
        point = wanted.pop((row.kind.value, row.value), None)
        if point is None:
            work.session.delete(row)
        elif row.label != point.label:
            row.label = point.label
    for point in wanted.values():
        add_point(work, owner, point)


def add_point(work: Work, owner: Reachable, point: Point) -> None:
    """Store one more way of reaching somebody."""
    row = ContactPoint(
        kind=PointKind(point.kind), value=point.value, typed=point.shown, label=point.label
    )
    setattr(row, _COLUMNS[type(owner)], owner.id)
    work.add(row)


def first(points: Iterable[Point], *kinds: PointKind) -> str:
    """The first point of these kinds, as shown; kinds in order of preference."""
    by_kind: dict[str, str] = {}
    for point in points:
        by_kind.setdefault(point.kind, point.shown)
    return next((by_kind[kind] for kind in kinds if kind in by_kind), "")


def search_words(points: Iterable[Point]) -> list[str]:
    """What one may type to find them: national digits as well as the shown form."""
    words: list[str] = []
    for point in points:
        words.append(point.shown)
        if point.kind in set(PHONES):
            digits = re.sub(r"\D", "", point.value.split(";")[0])
            words += [digits, digits.removeprefix("86")]
    return words


def _shown(row: ContactPoint) -> Point:
    return Point(row.kind.value, row.value, _as_shown(row.kind, row.value, row.typed), row.label)


def _as_shown(kind: PointKind, value: str, typed: str) -> str:
    return shown_phone(value) if kind in PHONES and value.startswith("+") else typed


def _column(model: type) -> Any:
    return col(getattr(ContactPoint, _COLUMNS[model]))
