"""Tiers that a person set: noted, so that the rules leave them alone."""

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.customers import Customer, Tier
from crm_app.models.lifecycle import TierOverride


def override_of(work: Work, customer: Customer) -> TierOverride | None:
    """Who set the customer's tier by hand, if somebody did."""
    found = select(TierOverride).where(col(TierOverride.customer_id) == customer.key)
    return work.session.exec(found).one_or_none()


def note_tier(work: Work, customer: Customer, before: Tier, reason: str = "") -> None:
    """Inside a command: the customer's tier was set by the actor; `before` stood there."""
    row = override_of(work, customer)
    row = row or TierOverride(customer_id=customer.key, tier="", before=before.value)
    row.tier, row.reason = customer.tier.value, reason
    row.by_id, row.at = work.actor.user_id, work.now
    work.add(row)
