"""Whom a card may mean: contacts and customers that are known already."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.services import contacts, customers
from crm_app.services.points import Point, read_point


@dataclass(frozen=True, slots=True)
class Matches:
    """Known contacts and customers a card may mean, the most certain first."""

    people: list[contacts.PossibleDuplicate] = field(default_factory=list)
    companies: list[customers.PossibleDuplicate] = field(default_factory=list)


@query(Permission.CAPTURE)
def card_matches(
    work: Work, name: str, company: str, points: Iterable[tuple[str, str]] = ()
) -> Matches:
    """Who and which company the card may be; `points` are pairs of kind and text as typed."""
    read = _readable(points)
    known = customers.possible_duplicates.within(work, company, read) if company.strip() else []
    people = contacts.possible_duplicates.within(work, name, read, company)
    return Matches(people, known)


def _readable(typed: Iterable[tuple[str, str]]) -> list[Point]:
    """What can be compared; half-typed numbers and mails are left out."""
    points = []
    for kind, text in typed:
        try:
            points.append(read_point(kind, text))
        except Invalid:
            continue
    return points
