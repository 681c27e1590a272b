"""Records as the matcher reads them, and where each is filed: one door for all who look for likes."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from crm_app.core.work import Work
from crm_app.lib.matching import Record, compared, keys_of, strength
from crm_app.lib.names import called
from crm_app.lib.phones import is_landline
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind, Position
from crm_app.models.duplicates import DIFFERENT, DuplicatePair
from crm_app.models.leads import OPEN, Lead

MODELS: dict[str, Any] = {"contact": Contact, "customer": Customer, "lead": Lead}
PLURAL = {"contact": "contacts", "customer": "customers", "lead": "leads"}
_COLUMNS = {"contact": "contact_id", "customer": "customer_id", "lead": "lead_id"}
_FIELDS = {"email": "emails", "website": "website", "wechat": "wechat", "address": "address"}
_STRONG, _EACH, _COMPARED = 5, 100, 30
_BATCH = 500
# What colleagues and neighbours have in common: alone it is no reason to ask about two people.
COMMON = frozenset({"company", "similar_company", "domain", "address", "street", "postcode"})
COMMON |= {"birthday", "similar_birthday"}


@dataclass(frozen=True, slots=True)
class Like:
    """A record that may be the one that was asked about, by inner id."""

    record_id: int
    score: float
    reasons: tuple[str, ...]

    @property
    def certainty(self) -> str:
        """The score in a word."""
        return certainty_of(self.score)

    @property
    def percent(self) -> int:
        """The score as one says it; nothing is quite sure."""
        return percent_of(self.score)


def certainty_of(score: float) -> str:
    """sure, likely or maybe."""
    return "sure" if score >= 0.95 else "likely" if score >= 0.5 else "maybe"


def percent_of(score: float) -> int:
    """0 to 99."""
    return min(99, int(score * 100))


def point_fields(points: Iterable[Any]) -> dict[str, list[str]]:
    """Ways of reaching somebody as fields of the matcher; anything with a kind and a value."""
    return reach_fields((getattr(one.kind, "value", one.kind), one.value) for one in points)


def reach_fields(ways: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """As `point_fields`, of kinds and values."""
    found: dict[str, list[str]] = {}
    for kind, value in ways:
        field = _FIELDS.get(kind) or _phone_field(kind, value)
        found.setdefault(field, []).append(value)
    return found


def _phone_field(kind: str, value: str) -> str:
    if kind == PointKind.MOBILE:
        return "mobiles"
    # A fixed line is an office's; a mobile that stands under phone is still one's own.
    desk = kind == PointKind.FAX or value.startswith("+86") or is_landline(value)
    return "phones" if desk else "mobiles"


Firms = Callable[[Session, Collection[int]], Mapping[int, list[str]]]


def records(
    session: Session, kind: str, ids: Collection[int], firms: Firms | None = None
) -> dict[int, dict[str, Any]]:
    """Inner id → the record as the matcher reads it; `firms` says where contacts work."""
    rows = session.execute(_read(kind).where(col(MODELS[kind].id).in_(ids)))
    return _whole(session, kind, rows, ids, firms or _firms)


def _read(kind: str) -> Any:
    return select(*[getattr(MODELS[kind], name) for name in _READ[kind]])


def _whole(
    session: Session, kind: str, rows: Iterable[Any], ids: Collection[int], firms: Firms
) -> dict[int, dict[str, Any]]:
    """Records of rows of `_read`, with how one is reached and where one works."""
    found = {row.id: _described(kind, row) for row in rows}
    for owner, fields in _points(session, kind, ids).items():
        if owner in found:
            found[owner] |= {name: values for name, values in fields.items() if values}
    if kind == "contact":
        for contact, names in firms(session, ids).items():
            found[contact]["company"] = names
    return found


_READ = {
    "contact": ("id", "name", "honorific", "other_name", "birthday"),
    "customer": ("id", "name", "legal_name_zh", "legal_name_en", "tax_id", "region"),
    "lead": ("id", "name", "honorific", "company", "region", "address"),
}


def _described(kind: str, row: Any) -> dict[str, Any]:
    if kind == "customer":
        names = dict.fromkeys((row.name, row.legal_name_zh, row.legal_name_en))
        return {"name": [n for n in names if n], "tax_id": row.tax_id, "city": row.region}
    name = called(row.name, row.honorific)
    if kind == "lead":
        is_person = row.name != row.company[:120]
        return {"name": name if is_person else "", "company": row.company, "city": row.region}
    born = row.birthday or ""
    if born.startswith("lunar:"):  # compared as it was said, with others of that calendar
        born = ""
    return {"name": [name, row.other_name] if row.other_name else name, "birthday": born}


def _points(session: Session, kind: str, ids: Collection[int]) -> dict[int, dict[str, list[str]]]:
    column = col(getattr(ContactPoint, _COLUMNS[kind]))
    rows = session.execute(
        select(column.label("owner"), ContactPoint.kind, ContactPoint.value).where(column.in_(ids))
    )
    by_owner: dict[int, list[Any]] = {}
    for row in rows:
        by_owner.setdefault(row.owner, []).append(row)
    return {owner: point_fields(points) for owner, points in by_owner.items()}


def _firms(session: Session, contact_ids: Collection[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(Position.contact_id, Customer.name)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(col(Position.contact_id).in_(contact_ids), col(Customer.deleted_at).is_(None))
        .order_by(col(Position.ended).is_not(None), col(Position.is_main).desc(), col(Position.id))
    )
    found: dict[int, list[str]] = {}
    for contact_id, name in rows:
        found.setdefault(contact_id, []).append(name)
    return found


def likes_of(
    work: Work, kind: str, record: Record, but: int | None = None, most: int = 5
) -> list[Like]:
    """The records one may see that may be this one, the likeliest first; `but` is itself."""
    near = [row for row in _near(work, kind, record) if row.id != but][:_COMPARED]
    if not near:
        return []
    ids = [row.id for row in near]
    known = _whole(work.session, kind, near, ids, lambda _, some: seen_firms(work, some))
    people = _how_many(work.session, kind)
    found = compared(PLURAL[kind], record, [known[one] for one in ids], people)
    likes = [
        Like(one, score, why)
        for one, (score, why) in zip(ids, found, strict=True)
        if kind == "customer" or not set(why) <= COMMON
        if why
    ]
    if but is not None:
        apart = told_apart(work.session, kind, but)
        likes = [like for like in likes if like.record_id not in apart]
    return sorted(likes, key=lambda like: -like.score)[:most]


_COUNTED: dict[tuple[Any, str], tuple[float, int]] = {}
_AGED = 60.0


def _how_many(session: Session, kind: str) -> int:
    """Among how many records, as of a minute ago at most: what is asked at each key pressed."""
    place = (session.get_bind(), kind)
    at, known = _COUNTED.get(place, (0.0, 0))
    if not known or monotonic() - at > _AGED:
        known = session.exec(select(func.max(MODELS[kind].id))).one() or 0
        _COUNTED.clear()
        _COUNTED[place] = (monotonic(), known)
    return known


def told_apart(session: Session, kind: str, record_id: int) -> set[int]:
    """Whom somebody said a record is not."""
    a, b = col(DuplicatePair.a_id), col(DuplicatePair.b_id)
    pairs = session.execute(
        select(DuplicatePair.a_id, DuplicatePair.b_id).where(
            col(DuplicatePair.kind) == kind,
            col(DuplicatePair.status) == DIFFERENT,
            (a == record_id) | (b == record_id),
        )
    )
    return {one if other == record_id else other for one, other in pairs}


def _near(work: Work, kind: str, record: Record) -> list[Any]:
    """Rows of visible records with keys in common, those with the strongest and most first.

    Of each key a few are looked at; what a hundred have in common says nothing, unless nobody shares it.
    """
    keys = keys_of(PLURAL[kind], record)
    if not keys:
        return []
    one = "SELECT * FROM (SELECT key, record_id FROM match_key WHERE kind = :kind AND key = :k{0} LIMIT {1}) AS s{0}"
    whole = " UNION ALL ".join(one.format(place, _EACH + 1) for place in range(len(keys)))
    values = {f"k{place}": key for place, key in enumerate(keys)}
    filed: dict[int, list[int]] = {}
    for key, record_id in work.session.execute(text(whole), {"kind": kind, **values}):
        filed.setdefault(key, []).append(record_id)
    found: Counter[int] = Counter()
    for key, ids in filed.items():
        if len(ids) <= _EACH or strength(key) < _STRONG:
            found.update(dict.fromkeys(ids, 16 - strength(key)))
    if not found:
        return []
    model = MODELS[kind]
    living = _read(kind).where(col(model.id).in_(found), col(model.deleted_at).is_(None))
    if kind == "lead":
        living = living.where(col(Lead.status).in_(OPEN))
    seen = {row.id: row for row in work.session.execute(work.narrowed(living, model))}
    return [seen[one] for one, _ in found.most_common() if one in seen][: _COMPARED + 1]


def seen_firms(work: Work, ids: Collection[int]) -> dict[int, list[str]]:
    """A firm that one may not see is no reason one may be told."""
    places = (
        select(Position.contact_id, Customer.name)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(col(Position.contact_id).in_(ids), col(Customer.deleted_at).is_(None))
    )
    seen: dict[int, list[str]] = {}
    for contact_id, name in work.session.execute(work.narrowed(places, Customer)):
        seen.setdefault(contact_id, []).append(name)
    return seen
