"""Invoice requests over REST: asked for by who sells, decided by finance."""

from datetime import date, datetime
from typing import Any

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named_of
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.api.payments import OfOut, VoidIn
from crm_app.services import invoices
from crm_app.services.invoices import InvoiceForm, InvoiceRow

_PATH = "/api/v1/invoices"
_FIELDS = ("kind", "amount", "title", "tax_id", "bank", "account", "address", "phone")
_FIELDS += ("email", "content", "note")


class InvoiceOut(BaseModel):
    """A request with all that stands on the invoice."""

    id: str
    version: int
    status: str
    kind: str
    of: OfOut
    customer: Named | None
    owner: Named | None
    amount: Exact
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


class InvoiceChange(Body):
    """What is to change of a request that waits; what was refused is asked for anew."""

    kind: str | None = None
    amount: Number | None = None
    title: str | None = Field(default=None, max_length=200)
    tax_id: str | None = Field(default=None, max_length=40)
    bank: str | None = Field(default=None, max_length=120)
    account: str | None = Field(default=None, max_length=60)
    address: str | None = Field(default=None, max_length=200)
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=254)
    content: str | None = Field(default=None, max_length=300)
    note: str | None = Field(default=None, max_length=500)

    def form(self) -> InvoiceForm:
        """What the service takes."""
        return InvoiceForm(**self.given(*_FIELDS))


class InvoiceIn(InvoiceChange):
    """A new request, for a contract or an order."""

    id: str | None = None
    contract: str | None = None
    order: str | None = None


class IssueIn(Body):
    """The invoice that was written."""

    number: str = Field(max_length=40)
    issued_on: str = ""


def shown(row: InvoiceRow) -> InvoiceOut:
    """A request as it goes out."""
    of = {"kind": row.bearer.kind, "id": row.bearer.public_id, "number": row.bearer.name}
    links = {"customer": named_of(row.customer), "owner": named_of(row.owner)}
    return InvoiceOut.model_validate(fields_of(row, InvoiceOut) | {"of": of} | links)


@api.get(_PATH, response_model=Listed[InvoiceOut])
def list_invoices(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    status: str | None = None,
    customer: str | None = None,
    contract: str | None = None,
    order: str | None = None,
    owner: str | None = None,
    number: str | None = None,
) -> dict[str, Any]:
    """The requests one may see, newest first."""
    filters = {"status": status, "customer": customer, "contract": contract}
    asked = page.query("", **filters, order=order, owner=owner, number=number)
    return page.answer(invoices.invoice_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def request_invoice(actor: CurrentActor, body: InvoiceIn, response: Response) -> InvoiceOut:
    """Ask finance for an invoice: 409 `invoices.over_amount` beyond what is left."""
    kind, of = ("order", body.order) if body.order else ("contract", body.contract or "")
    public_id = invoices.request_invoice(actor, kind, of, body.form(), body.id)
    row = invoices.invoice(actor, public_id)
    created(response, f"{_PATH}/{public_id}", row.version)
    return shown(row)


@api.get(f"{_PATH}/{{public_id}}")
def read_invoice(actor: CurrentActor, public_id: str, response: Response) -> InvoiceOut:
    """One request."""
    row = invoices.invoice(actor, public_id)
    tag(response, row.version)
    return shown(row)


@api.patch(f"{_PATH}/{{public_id}}")
def change_request(
    actor: CurrentActor,
    public_id: str,
    body: InvoiceChange,
    version: IfMatch,
    response: Response,
) -> InvoiceOut:
    """Correct a request."""
    invoices.change_request(actor, public_id, body.form(), version)
    return read_invoice(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/issue")
def issue_invoice(
    actor: CurrentActor, public_id: str, body: IssueIn, response: Response
) -> InvoiceOut:
    """The invoice is written; for finance."""
    invoices.issue_invoice(actor, public_id, body.number, body.issued_on)
    return read_invoice(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/refuse")
def refuse_invoice(
    actor: CurrentActor, public_id: str, body: VoidIn, response: Response
) -> InvoiceOut:
    """No invoice, and why; for finance."""
    invoices.refuse_invoice(actor, public_id, body.reason)
    return read_invoice(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/void")
def void_invoice(
    actor: CurrentActor, public_id: str, body: VoidIn, response: Response
) -> InvoiceOut:
    """What was issued does not hold any more; for finance."""
    invoices.void_invoice(actor, public_id, body.reason)
    return read_invoice(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def withdraw_request(actor: CurrentActor, public_id: str) -> None:
    """Not needed after all."""
    invoices.withdraw_request(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_request(actor: CurrentActor, public_id: str, response: Response) -> InvoiceOut:
    """Undo a withdrawal."""
    invoices.restore_request(actor, public_id)
    return read_invoice(actor, public_id, response)
