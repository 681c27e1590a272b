"""Is this customer known already? What is compared, and how certain each likeness makes one."""

from collections.abc import Iterable

from rapidfuzz import fuzz
from sqlmodel import col, func, or_, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.companies import company_key, read_company
from crm_app.lib.mails import is_public
from crm_app.models.customers import ContactPoint, Customer, PointKind
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.services.customers.rows import PossibleDuplicate
from crm_app.services.points import PHONES, Point
from crm_app.services.references import NOBODY, users_by_id

_CERTAINTY = {
    "phone": "sure",
    "email": "sure",
    "same_name": "likely",
    "domain": "likely",
    "similar_name": "maybe",
}
_RANKS = ("sure", "likely", "maybe")
_ALIKE = 86.0
_MOST = 5


@query(Permission.CUSTOMER_READ)
def possible_duplicates(
    work: Work, name: str = "", points: Iterable[Point] = (), but: str = ""
) -> list[PossibleDuplicate]:
    """Visible customers that may be the one being entered, the most certain first, at most five.

    `but` is the public id of the customer itself.
    """
    reasons: dict[int, set[str]] = {}
    for customer_id, reason in (*_by_points(work, list(points)), *_by_name(work, name)):
        reasons.setdefault(customer_id, set()).add(reason)
    found = work.session.exec(work.visible(Customer).where(col(Customer.id).in_(reasons))).all()
    living = [customer for customer in found if customer.public_id != but]
    deals = _open_deals(work, [customer.key for customer in living])
    owners = users_by_id(work.session, (customer.owner_id for customer in living))
    known = [
        _duplicate(
            customer,
            reasons[customer.key],
            owners.get(customer.owner_id, NOBODY).name,
            deals.get(customer.key, 0),
        )
        for customer in living
    ]
    return sorted(known, key=lambda row: _RANKS.index(row.certainty))[:_MOST]


def _duplicate(
    customer: Customer, reasons: set[str], owner: str, open_deals: int
) -> PossibleDuplicate:
    ordered = sorted(reasons, key=lambda code: (_RANKS.index(_CERTAINTY[code]), code))
    return PossibleDuplicate(
        public_id=customer.public_id,
        name=customer.name,
        region=customer.region,
        owner=owner,
        certainty=_CERTAINTY[ordered[0]],
        reasons=tuple(ordered),
        open_deals=open_deals,
    )


def _by_points(work: Work, points: list[Point]) -> list[tuple[int, str]]:
    """Same number, same mail, or a mail or site of the same domain."""
    numbers = {point.value for point in points if point.kind in set(PHONES)}
    mails = {point.value for point in points if point.kind == PointKind.EMAIL}
    domains = {found for point in points if (found := domain_of(point.kind, point.value))}
    wanted = col(ContactPoint.value).in_(numbers | mails)
    value = col(ContactPoint.value)
    for domain in domains:
        wanted |= value.endswith(f"@{domain}", autoescape=True)
        for site in (domain, f"www.{domain}"):
            wanted |= (value == site) | value.startswith(f"{site}/", autoescape=True)
    found = (
        select(Customer.id, ContactPoint.kind, ContactPoint.value)
        .join(ContactPoint, col(ContactPoint.customer_id) == Customer.id)
        .where(wanted, col(Customer.deleted_at).is_(None))
    )
    hits = work.session.exec(work.narrowed(found, Customer).limit(200))
    return [(key or 0, _reason(kind, value, numbers | mails)) for key, kind, value in hits]


def _reason(kind: PointKind, value: str, same: set[str]) -> str:
    if value not in same:
        return "domain"
    return "email" if kind is PointKind.EMAIL else "phone"


def domain_of(kind: str, value: str) -> str:
    """The company's domain in a mail address or a site; empty for a public mail service."""
    if kind == PointKind.EMAIL:
        domain = value.rpartition("@")[2].lower()
    elif kind == PointKind.WEBSITE:
        domain = value.lower().split("/", maxsplit=1)[0].removeprefix("www.")
    else:
        return ""
    return "" if is_public(domain) else domain


def _by_name(work: Work, name: str) -> list[tuple[int, str]]:
    """The same company under another spelling, or one whose name begins and reads alike."""
    key = company_key(name) if name.strip() else ""
    if not key:
        return []
    entered = read_company(name)
    heads = {key[:2], entered.core[:2]}
    begins = [col(Customer.name_key).startswith(head, autoescape=True) for head in sorted(heads)]
    alike = select(Customer.id, Customer.name_key).where(
        or_(*begins), col(Customer.deleted_at).is_(None)
    )
    found: list[tuple[int, str]] = []
    for customer_id, other in work.session.exec(work.narrowed(alike, Customer).limit(5000)):
        if other == key:
            found.append((customer_id or 0, "same_name"))
        elif fuzz.ratio(key, other) >= _ALIKE or _is_branch(key, other) or other == entered.core:
            found.append((customer_id or 0, "similar_name"))
    return found


def _is_branch(key: str, other: str) -> bool:
    """One name begins with the whole of the other, which is long enough to say something."""
    short, long = sorted((key, other), key=len)
    return len(short) >= 4 and long.startswith(short)


def _open_deals(work: Work, customer_ids: list[int]) -> dict[int, int]:
    """Customer id → open deals one may see."""
    if not work.actor.can(Permission.DEAL_READ) or not customer_ids:
        return {}
    counted = (
        select(Deal.customer_id, func.count())
        .join(Stage, col(Stage.id) == Deal.stage_id)
        .where(
            col(Deal.customer_id).in_(customer_ids),
            col(Deal.deleted_at).is_(None),
            col(Stage.kind) == StageKind.OPEN,
        )
        .group_by(col(Deal.customer_id))
    )
    return dict(work.session.exec(work.narrowed(counted, Deal)).all())
