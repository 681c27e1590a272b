"""What conditions of lists of leads look at."""

from sqlmodel import col

from crm_app.core.asking import Asked, Held, enum_field, whole
from crm_app.core.work import Work
from crm_app.models.leads import Lead, LeadStatus
from crm_app.services.asked import named, owner, reached_by, times
from crm_app.services.scoring import BANDS


def _band(_: Work, value: str) -> str:
    if value not in BANDS:
        raise ValueError(value)
    return value


FIELDS: dict[str, Asked] = {
    "name": named(Lead, "lead", "leads.name"),
    "company": Asked(
        "text",
        col(Lead.company),
        "leads.company",
        blank=True,
        held=Held("lead", col(Lead.id)),
    ),
    "title": Asked("text", col(Lead.title), "leads.title", blank=True),
    "status": enum_field(col(Lead.status), LeadStatus, "leads.status", "leads.status"),
    "source": Asked("choice", col(Lead.source), "leads.source", listed="source", blank=True),
    "industry": Asked(
        "choice", col(Lead.industry), "leads.industry", listed="industry", blank=True
    ),
    "size": Asked("choice", col(Lead.size), "leads.size", listed="size", blank=True),
    "region": Asked("text", col(Lead.region), "leads.region", blank=True),
    "campaign": Asked("text", col(Lead.campaign), "leads.campaign", blank=True),
    "score": Asked("number", col(Lead.score), "saved_views.score", whole),
    "band": Asked(
        "choice",
        col(Lead.band),
        "saved_views.band",
        _band,
        options=tuple((one, f"scoring.band.{one}") for one in BANDS),
        blank=True,
    ),
    "touched": Asked("moment", col(Lead.last_touch_at), "leads.last_touch"),
    **reached_by(Lead, "lead_id"),
    "owner": owner(Lead),
    **times(Lead),
}
