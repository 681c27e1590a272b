"""What of a customer can be found by search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm_app.core.search import SearchText, indexed_many, reindex
from crm_app.core.work import Work
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Contact, Customer, Position
from crm_app.services.custom_fields import search_words as search_words_of
from crm_app.services.details import details_of_many
from crm_app.services.points import Point, points_of_many, search_words


@dataclass(frozen=True, slots=True)
class Words:
    """The fields of a customer that is not stored yet."""

    name: str
    region: str = ""
    legal_name_zh: str = ""
    legal_name_en: str = ""
    tax_id: str = ""


@indexed_many(Customer, "customer")
def describe(session: Session, rows: Sequence[Customer]) -> list[SearchText]:
    """Names, tax id, region, every way of reaching it, what is remembered, and its people."""
    ids = [one.key for one in rows]
    points = points_of_many(session, Customer, ids)
    details = details_of_many(session, Customer, ids)
    people = _words_of_people(session, rows)
    return [
        text_of(
            one,
            points.get(one.key, []),
            [detail.text for detail in details.get(one.key, [])],
            search_words_of(session, one),
            people.get(one.key, []),
        )
        for one in rows
    ]


def text_of(
    customer: Customer | Words,
    points: Iterable[Point],
    details: Iterable[str],
    own: Iterable[str],
    people: Iterable[str],
) -> SearchText:
    """Pure: what is found of a customer with these people."""
    return SearchText(
        title=customer.name,
        subtitle=customer.region,
        words=(
            *(customer.name, customer.legal_name_zh, customer.legal_name_en),
            *spoken_forms(customer.name),
            customer.tax_id,
            *search_words(points),
            *details,
            *own,
            *people,
        ),
    )


def words_of_person(name: str, title: str, points: Iterable[Point]) -> list[str]:
    """What a customer is found by because of somebody there."""
    return [name, *spoken_forms(name, person=True), title, *search_words(points)]


def _words_of_people(session: Session, customers: Sequence[Customer]) -> dict[int, list[str]]:
    """Names, titles and numbers of the people there, of those alone who belong to the same person:
    whoever sees the customer then sees them too, so that a hit tells nothing he may not know."""
    found = (
        select(Position.customer_id, Contact, Position.title)
        .join(Position, col(Position.contact_id) == Contact.id)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(
            col(Position.customer_id).in_([one.key for one in customers]),
            col(Position.ended).is_(None),
            col(Contact.deleted_at).is_(None),
            col(Contact.owner_id) == Customer.owner_id,
            col(Contact.team_id) == Customer.team_id,
        )
        .order_by(col(Position.id))
    )
    rows = session.exec(found).all()
    points = points_of_many(session, Contact, {contact.key for _, contact, _ in rows})
    words: dict[int, list[str]] = {}
    for key, contact, title in rows:
        said = words_of_person(contact.name, title, points.get(contact.key, []))
        words.setdefault(key, []).extend(said)
    return words


def refresh_people(work: Work, customer: Customer) -> None:
    """The people of a customer are found by its name and show it: bring them up to date."""
    work.session.flush()
    found = (
        select(Contact)
        .join(Position, col(Position.contact_id) == Contact.id)
        .where(col(Position.customer_id) == customer.id, col(Contact.deleted_at).is_(None))
    )
    for contact in work.session.exec(found.distinct()).all():
        reindex(work.session, contact)
        work.touch(f"contact:{contact.public_id}")
