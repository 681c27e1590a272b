"""Requests that somebody of a level decides, and the limits that make them needed."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.models.base import Named, Owned, exact, moment


class Measure(StrEnum):
    """What a limit looks at."""

    DISCOUNT = "discount"
    AMOUNT = "amount"
    MARGIN = "margin"


class Level(StrEnum):
    """Who has to decide."""

    MANAGER = "manager"
    DIRECTOR = "director"


class ApprovalStatus(StrEnum):
    """Where a request stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    COUNTERED = "countered"
    WITHDRAWN = "withdrawn"
    OUTDATED = "outdated"


class ApprovalRule(Named, table=True):
    """A limit: above it (below it for margin) an owner of `role` needs `level`.

    Discount and margin in percent, amount in `currency`.
    """

    role: str = Field(max_length=40, index=True)
    measure: Measure
    limit: Decimal = exact()
    currency: str = Field(default="CNY", max_length=3)
    level: Level
    is_active: bool = True
    version: int = 1


class Approval(Owned, table=True):
    """One request: the owner asked; it carries the change as data and a hash of what was judged."""

    subject_kind: str = Field(max_length=20)
    subject_id: int
    level: Level
    discount: Decimal = exact(default=Decimal(0))
    reason: str = Field(default="", max_length=500)
    status: ApprovalStatus = Field(default=ApprovalStatus.PENDING, index=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    judged_hash: str = Field(max_length=64)
    decided_by: int | None = Field(default=None, foreign_key="user.id")
    decided_at: datetime | None = moment(default=None)
    decision_reason: str = Field(default="", max_length=500)
    counter_discount: Decimal | None = exact(default=None)

    __table_args__ = (Index("ix_approval_subject", "subject_kind", "subject_id"),)
