"""What of a contact can be found by search, and the customers that are found by their people."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm_app.core.search import SearchText, indexed_many, reindex_many
from crm_app.core.work import Work
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Contact, Customer, Position
from crm_app.services.custom_fields import search_words as search_words_of
from crm_app.services.details import details_of_many
from crm_app.services.points import Point, points_of_many, search_words

_TOGETHER = "employers are refreshed together"


@dataclass(frozen=True, slots=True)
class Words:
    """The fields of a contact who is not stored yet."""

    name: str
    honorific: str = ""
    family_name: str = ""
    other_name: str = ""
    name_typed: str = ""


@indexed_many(Contact, "contact")
def describe(session: Session, rows: Sequence[Contact]) -> list[SearchText]:
    """Names and their sound, companies, titles, every way of reaching him, what is remembered."""
    ids = [one.key for one in rows]
    points = points_of_many(session, Contact, ids)
    details = details_of_many(session, Contact, ids)
    places = _places(session, ids)
    return [
        text_of(
            one,
            [
                (customer.name, position.title, position.department)
                for position, customer in places.get(one.key, [])
            ],
            points.get(one.key, []),
            [detail.text for detail in details.get(one.key, [])],
            search_words_of(session, one),
        )
        for one in rows
    ]


def text_of(
    contact: Contact | Words,
    places: Sequence[tuple[str, str, str]],
    points: Iterable[Point],
    details: Iterable[str],
    own: Iterable[str],
) -> SearchText:
    """Pure: what is found of somebody with these places (company, title, department)."""
    companies = [company for company, _, _ in places]
    return SearchText(
        title=contact.name,
        subtitle="、".join(dict.fromkeys(companies)),
        words=(
            contact.name,
            contact.name + contact.honorific,
            contact.family_name + contact.honorific,
            contact.other_name,
            *spoken_forms(contact.name, person=True),
            _typed(contact),
            *companies,
            *(title for _, title, _ in places),
            *(department for _, _, department in places),
            *search_words(points),
            *details,
            *own,
        ),
    )


def _typed(contact: Contact | Words) -> str:
    """What was entered, where it is more than what is kept."""
    same = contact.name_typed in (contact.name, contact.name + contact.honorific)
    return "" if same else contact.name_typed


def refresh_employers(work: Work, contact: Contact) -> None:
    """The customers where the contact works are found by his words and show him: bring both up."""
    if not work.session.info.get(_TOGETHER):
        _refresh_employers(work, [contact.key])


@contextmanager
def employers_refreshed(work: Work, ids: Sequence[int]) -> Iterator[None]:
    """As `refresh_employers` of all whom one changes within: read before and after, each in one go."""
    _refresh_employers(work, ids)
    work.session.info[_TOGETHER] = True
    try:
        yield
    finally:
        work.session.info.pop(_TOGETHER)
    _refresh_employers(work, ids)


def _refresh_employers(work: Work, ids: Sequence[int]) -> None:
    work.session.flush()
    places = _places(work.session, ids).values()
    found = {customer.key: customer for some in places for _, customer in some}
    reindex_many(work.session, found.values())
    for customer in found.values():
        work.touch(f"customer:{customer.public_id}")


def _places(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[Position, Customer]]]:
    """Contact → where he works, the main place first."""
    found = (
        select(Position, Customer)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(
            col(Position.contact_id).in_(ids),
            col(Position.ended).is_(None),
            col(Customer.deleted_at).is_(None),
        )
        .order_by(col(Position.is_main).desc(), col(Position.id))
    )
    places: dict[int, list[tuple[Position, Customer]]] = {}
    for position, customer in session.exec(found):
        places.setdefault(position.contact_id, []).append((position, customer))
    return places
