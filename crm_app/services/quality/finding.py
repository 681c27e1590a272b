"""What is wrong with records: of all of them, or of some."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import col, or_, select

from crm_app.core.work import Work
from crm_app.lib.identifiers import is_like_credit_code
from crm_app.lib.mails import normal_mail
from crm_app.lib.names import read_person
from crm_app.lib.standards import normal
from crm_app.models.customers import Contact, ContactPoint, Customer, CustomerKind, Position
from crm_app.models.duplicates import OPEN, DuplicatePair
from crm_app.models.quality import QualitySkip
from crm_app.models.users import User
from crm_app.services import validation_rules
from crm_app.services.points import PHONES
from crm_app.services.quality import rules

MODELS: dict[str, Any] = {"customer": Customer, "contact": Contact}
_REACH = {"mobile", "phone", "email", "wechat"}


@dataclass(slots=True)
class Found:
    """A record and its faults."""

    record_id: int
    owner_id: int
    team_id: int
    source: str
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Beside:
    """What stands beside the records: who can be reached, whose numbers are none, who is double."""

    reached: set[int]
    bad: set[int]
    placed: dict[int, tuple[str, str]]
    doubles: set[int]
    gone: set[int]
    unmet: set[int]
    skipped: set[tuple[int, str]]


def faults_of(work: Work, kind: str, ids: Sequence[int] | None = None) -> list[Found]:
    """Each living record of a kind, or of these, with its faults less those that are to stay."""
    beside = _beside(work, kind, ids)
    read = _customers if kind == "customer" else _contacts
    found = []
    for one, faults in read(work, ids, beside):
        for code, holds in (
            ("bad_point", one.record_id in beside.bad),
            ("double", one.record_id in beside.doubles),
            ("rule_unmet", one.record_id in beside.unmet),
            ("owner_gone", one.owner_id in beside.gone),
        ):
            if holds:
                faults.append(code)
        one.faults = [
            code for code in faults if code and (one.record_id, code) not in beside.skipped
        ]
        found.append(one)
    return found


def _customers(
    work: Work, ids: Sequence[int] | None, beside: _Beside
) -> Iterable[tuple[Found, list[str]]]:
    peopled, through = _peopled(work, ids)
    columns: Any = (
        *(
            Customer.id,
            Customer.owner_id,
            Customer.team_id,
            Customer.source,
            Customer.name,
            Customer.kind,
        ),
        *(Customer.region, Customer.industry, Customer.tax_id),
        *(Customer.last_contact_at, Customer.created_at),
    )
    for row in work.session.execute(_living(select(*columns), Customer, ids)):
        key, owner, team, source, name, sort, region, industry, tax_id, last, created = row
        is_firm = rules.is_firm(name)
        place = beside.placed.get(key, ("", ""))
        faults = [
            "" if key in beside.reached or key in through else "no_reach",
            "no_person" if sort is CustomerKind.COMPANY and key not in peopled else "",
            "" if region else "no_region",
            "" if industry else "no_industry",
            "" if source else "no_source",
            "junk_name" if rules.is_junk(name) else "",
            "bad_tax_id" if _is_bad(tax_id) else "",
            _fresh(work, last, created),
            "kind_differs" if is_firm and sort is CustomerKind.PERSON else "",
            "region_differs" if rules.differs(region, *place) else "",
        ]
        yield Found(key, owner, team, source), faults


def _contacts(
    work: Work, ids: Sequence[int] | None, beside: _Beside
) -> Iterable[tuple[Found, list[str]]]:
    placed = select(Position.contact_id).where(col(Position.ended).is_(None))
    if ids is not None:
        placed = placed.where(col(Position.contact_id).in_(ids))
    employed = set(work.session.exec(placed))
    columns: Any = (
        *(
            Contact.id,
            Contact.owner_id,
            Contact.team_id,
            Contact.source,
            Contact.name,
            Contact.honorific,
        ),
        *(Contact.updated_at, Contact.created_at),
    )
    for row in work.session.execute(_living(select(*columns), Contact, ids)):
        key, owner, team, source, name, honorific, updated, created = row
        faults = [
            "" if key in beside.reached else "no_reach",
            "" if key in employed else "no_company",
            "" if source else "no_source",
            "junk_name" if rules.is_junk(name) else "",
            "honorific_left" if not honorific and read_person(name).honorific else "",
            _fresh(work, updated, created),
        ]
        yield Found(key, owner, team, source), faults


def _living(statement: Any, model: Any, ids: Sequence[int] | None) -> Any:
    chosen = statement.where(col(model.deleted_at).is_(None))
    return chosen if ids is None else chosen.where(col(model.id).in_(ids))


def _fresh(work: Work, last: datetime | None, created: datetime) -> str:
    days = (work.now - last).days if last else None
    return rules.freshness(days, (work.now - created).days)


def _is_bad(tax_id: str) -> bool:
    return bool(tax_id) and is_like_credit_code(tax_id) and normal("tax_number", tax_id) is None


def _beside(work: Work, kind: str, ids: Sequence[int] | None) -> _Beside:
    reached, bad, placed = _points(work, kind, ids)
    pairs = select(DuplicatePair.a_id, DuplicatePair.b_id).where(
        col(DuplicatePair.kind) == kind, col(DuplicatePair.status) == OPEN
    )
    skips = select(QualitySkip.record_id, QualitySkip.fault).where(col(QualitySkip.kind) == kind)
    if ids is not None:
        either = or_(col(DuplicatePair.a_id).in_(ids), col(DuplicatePair.b_id).in_(ids))
        pairs, skips = pairs.where(either), skips.where(col(QualitySkip.record_id).in_(ids))
    left = select(User.id).where(col(User.is_active).is_(False))
    return _Beside(
        *(reached, bad, placed),
        doubles={key for pair in work.session.exec(pairs) for key in pair},
        gone={key for key in work.session.exec(left) if key},
        unmet=validation_rules.unmet_of(work, kind, ids),
        skipped={(key, code) for key, code in work.session.exec(skips)},
    )


def _points(
    work: Work, kind: str, ids: Sequence[int] | None
) -> tuple[set[int], set[int], dict[int, tuple[str, str]]]:
    """Who has a number or mail, whose are none, and where the address lies."""
    whose: Any = col(getattr(ContactPoint, f"{kind}_id"))
    point: Any = ContactPoint
    columns: Any = (whose, point.kind, point.value, point.province, point.city)
    found = select(*columns)
    found = found.where(whose.is_not(None) if ids is None else whose.in_(ids))
    reached: set[int] = set()
    bad: set[int] = set()
    placed: dict[int, tuple[str, str]] = {}
    for key, of, value, province, city in work.session.execute(found):
        if of.value in _REACH:
            reached.add(key)
        if is_bad_point(of, value):
            bad.add(key)
        if province or city:
            placed.setdefault(key, (province, city))
    return reached, bad, placed


def is_bad_point(kind: Any, value: str) -> bool:
    """A number without a plan, a mail address that is none."""
    if kind in PHONES:
        return not value.startswith("+")
    return kind.value == "email" and normal_mail(value) is None


def _peopled(work: Work, ids: Sequence[int] | None) -> tuple[set[int], set[int]]:
    """Customers with somebody there, and those who can be reached through him."""
    columns: Any = (Position.customer_id, ContactPoint.kind)
    there = (
        select(*columns)
        .join(Contact, col(Contact.id) == Position.contact_id)
        .join(ContactPoint, col(ContactPoint.contact_id) == Contact.id, isouter=True)
        .where(col(Position.ended).is_(None), col(Contact.deleted_at).is_(None))
    )
    if ids is not None:
        there = there.where(col(Position.customer_id).in_(ids))
    peopled: set[int] = set()
    through: set[int] = set()
    for key, of in work.session.execute(there):
        peopled.add(key)
        if of is not None and of.value in _REACH:
            through.add(key)
    return peopled, through
