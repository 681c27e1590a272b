"""What is known of a customer from his orders, and the rules behind it."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, Table, exact, moment

GROUPS = (
    *("champions", "loyal", "promising", "new"),
    *("attention", "at_risk", "cannot_lose", "resting", "lost"),
)
STAGES = ("prospect", "first", "repeat", "referral", "at_risk", "lost")


class Standing(Table, table=True):
    """Where a customer with orders stands: derived, one row each, in the house's currency.

    The figures follow each order in its own transaction; what is judged (scores, group, stage,
    tier, expected) is judged by the cuts of the last recomputation.
    """

    customer_id: int = Field(primary_key=True, foreign_key="customer.id")
    orders: int = 0
    spend: Decimal = exact(default=Decimal(0))
    orders_year: int = 0
    spend_year: Decimal = exact(default=Decimal(0))
    first_on: date
    second_on: date | None = None
    last_on: date
    interval: int = 0
    recency: int = 0
    frequency: int = 0
    money: int = 0
    rfm_group: str = Field(default="", max_length=12)
    stage: str = Field(default="", max_length=10)
    stage_since: date | None = None
    tier: str = Field(default="", max_length=1)
    expected: Decimal = exact(default=Decimal(0))

    __table_args__ = (
        Index("ix_standing_group", "rfm_group", "customer_id"),
        Index("ix_standing_stage", "stage", "customer_id"),
        Index("ix_standing_last", "last_on", "customer_id"),
    )


class LifecycleRule(Named, table=True):
    """The one row of rules: tiers by what was bought in a year, stages by the usual interval."""

    a_spend: Decimal = exact(default=Decimal(500_000))
    a_orders: int = 0
    b_spend: Decimal = exact(default=Decimal(100_000))
    b_orders: int = 6
    applies_tiers: bool = False
    first_days: int = 90
    shortest_days: int = 7
    risk_percent: int = 200
    lost_percent: int = 400
    version: int = 0


class TierOverride(Named, table=True):
    """A tier that a person set, so that the rules leave it alone; `before` stood there."""

    customer_id: int = Field(foreign_key="customer.id", unique=True)
    tier: str = Field(max_length=1)
    before: str = Field(max_length=1)
    reason: str = Field(default="", max_length=300)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)
