"""Requests that somebody decides, the limits and flows that make them needed, who stands in."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
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
    RETURNED = "returned"


class SeatState(StrEnum):
    """A seat waits for its turn, then for its word; kept is a word given before that still holds."""

    WAITING = "waiting"
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    COUNTERED = "countered"
    RETURNED = "returned"
    KEPT = "kept"
    DROPPED = "dropped"


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
    flow_id: int | None = Field(default=None, foreign_key="approval_flow.id")
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


class ApprovalFlow(Named, table=True):
    """Who decides, step by step, where all `conditions` hold; of several the first one counts.

    A condition is `{"field", "op", "value"}`, an approver `{"kind": role | user | manager, "role",
    "user"}`, a step `{"mode": any | all, "hours", "approvers": [], "when": condition or none}`.
    `copies` are approvers who are told and decide nothing.
    """

    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    subject: str = Field(max_length=20, index=True)
    rank: int = 1
    conditions: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    steps: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    copies: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    is_active: bool = True
    version: int = 1
    is_demo: bool = False


class ApprovalSeat(Named, table=True):
    """A place at which one word is given: by a person, or by somebody of a role.

    Seats of a `rank` make a step; `triggers` are the figures that made it needed. `raised` is the
    role that may decide too because the time was over, `instead_of` who was meant and cannot: he
    asked himself, or is no longer here.
    """

    approval_id: int = Field(default=None, nullable=False, foreign_key="approval.id", index=True)
    rank: int
    mode: str = Field(default="any", max_length=3)
    kind: str = Field(default="role", max_length=10)
    role: str = Field(default="", max_length=40)
    user_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    hours: int = 0
    state: str = Field(default=SeatState.WAITING.value, max_length=10)
    triggers: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    opened_at: datetime | None = moment(default=None)
    due_at: datetime | None = moment(default=None)
    raised: str = Field(default="", max_length=40)
    instead_of: int | None = Field(default=None, foreign_key="user.id")
    added_by: int | None = Field(default=None, foreign_key="user.id")
    decided_by: int | None = Field(default=None, foreign_key="user.id")
    decided_for: int | None = Field(default=None, foreign_key="user.id")
    decided_at: datetime | None = moment(default=None)
    reason: str = Field(default="", max_length=500)

    __table_args__ = (Index("ix_approval_seat_due", "state", "due_at"),)


class ApprovalEvent(Named, table=True):
    """Something that happened with a request, or was said about it."""

    approval_id: int = Field(default=None, nullable=False, foreign_key="approval.id", index=True)
    kind: str = Field(max_length=20)
    at: datetime = moment(default_factory=now)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    for_id: int | None = Field(default=None, foreign_key="user.id")
    text: str = Field(default="", max_length=500)
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class ExportRequest(Owned, table=True):
    """A list that somebody wants to take out: the same words, filters and order, and its length."""

    listing: str = Field(max_length=20)
    words: str = Field(default="", max_length=200)
    filters: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    sort: str = Field(default="", max_length=40)
    rows: int = 0
