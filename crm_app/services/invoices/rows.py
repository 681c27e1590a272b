"""What screens, the API and exports see of invoice requests."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from crm_app.services.references import Reference


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """A request with all that stands on the invoice; `number` and `issued_on` once it is issued."""

    public_id: str
    version: int
    status: str
    kind: str
    bearer: Reference
    customer: Reference
    owner: Reference
    amount: Decimal
    currency: str
    title: str
    tax_id: str
    bank: str
    account: str
    address: str
    phone: str
    email: str
    content: str
    note: str
    number: str
    issued_on: date | None
    reason: str
    decided_by: str
    decided_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class InvoiceForm:
    """What somebody enters; None leaves a field as it is."""

    kind: str | None = None
    amount: str | None = None
    title: str | None = None
    tax_id: str | None = None
    bank: str | None = None
    account: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    content: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a new request begins with: what the customer's last invoice said, else what is known of
    him; and how much is left to invoice."""

    kind: str = "ordinary"
    amount: str = ""
    title: str = ""
    tax_id: str = ""
    bank: str = ""
    account: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    content: str = ""
    currency: str = "CNY"
