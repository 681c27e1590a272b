"""What of a lead can be found by search."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from crm_app.core.search import SearchText, indexed
from crm_app.lib.names import spoken_forms
from crm_app.models.leads import Lead
from crm_app.services.custom_fields import search_words as search_words_of
from crm_app.services.points import Point, points_of, search_words


@dataclass(frozen=True, slots=True)
class Words:
    """The fields of a lead that is not stored yet."""

    name: str
    honorific: str = ""
    company: str = ""
    region: str = ""
    title: str = ""
    address: str = ""
    campaign: str = ""
    note: str = ""


@indexed(Lead, "lead")
def describe(session: Session, lead: Lead) -> SearchText:
    """Name and company and their sound, where they are, how to reach them, what they asked."""
    return text_of(lead, points_of(session, lead), search_words_of(session, lead))


def text_of(lead: Lead | Words, points: Iterable[Point], own: Iterable[str]) -> SearchText:
    """Pure: what is found of a lead."""
    return SearchText(
        title=lead.name,
        subtitle=lead.company if lead.name != lead.company[:120] else lead.region,
        words=(
            lead.name + lead.honorific,
            *spoken_forms(lead.name),
            lead.company,
            *(spoken_forms(lead.company) if lead.company else ()),
            *(lead.title, lead.region, lead.address, lead.campaign, lead.note[:2000]),
            *search_words(points),
            *own,
        ),
    )
