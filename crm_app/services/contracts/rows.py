"""What screens, the API and exports see of contracts."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from crm_app.services.references import NOBODY, Reference


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in a list; `ends_soon` from as many days before its end as its reminder has."""

    public_id: str
    version: int
    number: str
    title: str
    status: str
    customer: Reference
    owner: Reference
    amount: Decimal
    currency: str
    received: Decimal
    invoiced: Decimal
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    ends_soon: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a contract."""

    name: str = ""
    name_en: str = ""
    tax_id: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class StepRow:
    """A contract went from one state to the next."""

    public_id: str
    action: str
    status: str
    at: datetime
    by: str
    reason: str
    is_taken_back: bool


@dataclass(frozen=True, slots=True)
class ContractPage:
    """A contract whole. `steps` may be taken now; `ordered` is what its orders come to."""

    public_id: str
    version: int
    number: str
    title: str = ""
    status: str = "draft"
    customer: Reference = NOBODY
    contact: Reference = NOBODY
    deal: Reference = NOBODY
    quote: Reference = NOBODY
    owner: Reference = NOBODY
    amount: Decimal = Decimal(0)
    currency: str = "CNY"
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    ends_soon: bool = False
    reminder_days: int = 30
    payment_days: int | None = None
    payment_terms: str = ""
    note: str = ""
    received: Decimal = Decimal(0)
    invoiced: Decimal = Decimal(0)
    us: Party = Party()
    them: Party = Party()
    steps: list[str] = field(default_factory=list)
    history: list[StepRow] = field(default_factory=list)
    orders: list[Reference] = field(default_factory=list)
    ordered: Decimal = Decimal(0)
    can_order: bool = False
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ContractForm:
    """What somebody enters; None leaves a field as it is. With a `quote` the rest comes from it."""

    quote: str | None = None
    deal: str | None = None
    customer: str | None = None
    contact: str | None = None
    title: str | None = None
    amount: str | None = None
    currency: str | None = None
    signed_on: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    reminder_days: str | None = None
    payment_days: str | None = None
    payment_terms: str | None = None
    note: str | None = None
