"""What was agreed with a customer, and how far it is signed."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, Owned, exact, living_index, moment


class ContractStatus(StrEnum):
    """From the first draft to the end; in force once both sides have signed."""

    DRAFT = "draft"
    SENT = "sent"
    SIGNED_US = "signed_us"
    SIGNED_CUSTOMER = "signed_customer"
    IN_FORCE = "in_force"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Contract(Owned, table=True):
    """An agreement; `amount` with tax. One that comes from a quote is worth what the quote is.

    `parties` are both sides as they were when it was sent. `received` and `invoiced` are derived
    and checked by `crm verify`. `reminded_for` is the end of which its owner was told.
    """

    number: str = Field(max_length=40, unique=True)
    title: str = Field(default="", max_length=200)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    deal_id: int | None = Field(default=None, foreign_key="deal.id", index=True)
    quote_id: int | None = Field(default=None, foreign_key="quote.id", index=True)
    status: ContractStatus = Field(default=ContractStatus.DRAFT, index=True)
    amount: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = Field(default=None, index=True)
    reminder_days: int = 30
    reminded_for: date | None = None
    payment_days: int | None = None
    payment_terms: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=2000)
    parties: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    received: Decimal = exact(default=Decimal(0))
    invoiced: Decimal = exact(default=Decimal(0))

    __table_args__ = (
        living_index("ix_contract_list", "updated_at", "id", "owner_id", "team_id", "status"),
    )


class ContractStep(Named, table=True):
    """A contract went from one state to the next; one that was taken back says when."""

    contract_id: int = Field(foreign_key="contract.id", index=True)
    action: str = Field(max_length=20)
    from_status: ContractStatus
    to_status: ContractStatus
    at: datetime = moment(default_factory=now)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    reason: str = Field(default="", max_length=300)
    taken_back_at: datetime | None = moment(default=None)
