"""What of a customer can be found by search."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm_app.core.search import SearchText, indexed, reindex
from crm_app.core.work import Work
from crm_app.lib.names import spoken_forms
from crm_app.models.customers import Contact, Customer, Position
from crm_app.services.custom_fields import search_words as search_words_of
from crm_app.services.details import details_of
from crm_app.services.points import Point, points_of, points_of_many, search_words


@dataclass(frozen=True, slots=True)
class Words:
    """The fields of a customer that is not stored yet."""

    name: str
    region: str = ""
    legal_name_zh: str = ""
    legal_name_en: str = ""
    tax_id: str = ""


@indexed(Customer, "customer")
def describe(session: Session, customer: Customer) -> SearchText:
    """Names, tax id, region, every way of reaching it, what is remembered, and its people."""
    return text_of(
        customer,
        points_of(session, customer),
        [detail.text for detail in details_of(session, customer)],
        search_words_of(session, customer),
        _words_of_people(session, customer),
    )


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


def _words_of_people(session: Session, customer: Customer) -> list[str]:
    """Names, titles and numbers of the people there, of those alone who belong to the same person:
    whoever sees the customer then sees them too, so that a hit tells nothing he may not know."""
    found = (
        select(Contact, Position.title)
        .join(Position, col(Position.contact_id) == Contact.id)
        .where(
            col(Position.customer_id) == customer.id,
            col(Position.ended).is_(None),
            col(Contact.deleted_at).is_(None),
            col(Contact.owner_id) == customer.owner_id,
            col(Contact.team_id) == customer.team_id,
        )
    )
    rows = session.exec(found).all()
    points = points_of_many(session, Contact, [contact.key for contact, _ in rows])
    words: list[str] = []
    for contact, title in rows:
        words += words_of_person(contact.name, title, points.get(contact.key, []))
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
