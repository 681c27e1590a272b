"""What screens, the API and exports see of plans and payments."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from crm_app.services.currencies import Amount
from crm_app.services.references import Reference


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """A part of an amount; `state` is paid, partly, overdue or open."""

    public_id: str
    bearer: Reference
    customer: Reference
    owner: Reference
    rank: int
    label: str
    due_on: date
    percent: Decimal | None
    amount: Decimal
    received: Decimal
    left: Decimal
    currency: str
    state: str
    days_late: int


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money that came in; `advance` is what no instalment takes."""

    public_id: str
    bearer: Reference
    customer: Reference
    received_on: date
    amount: Decimal
    allocated: Decimal
    advance: Decimal
    currency: str
    method: str
    reference: str
    note: str
    by: str
    at: datetime
    is_void: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something about the money that should not stay so: a code, and how much it is about."""

    code: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """The money of a contract or order. `left` is what has still to come, `requested` what finance
    was asked to invoice."""

    kind: str = ""
    public_id: str = ""
    number: str = ""
    amount: Decimal = Decimal(0)
    currency: str = "CNY"
    planned: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    advance: Decimal = Decimal(0)
    left: Decimal = Decimal(0)
    overdue: Decimal = Decimal(0)
    invoiced: Decimal = Decimal(0)
    requested: Decimal = Decimal(0)
    is_live: bool = False
    warnings: list[Warned] = field(default_factory=list)
    instalments: list[InstalmentRow] = field(default_factory=list)
    payments: list[PaymentRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is still to come, and what of it is late, by currency."""

    left: list[Amount] = field(default_factory=list)
    overdue: list[Amount] = field(default_factory=list)
    overdue_count: int = 0


@dataclass(frozen=True, slots=True)
class InstalmentForm:
    """A part of the plan as somebody enters it: an amount, or a percentage of the whole.

    `public_id` names one that is there already.
    """

    public_id: str = ""
    label: str = ""
    due_on: str = ""
    amount: str | None = None
    percent: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """Money that came in; `instalment` takes of it first, the rest goes to what is due first."""

    amount: str = ""
    received_on: str = ""
    method: str = "transfer"
    reference: str = ""
    note: str = ""
    instalment: str = ""
