"""What is known of a lead when it comes: the text that classes and scores are read from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from crm_app.core.work import Work
from crm_app.lib.mails import is_public
from crm_app.lib.names import company_key
from crm_app.models.customers import PointKind
from crm_app.models.leads import Lead
from crm_app.services.points import Point, points_of_many


@dataclass(frozen=True, slots=True)
class Facts:
    """A lead as text: `mails` and `sites` are domains, `phones` canonical numbers."""

    is_person: bool = False
    title: str = ""
    company: str = ""
    company_key: str = ""
    address: str = ""
    region: str = ""
    industry: str = ""
    size: str = ""
    source: str = ""
    campaign: str = ""
    note: str = ""
    has_product: bool = False
    has_consent: bool = False
    mails: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    at: datetime | None = None

    @property
    def domains(self) -> tuple[str, ...]:
        """Domains that are the company's own."""
        return tuple(one for one in (*self.mails, *self.sites) if not is_public(one))


def facts_of(lead: Lead, points: Iterable[Point] = ()) -> Facts:
    """A lead with its ways of being reached."""
    known = list(points)
    return Facts(
        is_person=lead.is_person,
        title=lead.title,
        company=lead.company,
        company_key=lead.company_key or (company_key(lead.company) if lead.company else ""),
        address=lead.address,
        region=lead.region,
        industry=lead.industry,
        size=lead.size,
        source=lead.source,
        campaign=lead.campaign,
        note=lead.note,
        has_product=lead.product_id is not None,
        has_consent=lead.consent_text != "",
        mails=tuple(_domain(p.value) for p in known if p.kind == PointKind.EMAIL),
        sites=tuple(_domain(p.value) for p in known if p.kind == PointKind.WEBSITE),
        phones=tuple(p.value for p in known if p.kind in (PointKind.MOBILE, PointKind.PHONE)),
        at=lead.created_at,
    )


def facts_of_many(work: Work, leads: Sequence[Lead]) -> list[Facts]:
    """Several leads, in one read."""
    points = points_of_many(work.session, Lead, [lead.key for lead in leads])
    return [facts_of(lead, points.get(lead.key, ())) for lead in leads]


def _domain(value: str) -> str:
    return value.lower().rpartition("@")[2].removeprefix("www.").partition("/")[0]
