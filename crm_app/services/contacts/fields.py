"""What conditions of lists of contacts look at."""

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from crm_app.core.asking import Asked
from crm_app.core.work import Work
from crm_app.models.customers import Contact, Customer, Position
from crm_app.services.asked import named, owner, reached_by, times


def _there(work: Work, condition: Any) -> Any:
    """Who is now at a customer, whom the actor may see, of which that is true."""
    place = (
        select(Position.contact_id)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(condition, col(Position.ended).is_(None), col(Customer.deleted_at).is_(None))
    )
    return col(Contact.id).in_(work.narrowed(place, Customer))


FIELDS: dict[str, Asked] = {
    "name": named(Contact, "contact", "contacts.name"),
    "pinyin": Asked("text", col(Contact.pinyin), "saved_views.pinyin", blank=True),
    "company": replace(named(Customer, "customer", "contacts.company"), through=_there),
    "title": Asked("text", col(Position.title), "leads.title", through=_there),
    "source": Asked("choice", col(Contact.source), "contacts.source", listed="source", blank=True),
    "birthday": Asked("day", col(Contact.birthday), "contacts.birthday"),
    **reached_by(Contact, "contact_id"),
    "owner": owner(Contact),
    **times(Contact),
}
