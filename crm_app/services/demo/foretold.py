"""Classes and scores of the demo's leads and deals, each as if it came through the door."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from crm_app.core.work import Work
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead, LeadStatus
from crm_app.services import scoring
from crm_app.services.arrivals import Facts, facts_of_many
from crm_app.services.demo import words


def foretell(work: Work, chance: Random, leads: Sequence[Lead], deals: Sequence[Deal]) -> None:
    """Of what became a customer, title and number lie with its contact by now: it left them then."""
    facts = [
        _left(chance, one) if lead.status is LeadStatus.CONVERTED else one
        for lead, one in zip(leads, facts_of_many(work, leads), strict=True)
    ]
    scoring.leads_arrived(work, leads, facts)
    scoring.deals_arrived(work, deals)


def _left(chance: Random, facts: Facts) -> Facts:
    title = chance.choice(words.TITLES)[facts.company.isascii()]
    mails = ("left.example.com",)
    return replace(
        facts,
        title=title,
        company_key="",
        mails=mails,
        phones=("+8614250000000",),
        has_consent=facts.source == "website",
        industry=facts.industry if chance.random() < 0.6 else "",
        size=chance.choice(("1-20", "21-100", "101-500", "", "", "")),
    )
