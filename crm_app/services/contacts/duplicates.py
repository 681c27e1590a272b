"""Is he known already? What is compared, and how certain each likeness makes one."""

from collections.abc import Iterable

from rapidfuzz.distance import JaroWinkler
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.names import company_key, has_han, person_key, read_person
from crm_app.lib.phones import is_landline
from crm_app.models.customers import Contact, ContactPoint, Customer, PointKind, Position
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services.contacts.queries import contact_rows
from crm_app.services.contacts.rows import ContactRow, PossibleDuplicate
from crm_app.services.points import PHONES, Point

_CERTAINTY = {
    "phone": "sure",
    "email": "sure",
    "wechat": "sure",
    "same_name": "likely",
    "shared_phone": "maybe",
    "same_sound": "maybe",
    "similar_name": "maybe",
    "surname": "maybe",
}
_RANKS = ("sure", "likely", "maybe")
_ALIKE = 0.9
_MOST = 5


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
    reasons: dict[int, set[str]] = {}
    for contact_id, reason in (
        *_by_points(work, name, list(points)),
        *_by_name(work, name, company),
    ):
        reasons.setdefault(contact_id, set()).add(reason)
    found = work.session.exec(work.visible(Contact).where(col(Contact.id).in_(reasons))).all()
    living = [contact for contact in found if contact.public_id != but]
    deals = _open_deals(work, [contact.key for contact in living])
    rows = contact_rows(work, living)
    known = [
        _duplicate(row, reasons[contact.key], deals.get(contact.key, 0))
        for contact, row in zip(living, rows, strict=True)
    ]
    return sorted(known, key=lambda row: _RANKS.index(row.certainty))[:_MOST]


def _duplicate(row: ContactRow, reasons: set[str], open_deals: int) -> PossibleDuplicate:
    ordered = sorted(reasons, key=lambda code: (_RANKS.index(_CERTAINTY[code]), code))
    return PossibleDuplicate(
        public_id=row.public_id,
        name=row.name,
        honorific=row.honorific,
        title=row.title,
        customer=row.customer,
        certainty=_CERTAINTY[ordered[0]],
        reasons=tuple(ordered),
        open_deals=open_deals,
    )


def _by_points(work: Work, name: str, points: list[Point]) -> list[tuple[int, str]]:
    """Who has the same number, mail or WeChat. A landline may be a whole office's."""
    wanted = {p.value for p in points if p.kind in (*PHONES, PointKind.EMAIL, PointKind.WECHAT)}
    found = (
        select(ContactPoint, Contact)
        .join(Contact, col(Contact.id) == ContactPoint.contact_id)
        .where(col(ContactPoint.value).in_(wanted), col(Contact.deleted_at).is_(None))
    )
    pairs = work.session.exec(work.narrowed(found, Contact)) if wanted else []
    return [(contact.key, _point_reason(name, point, contact)) for point, contact in pairs]


def _point_reason(name: str, point: ContactPoint, contact: Contact) -> str:
    if point.kind in (PointKind.EMAIL, PointKind.WECHAT):
        return point.kind.value
    shared = point.kind is PointKind.FAX or is_landline(point.value)
    return "shared_phone" if shared and _likeness(name, contact) is None else "phone"


def _by_name(work: Work, name: str, company: str) -> list[tuple[int, str]]:
    """Who of the same company is called the same, or nearly."""
    if not name.strip():
        return []
    found = work.visible(Contact)
    if company.strip():
        at = col(Customer.public_id) == company.strip()
        at |= col(Customer.name_key) == company_key(company)
        colleagues = (
            select(Position.contact_id)
            .join(Customer, col(Customer.id) == Position.customer_id)
            .where(at, col(Customer.deleted_at).is_(None))
        )
        found = found.where(col(Contact.id).in_(work.narrowed(colleagues, Customer)))
        return [
            (contact.key, reason)
            for contact in work.session.exec(found.limit(2000))
            if (reason := _likeness(name, contact))
        ]
    # Without a company only the very same name counts, and only as a hint.
    same = found.where(col(Contact.name_key) == person_key(name), _without_place())
    return [(contact.key, "similar_name") for contact in work.session.exec(same.limit(_MOST))]


def _without_place() -> ColumnElement[bool]:
    place = select(Position.id).where(
        col(Position.contact_id) == col(Contact.id), col(Position.ended).is_(None)
    )
    return ~place.exists()


def _likeness(name: str, contact: Contact) -> str | None:
    """Why two names may be one person's; None when they are not alike. 张总 may be any 张."""
    entered, key = read_person(name), person_key(name)
    if not key or not contact.name_key:
        return None
    if key == contact.name_key:
        return "same_name"
    short, long = sorted((key, contact.name_key), key=len)
    if (
        entered.family
        and entered.family == contact.family_name
        and short == _folded(entered.family)
    ):
        return "surname" if has_han(long) else None
    if has_han(key) and entered.pinyin == contact.pinyin:
        return "same_sound"
    alike = not has_han(key) and JaroWinkler.similarity(key, contact.name_key) >= _ALIKE
    return "similar_name" if alike or _initial_fits(entered.name, contact.name) else None


def _folded(family: str) -> str:
    return person_key(family) or family


def _initial_fits(one: str, other: str) -> bool:
    """J. Smith may be John Smith."""
    short, long = sorted((one.lower().split(), other.lower().split()), key=lambda w: len(w[0]))
    if len(short) < 2 or len(long) < 2 or short[-1] != long[-1]:
        return False
    return len(short[0].rstrip(".")) == 1 and long[0].startswith(short[0].rstrip("."))


def _open_deals(work: Work, contact_ids: list[int]) -> dict[int, int]:
    """Contact id → open deals one may see, at his customers or with himself."""
    if not work.actor.can(Permission.DEAL_READ) or not contact_ids:
        return {}
    at = select(Position.contact_id, Position.customer_id).where(
        col(Position.contact_id).in_(contact_ids), col(Position.ended).is_(None)
    )
    own = select(Contact.id, Deal.id).join(Deal, col(Deal.contact_id) == Contact.id)
    places = at.subquery()
    there = select(places.c.contact_id, Deal.id).join(
        places, places.c.customer_id == col(Deal.customer_id)
    )
    pairs: set[tuple[int, int]] = set()
    for statement in (own.where(col(Contact.id).in_(contact_ids)), there):
        living = work.narrowed(statement, Deal).join(Stage, col(Stage.id) == col(Deal.stage_id))
        open_ones = living.where(col(Deal.deleted_at).is_(None), col(Stage.kind) == StageKind.OPEN)
        pairs.update((row[0], row[1]) for row in work.session.execute(open_ones))
    return {c: sum(1 for contact, _ in pairs if contact == c) for c in contact_ids}
