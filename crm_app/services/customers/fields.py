"""What conditions of lists of customers look at."""

from sqlmodel import col

from crm_app.core.asking import Asked, enum_field, one_among, whole
from crm_app.models.customers import Customer, CustomerKind, Tier
from crm_app.models.lifecycle import STAGES
from crm_app.services.asked import named, owner, reached_by, times
from crm_app.services.customers.bought import BOUGHT, days_since

FIELDS: dict[str, Asked] = {
    "name": named(Customer, "customer", "customers.name"),
    "tier": enum_field(col(Customer.tier), Tier, "customers.tier", "saved_views.tier"),
    "stage": one_among(col(Customer.stage), STAGES, "customers.stage", "customers.stage"),
    "stage_since": Asked("day", col(Customer.stage_since), "customers.stage_since"),
    "stage_set": Asked("moment", col(Customer.stage_set_at), "customers.stage_set"),
    "kind": enum_field(col(Customer.kind), CustomerKind, "customers.kind", "customers.kind"),
    "industry": Asked(
        "choice", col(Customer.industry), "customers.industry", listed="industry", blank=True
    ),
    "source": Asked(
        "choice", col(Customer.source), "customers.source", listed="source", blank=True
    ),
    "size": Asked("choice", col(Customer.size), "customers.size", listed="size", blank=True),
    "region": Asked("text", col(Customer.region), "customers.region", blank=True),
    "tax_id": Asked("text", col(Customer.tax_id), "customers.tax_id", blank=True),
    "silent_days": Asked(
        "number", days_since(col(Customer.last_contact_at)), "segments.silent_days", whole
    ),
    "contacted": Asked("moment", col(Customer.last_contact_at), "customers.last_contact"),
    **reached_by(Customer, "customer_id"),
    **BOUGHT,
    "owner": owner(Customer),
    **times(Customer),
}
