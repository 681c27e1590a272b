"""Every way invoice requests are read."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import col, func, select

from crm_app.core.listing import Listing, ListQuery, Page, Slice, one_of, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.contracts import Contract
from crm_app.models.customers import Customer
from crm_app.models.orders import Order
from crm_app.models.payments import InvoiceRequest, InvoiceStatus
from crm_app.models.users import User
from crm_app.services import payments
from crm_app.services.invoices.rows import InvoiceRow, Suggested
from crm_app.services.payments import Bearer
from crm_app.services.references import (
    NOBODY,
    by_public_id,
    named_records,
    users_by_id,
)

_KEPT = ("title", "tax_id", "bank", "account", "address", "phone", "email", "content")
LISTING = Listing(
    model=InvoiceRequest,
    kind="invoice_request",
    filters={
        "status": one_of(col(InvoiceRequest.status), InvoiceStatus),
        "customer": by_public_id(Customer, InvoiceRequest.customer_id),
        "contract": by_public_id(Contract, InvoiceRequest.contract_id),
        "order": by_public_id(Order, InvoiceRequest.order_id),
        "owner": by_public_id(User, InvoiceRequest.owner_id),
        "number": col(InvoiceRequest.number),
        "request": col(InvoiceRequest.public_id),
    },
    orders={
        "updated": col(InvoiceRequest.updated_at).desc(),
        "amount": col(InvoiceRequest.amount),
        "issued": col(InvoiceRequest.issued_on),
    },
)


@query(Permission.INVOICE_READ)
def invoices(work: Work, asked: ListQuery) -> Page[InvoiceRow]:
    """One page of the requests one may see."""
    page = page_of(work, LISTING, asked)
    return page.showing(invoice_rows(work, page.rows))


@query(Permission.INVOICE_READ)
def invoice_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[InvoiceRow]:
    """The requests that come after one, newest first."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(invoice_rows(work, found.rows), found.next)


@query(Permission.INVOICE_READ)
def invoice(work: Work, public_id: str) -> InvoiceRow:
    """One request."""
    return invoice_rows(work, [work.find(InvoiceRequest, public_id)])[0]


@query(Permission.INVOICE_READ)
def invoices_of(work: Work, kind: str, public_id: str) -> list[InvoiceRow]:
    """The requests of a contract or order, newest first."""
    bearer = payments.find_bearer(work, kind, public_id)
    mine = select(InvoiceRequest).where(payments.of_bearer(InvoiceRequest, bearer))
    rows = work.session.exec(mine.order_by(col(InvoiceRequest.id).desc())).all()
    return invoice_rows(work, rows)


@query(Permission.INVOICE_READ)
def waiting_invoices(work: Work) -> int:
    """How many wait for a decision."""
    waiting = work.visible(InvoiceRequest).where(
        col(InvoiceRequest.status) == InvoiceStatus.REQUESTED
    )
    counted = select(func.count()).select_from(
        waiting.with_only_columns(col(InvoiceRequest.id)).subquery()
    )
    return work.session.exec(counted).one()


@query(Permission.INVOICE_READ)
def suggested_invoice(work: Work, kind: str, public_id: str) -> Suggested:
    """What a new request of a contract or order begins with."""
    bearer = payments.find_bearer(work, kind, public_id)
    last = work.session.exec(
        work.visible(InvoiceRequest)
        .where(col(InvoiceRequest.customer_id) == bearer.customer_id)
        .order_by(col(InvoiceRequest.id).desc())
        .limit(1)
    ).first()
    left = max(_left(work, bearer), Decimal(0))
    amount = f"{left.normalize():f}"
    if last is not None:
        known = {name: getattr(last, name) for name in _KEPT}
        return Suggested(last.kind.value, amount, **known, currency=bearer.currency)
    customer = work.session.get_one(Customer, bearer.customer_id)
    title = customer.legal_name_zh or customer.name
    return Suggested(amount=amount, title=title, tax_id=customer.tax_id, currency=bearer.currency)


def _left(work: Work, bearer: Bearer) -> Decimal:
    asked = payments.invoiced_of(work, bearer, InvoiceStatus.REQUESTED)
    return payments.amount_of(bearer) - asked - payments.invoiced_of(work, bearer)


def invoice_rows(work: Work, found: Sequence[InvoiceRequest]) -> list[InvoiceRow]:
    """The rows of requests that were found."""
    session = work.session
    customers = named_records(session, Customer, (row.customer_id for row in found))
    people = users_by_id(session, [key for row in found for key in (row.owner_id, row.decided_by)])
    bearers = payments.bearers_of(work, found)
    own = ("public_id", "version", "amount", "currency", "note", "number", "issued_on", "reason")
    own += ("decided_at", "created_at", "updated_at", *_KEPT)
    return [
        InvoiceRow(
            **{name: getattr(row, name) for name in own},
            status=row.status.value,
            kind=row.kind.value,
            bearer=bearers[row.id],
            customer=customers[row.customer_id],
            owner=people[row.owner_id],
            decided_by=people.get(row.decided_by or 0, NOBODY).name,
        )
        for row in found
    ]
