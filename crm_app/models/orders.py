"""What a customer ordered, what of it went out, and its way into the ERP."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, Owned, exact, living_index, moment


class OrderStatus(StrEnum):
    """Derived from the deliveries, unless the order was cancelled."""

    OPEN = "open"
    PARTLY = "partly"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Order(Owned, table=True):
    """An order; net and tax are the sums of its lines, `rounding` is that of its quote.

    The money of one that belongs to a contract is with the contract; of any other `received` and
    `invoiced` are derived and checked by `crm verify`. `ordered_at` is the moment where it is known (a
    till knows it), `party` how many came together.
    """

    number: str = Field(max_length=40, unique=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    deal_id: int | None = Field(default=None, foreign_key="deal.id", index=True)
    quote_id: int | None = Field(default=None, foreign_key="quote.id", index=True)
    contract_id: int | None = Field(default=None, foreign_key="contract.id", index=True)
    status: OrderStatus = Field(default=OrderStatus.OPEN, index=True)
    currency: str = Field(default="CNY", max_length=3)
    net: Decimal = exact(default=Decimal(0))
    tax: Decimal = exact(default=Decimal(0))
    rounding: Decimal = exact(default=Decimal(0))
    total: Decimal = exact(default=Decimal(0))
    ordered_on: date | None = None
    ordered_at: datetime | None = moment(default=None)
    party: int | None = None
    deliver_by: date | None = None
    note: str = Field(default="", max_length=2000)
    cancel_reason: str = Field(default="", max_length=300)
    received: Decimal = exact(default=Decimal(0))
    invoiced: Decimal = exact(default=Decimal(0))

    __table_args__ = (
        living_index("ix_order_list", "updated_at", "id", "owner_id", "team_id", "status"),
        # What a customer's figures are reckoned from, without the table: hence `deleted_at` in it.
        Index(
            *("ix_order_figures", "customer_id", "ordered_on", "total", "status", "currency"),
            "deleted_at",
        ),
    )


class OrderLine(Named, table=True):
    """What is to be delivered; `net` and `tax` are what it contributes to the order.

    `price` and `discount` are as they were agreed. `delivered` is derived from the deliveries.
    """

    order_id: int = Field(foreign_key="order.id", index=True)
    rank: int
    product_id: int | None = Field(default=None, foreign_key="product.id")
    text: str = Field(max_length=300)
    unit: str = Field(default="", max_length=20)
    quantity: Decimal = exact(default=Decimal(1))
    price: Decimal = exact(default=Decimal(0))
    discount: Decimal = exact(default=Decimal(0))
    tax_rate: Decimal = exact(default=Decimal(13))
    net: Decimal = exact(default=Decimal(0))
    tax: Decimal = exact(default=Decimal(0))
    delivered: Decimal = exact(default=Decimal(0))


class Delivery(Named, table=True):
    """Something of an order went out. It is never rewritten: a wrong one is voided, with a reason."""

    order_id: int = Field(foreign_key="order.id", index=True)
    rank: int
    delivered_on: date
    tracking: str = Field(default="", max_length=120)
    note: str = Field(default="", max_length=500)
    at: datetime = moment(default_factory=now)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    voided_at: datetime | None = moment(default=None)
    voided_by: int | None = Field(default=None, foreign_key="user.id")
    void_reason: str = Field(default="", max_length=300)


class DeliveryLine(Named, table=True):
    """How much of a line went out with a delivery."""

    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    line_id: int = Field(foreign_key="order_line.id", index=True)
    quantity: Decimal = exact(default=Decimal(0))


class HandoverState(StrEnum):
    """Where an order is on its way into the ERP."""

    WAITING = "waiting"
    SENT = "sent"
    ACCEPTED = "accepted"
    FAILED = "failed"


class Handover(Named, table=True):
    """An order goes to the ERP once: one row an order, whose public id is the receiver's key.

    `body` is what is sent, the same each time. `sent` means that it left and no answer came yet.
    """

    order_id: int = Field(foreign_key="order.id", unique=True)
    state: HandoverState = Field(default=HandoverState.WAITING, index=True)
    body: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    attempts: int = 0
    next_at: datetime | None = moment(default=None, index=True)
    receiver_number: str = Field(default="", max_length=80)
    reason: str = Field(default="", max_length=300)
    created_at: datetime = moment(default_factory=now)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    answered_at: datetime | None = moment(default=None)
