"""Is somebody known already? The leads, contacts and customers that a lead may be."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.leads import Lead
from crm_app.services import contacts, customers
from crm_app.services import match_keys as _keys  # noqa: F401 - files them as they change
from crm_app.services.leads.rows import Candidate
from crm_app.services.likeness import likes_of, point_fields
from crm_app.services.points import Point
from crm_app.services.references import NOBODY, users_by_id

_MOST = 5


@query(Permission.LEAD_READ)
def possible_duplicates(
    work: Work, name: str = "", company: str = "", points: Sequence[Point] = (), but: str = ""
) -> list[Candidate]:
    """Open leads, contacts and customers one may see that may be the one being entered, the most
    certain first, at most five; `but` is the public id of the lead itself."""
    found = leads_like(work, name, company, points, but)
    if work.actor.can(Permission.CONTACT_READ) and (name.strip() or points):
        found += contacts_like(work, name, company, points)
    if work.actor.can(Permission.CUSTOMER_READ) and company.strip():
        found += customers_like(work, company, points)
    return sorted(found, key=lambda one: -one.percent)[:_MOST]


def leads_like(
    work: Work, name: str, company: str, points: Sequence[Point], but: str = ""
) -> list[Candidate]:
    """Other leads."""
    of_id = select(Lead.id).where(col(Lead.public_id) == but)
    itself = work.session.exec(of_id).first() if but else None
    record = {"name": name, "company": company, **point_fields(points)}
    likes = {like.record_id: like for like in likes_of(work, "lead", record, itself)}
    rows = work.session.exec(work.visible(Lead).where(col(Lead.id).in_(likes))).all()
    owners = users_by_id(work.session, (row.owner_id for row in rows))
    return [
        Candidate(
            "lead",
            row.public_id,
            row.name,
            row.company if row.company != row.name else row.region,
            like.certainty,
            like.reasons,
            like.percent,
            owners.get(row.owner_id or 0, NOBODY).name,
        )
        for row in rows
        if (like := likes[row.key])
    ]


def contacts_like(work: Work, name: str, company: str, points: Sequence[Point]) -> list[Candidate]:
    """The people whom a lead may mean."""
    found = contacts.possible_duplicates.within(work, name, points, company)
    return [
        Candidate(
            "contact",
            one.public_id,
            one.name,
            one.customer,
            one.certainty,
            one.reasons,
            one.percent,
        )
        for one in found
    ]


def customers_like(work: Work, company: str, points: Sequence[Point]) -> list[Candidate]:
    """The firms that a lead may come from."""
    found = customers.possible_duplicates.within(work, company, points)
    return [
        Candidate(
            "customer",
            one.public_id,
            one.name,
            one.region,
            one.certainty,
            one.reasons,
            one.percent,
            one.owner,
        )
        for one in found
    ]
