"""Money of contracts, and of orders without one: what is due, what came in, what is invoiced."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.models.base import Named, Owned, exact, living_index, moment


class Instalment(Owned, table=True):
    """A part of the amount that is due on a day; belongs to whoever owns the contract or order.

    `percent` says how its amount was entered. `received` is derived from the allocations.
    """

    contract_id: int | None = Field(default=None, foreign_key="contract.id", index=True)
    order_id: int | None = Field(default=None, foreign_key="order.id", index=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    rank: int
    label: str = Field(default="", max_length=80)
    due_on: date
    percent: Decimal | None = exact(default=None)
    amount: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    received: Decimal = exact(default=Decimal(0))

    __table_args__ = (living_index("ix_instalment_due", "due_on", "id", "owner_id", "team_id"),)


class PaymentMethod(StrEnum):
    """How money came."""

    TRANSFER = "transfer"
    BILL = "bill"
    CASH = "cash"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    CARD = "card"


class Payment(Owned, table=True):
    """Money that came in. What no instalment takes is an advance. A wrong one is voided."""

    contract_id: int | None = Field(default=None, foreign_key="contract.id", index=True)
    order_id: int | None = Field(default=None, foreign_key="order.id", index=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    received_on: date
    amount: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    method: PaymentMethod = PaymentMethod.TRANSFER
    reference: str = Field(default="", max_length=120)
    note: str = Field(default="", max_length=500)
    voided_at: datetime | None = moment(default=None)
    void_reason: str = Field(default="", max_length=300)

    __table_args__ = (living_index("ix_payment_list", "received_on", "id", "owner_id", "team_id"),)


class Allocation(Named, table=True):
    """How much of a payment an instalment takes."""

    payment_id: int = Field(foreign_key="payment.id", index=True)
    instalment_id: int = Field(foreign_key="instalment.id", index=True)
    amount: Decimal = exact(default=Decimal(0))

    __table_args__ = (Index("ix_allocation_once", "payment_id", "instalment_id", unique=True),)


class InvoiceKind(StrEnum):
    """What the tax office calls it: 增值税专用发票 or 普通发票."""

    SPECIAL = "special"
    ORDINARY = "ordinary"


class InvoiceStatus(StrEnum):
    """A request waits for finance; what was issued may be voided."""

    REQUESTED = "requested"
    ISSUED = "issued"
    REFUSED = "refused"
    VOID = "void"


class InvoiceRequest(Owned, table=True):
    """An invoice that somebody asks finance for, with all that has to stand on it."""

    contract_id: int | None = Field(default=None, foreign_key="contract.id", index=True)
    order_id: int | None = Field(default=None, foreign_key="order.id", index=True)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    kind: InvoiceKind = InvoiceKind.ORDINARY
    status: InvoiceStatus = Field(default=InvoiceStatus.REQUESTED, index=True)
    amount: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    title: str = Field(max_length=200)
    tax_id: str = Field(default="", max_length=18)
    bank: str = Field(default="", max_length=120)
    account: str = Field(default="", max_length=60)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=254)
    content: str = Field(default="", max_length=300)
    note: str = Field(default="", max_length=500)
    number: str = Field(default="", max_length=40)
    issued_on: date | None = None
    decided_by: int | None = Field(default=None, foreign_key="user.id")
    decided_at: datetime | None = moment(default=None)
    reason: str = Field(default="", max_length=300)

    __table_args__ = (
        living_index("ix_invoice_list", "updated_at", "id", "owner_id", "team_id", "status"),
    )
