"""What conditions of lists of deals look at."""

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from crm_app.core.asking import Asked, enum_field, number
from crm_app.core.work import Work
from crm_app.models.customers import Customer, Tier
from crm_app.models.deals import Competitor, Deal, Stage, StageKind
from crm_app.services.asked import named, owner, times


def _staged(_: Work, condition: Any) -> Any:
    return col(Deal.stage_id).in_(select(Stage.id).where(condition))


def _of_customer(_: Work, condition: Any) -> Any:
    """A deal's row names its customer, so whoever sees the one may look for the other."""
    return col(Deal.customer_id).in_(select(Customer.id).where(condition))


def _against(_: Work, condition: Any) -> Any:
    return col(Deal.competitor_id).in_(select(Competitor.id).where(condition))


def _kind(_: Work, value: str) -> StageKind:
    return StageKind(value)


FIELDS: dict[str, Asked] = {
    "name": named(Deal, "deal", "deals.name"),
    "customer": replace(named(Customer, "customer", "deals.customer"), through=_of_customer),
    "stage": Asked("choice", col(Stage.public_id), "deals.stage", through=_staged, listed="stage"),
    "state": Asked(
        "choice",
        col(Stage.kind),
        "saved_views.state",
        _kind,
        _staged,
        tuple((one.value, f"saved_views.state.{one.value}") for one in StageKind),
    ),
    "amount": Asked("number", col(Deal.amount), "deals.amount", number),
    "currency": Asked("text", col(Deal.currency), "deals.currency", blank=True),
    "close": Asked("day", col(Deal.expected_close), "deals.expected_close"),
    "entered": Asked("moment", col(Deal.stage_entered_at), "saved_views.entered"),
    "closed": Asked("moment", col(Deal.closed_at), "saved_views.closed"),
    "competitor": Asked("text", col(Competitor.name), "deals.competitor", through=_against),
    "region": Asked("text", col(Customer.region), "customers.region", through=_of_customer),
    "tier": enum_field(
        col(Customer.tier), Tier, "customers.tier", "saved_views.tier", through=_of_customer
    ),
    "owner": owner(Deal),
    **times(Deal),
}
