"""Ways of reaching contacts, customers and leads: normal forms, and storing a whole set of them."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.addresses import read_address
from crm_app.lib.mails import normal_mail
from crm_app.lib.phones import canonical_phone, shown_phone
from crm_app.lib.webs import normal_web
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind
from crm_app.models.leads import Lead
from crm_app.services.home_region import home_region

_NO_DIGIT = re.compile(r"\D")
PARTS = ("province", "city", "district", "postcode")
PHONES = (PointKind.MOBILE, PointKind.PHONE, PointKind.FAX)
_PHONES = frozenset(PHONES)
_KINDS = frozenset(PointKind)
Reachable = Contact | Customer | Lead
_COLUMNS: dict[type, str] = {Contact: "contact_id", Customer: "customer_id", Lead: "lead_id"}


@dataclass(frozen=True, slots=True)
class Point:
    """A way of reaching somebody: kind, canonical value, the form to show, a label, what was typed.

    `as_typed`: the form to show is what was typed. The last four are the parts of an address.
    """

    kind: str
    value: str
    shown: str
    label: str = ""
    typed: str = ""
    as_typed: bool = False
    province: str = ""
    city: str = ""
    district: str = ""
    postcode: str = ""


def read_point(
    kind: str, typed: str, label: str = "", region: str = "", *, as_typed: bool = False
) -> Point:
    """The canonical form of what was typed; refuses with `points.<kind>_invalid`.

    A number that no numbering plan knows is kept as typed: people do write short numbers. Without
    `region` numbers are of the workspace's country.
    """
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", typed)).strip()
    if kind not in _KINDS:
        raise Invalid("points.kind_unknown", field=kind)
    if len(text) > 300:
        raise Invalid("points.too_long", field=kind)
    read = _READERS.get(kind, _as_it_is)(kind, text, region)
    kept = " ".join(typed.split())
    shown = kept if as_typed else read.shown
    return replace(read, shown=shown, label=label, typed=kept, as_typed=as_typed)


def _as_it_is(kind: str, text: str, _: str) -> Point:
    return Point(kind, text, text)


def _read_mail(kind: str, text: str, _: str) -> Point:
    found = normal_mail(text)
    if found is None:
        raise Invalid("points.email_invalid", field=kind, typed=text[:60])
    return Point(kind, found.value, found.shown)


def _read_web(kind: str, text: str, _: str) -> Point:
    """A site; what is none is kept, as it always was, and opens nothing."""
    found = normal_web(text)
    plain = re.sub(r"^https?://", "", text.lower()).rstrip("/")
    return Point(kind, found.value, found.shown) if found else Point(kind, plain, plain)


def _read_address(kind: str, text: str, _: str) -> Point:
    found = read_address(text)
    shown = found.shown if len(found.shown) <= 300 else text
    return Point(
        kind,
        shown,
        shown,
        province=found.province[:40],
        city=found.city[:60],
        district=found.district[:60],
        postcode=found.postcode[:12],
    )


def _read_phone(kind: str, text: str, region: str) -> Point:
    value = canonical_phone(text, region or home_region())
    if value is not None:
        return Point(kind, value, shown_phone(value))
    if len(re.sub(r"\D", "", text)) < 3:
        raise Invalid("points.phone_invalid", field=kind, typed=text[:60])
    return Point(kind, re.sub(r"[^\d+]", "", text), text)


_READERS = {
    **dict.fromkeys((kind.value for kind in PHONES), _read_phone),
    PointKind.EMAIL.value: _read_mail,
    PointKind.WEBSITE.value: _read_web,
    PointKind.ADDRESS.value: _read_address,
}


def points_of(session: Session, owner: Reachable) -> list[Point]:
    """All ways of reaching a contact, customer or lead, in the order they were entered."""
    found = select(ContactPoint).where(_column(type(owner)) == owner.id)
    return [_shown(row) for row in session.exec(found.order_by(col(ContactPoint.id)))]


def points_of_many(session: Session, model: type, ids: Iterable[int]) -> dict[int, list[Point]]:
    """Record id → its points, in one read, for lists."""
    owner, at = _column(model), ContactPoint
    columns: list[Any] = [owner, at.kind, at.value, at.typed, at.as_typed, at.label]
    columns += [getattr(at, part) for part in PARTS]
    found = select(*columns).where(owner.in_(list(ids))).order_by(col(at.id))
    result: dict[int, list[Point]] = {}
    # No objects of the session: the index reads hundreds of thousands of them.
    for key, kind, value, typed, as_typed, label, *parts in session.execute(found):
        shown = _words(kind, value, typed, as_typed)
        point = Point(kind.value, value, shown, label, typed, as_typed, *parts)
        result.setdefault(key, []).append(point)
    return result


def phones_of_many(session: Session, model: type, ids: Iterable[int]) -> dict[int, str]:
    """Record id → the number to call, mobile before landline, for lists."""
    column, at = _column(model), ContactPoint
    columns: list[Any] = [column, at.kind, at.value, at.typed, at.as_typed]
    kinds = (PointKind.MOBILE, PointKind.PHONE)
    found = (
        select(*columns)
        .where(column.in_(list(ids)), col(ContactPoint.kind).in_(kinds))
        .order_by(col(ContactPoint.id))
    )
    best: dict[Any, Any] = {}
    for row in session.exec(found):
        known = best.get(row[0])
        if known is None or (row.kind is PointKind.MOBILE and known.kind is PointKind.PHONE):
            best[row[0]] = row
    return {record_id: _words(*row[1:]) for record_id, row in best.items()}


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
        else:
            row.label, row.as_typed = point.label, point.as_typed
            row.typed = (point.typed or row.typed)[:300]
    for point in wanted.values():
        add_point(work, owner, point)


def add_point(work: Work, owner: Reachable, point: Point) -> None:
    """Store one more way of reaching somebody."""
    row = ContactPoint(
        kind=PointKind(point.kind),
        value=point.value,
        typed=(point.typed or point.shown)[:300],
        label=point.label,
        **{name: getattr(point, name) for name in ("as_typed", *PARTS)},
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
        if point.kind in _PHONES:
            digits = _NO_DIGIT.sub("", point.value.split(";")[0])
            words += [digits, digits.removeprefix("86")]
    return words


def _shown(row: ContactPoint) -> Point:
    kept = (row.label, row.typed, row.as_typed)
    shown = _words(row.kind, row.value, row.typed, row.as_typed)
    return Point(row.kind.value, row.value, shown, *kept, *(getattr(row, p) for p in PARTS))


def _words(kind: PointKind, value: str, typed: str, as_typed: bool) -> str:
    """A point as people read it."""
    if as_typed:
        return typed
    if kind in _PHONES:
        return shown_phone(value) if value.startswith("+") else typed
    return value


def _column(model: type) -> Any:
    return col(getattr(ContactPoint, _COLUMNS[model]))
