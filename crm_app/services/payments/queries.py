"""Every way plans and payments are read."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Page, Slice, page_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.contracts import Contract
from crm_app.models.customers import Customer
from crm_app.models.orders import Order
from crm_app.models.payments import Allocation, Instalment, InvoiceStatus, Payment
from crm_app.models.users import User
from crm_app.services.currencies import added
from crm_app.services.days import today_of
from crm_app.services.payments import rules
from crm_app.services.payments.bearers import (
    amount_of,
    bearers_of,
    find_bearer,
    invoiced_of,
    is_owed,
    of_bearer,
)
from crm_app.services.payments.rows import InstalmentRow, MoneyPage, Owed, PaymentRow
from crm_app.services.payments.settling import instalments_of
from crm_app.services.references import (
    NOBODY,
    Reference,
    by_public_id,
    named_records,
    owners_of,
    users_by_id,
)

_SOON = 30
ZERO = Decimal(0)


def _state(work: Work, value: str) -> Any:
    """`overdue`, `soon` (due in the next thirty days), `open` (both, and later), or `paid`."""
    today, left = today_of(work), col(Instalment.received) < col(Instalment.amount)
    owed = left & is_owed(Instalment)
    due = col(Instalment.due_on)
    conditions = {
        "overdue": owed & (due < today),
        "soon": owed & due.between(today, today + timedelta(_SOON)),
        "open": owed,
        "paid": ~left,
    }
    if value not in conditions:
        raise Invalid("list.value_unknown", value=value[:60])
    return conditions[value]


def _void(_: Work, value: str) -> Any:
    if value not in ("yes", "no"):
        raise Invalid("list.value_unknown", value=value[:60])
    voided = col(Payment.voided_at).is_not(None)
    return voided if value == "yes" else ~voided


def _bearer_filters(model: Any) -> dict[str, Any]:
    return {
        "customer": by_public_id(Customer, model.customer_id),
        "contract": by_public_id(Contract, model.contract_id),
        "order": by_public_id(Order, model.order_id),
        "owner": by_public_id(User, model.owner_id),
    }


INSTALMENTS = Listing(
    model=Instalment,
    kind="instalment",
    filters={"state": _state, **_bearer_filters(Instalment)},
    orders={"due": col(Instalment.due_on), "amount": col(Instalment.amount)},
)
PAYMENTS = Listing(
    model=Payment,
    kind="payment",
    filters={"void": _void, **_bearer_filters(Payment)},
    orders={"received": col(Payment.received_on).desc(), "amount": col(Payment.amount)},
)


@query(Permission.PAYMENT_READ)
def instalments(work: Work, asked: ListQuery) -> Page[InstalmentRow]:
    """One page of what is to come in, the earliest first: with `state` overdue the overdue list."""
    page = page_of(work, INSTALMENTS, asked)
    return page.showing(instalment_rows(work, page.rows))


@query(Permission.PAYMENT_READ)
def instalment_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[InstalmentRow]:
    """The instalments that come after one, the newest plan first."""
    found = slice_of(work, INSTALMENTS, asked, after)
    return Slice(instalment_rows(work, found.rows), found.next)


@query(Permission.PAYMENT_READ)
def payment_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[PaymentRow]:
    """The payments that come after one, newest first."""
    found = slice_of(work, PAYMENTS, asked, after)
    return Slice(payment_rows(work, found.rows), found.next)


@query(Permission.PAYMENT_READ)
def payment(work: Work, public_id: str) -> PaymentRow:
    """One payment."""
    return payment_rows(work, [work.find(Payment, public_id)])[0]


@query(Permission.PAYMENT_READ)
def instalment_owners(work: Work) -> list[Reference]:
    """Who owns what is to come in, for a filter."""
    return owners_of(work, Instalment)


@query(Permission.PAYMENT_READ)
def money_of(work: Work, kind: str, public_id: str) -> MoneyPage:
    """The money of a contract or order: plan, payments, sums, and what is wrong with them."""
    bearer = find_bearer(work, kind, public_id)
    parts = instalment_rows(work, instalments_of(work, bearer))
    newest = select(Payment).where(of_bearer(Payment, bearer)).order_by(col(Payment.id).desc())
    paid = payment_rows(work, work.session.exec(newest).all())
    held = [row for row in paid if not row.is_void]
    amount, planned = amount_of(bearer), sum((part.amount for part in parts), ZERO)
    received = sum((row.amount for row in held), ZERO)
    advance = sum((row.advance for row in held), ZERO)
    invoiced = invoiced_of(work, bearer)
    sums = {"received": received, "advance": advance, "invoiced": invoiced}
    late = [part.left for part in parts if part.state == "overdue"]
    return MoneyPage(
        kind=kind,
        public_id=public_id,
        number=bearer.number,
        amount=amount,
        currency=bearer.currency,
        planned=planned,
        **sums,
        left=max(amount - received, ZERO),
        overdue=sum(late, ZERO),
        requested=invoiced_of(work, bearer, InvoiceStatus.REQUESTED),
        is_live=bearer.status.value != "cancelled",
        warnings=rules.warnings(amount=amount, planned=planned, **sums),
        instalments=parts,
        payments=paid,
    )


@query(Permission.PAYMENT_READ)
def owed(work: Work, customer: str = "") -> Owed:
    """What is still to come from a customer, or from all that one may see."""
    columns = select(
        col(Instalment.due_on),
        col(Instalment.amount),
        col(Instalment.received),
        col(Instalment.currency),
    ).where(_state(work, "open"), col(Instalment.deleted_at).is_(None))
    if customer:
        columns = columns.where(by_public_id(Customer, Instalment.customer_id)(work, customer))
    today = today_of(work)
    found = work.session.exec(work.narrowed(columns, Instalment))
    rows = [(due, whole - came, code) for due, whole, came, code in found]
    late = [(left, code) for due, left, code in rows if due < today]
    return Owed(added((left, code) for _, left, code in rows), added(late), len(late))


def instalment_rows(work: Work, found: Sequence[Instalment]) -> list[InstalmentRow]:
    """The rows of instalments that were found."""
    session, today = work.session, today_of(work)
    customers = named_records(session, Customer, (part.customer_id for part in found))
    owners = users_by_id(session, (part.owner_id for part in found))
    bearers = bearers_of(work, found)
    own = ("public_id", "rank", "label", "due_on", "percent", "amount", "received", "currency")
    return [
        InstalmentRow(
            **{name: getattr(part, name) for name in own},
            bearer=bearers[part.id],
            customer=customers[part.customer_id],
            owner=owners[part.owner_id],
            left=part.amount - part.received,
            state=rules.state_of(part.due_on, part.amount, part.received, today),
            days_late=max((today - part.due_on).days, 0) if part.received < part.amount else 0,
        )
        for part in found
    ]


def payment_rows(work: Work, found: Sequence[Payment]) -> list[PaymentRow]:
    """The rows of payments that were found."""
    session = work.session
    customers = named_records(session, Customer, (row.customer_id for row in found))
    people = users_by_id(session, (row.created_by for row in found))
    bearers = bearers_of(work, found)
    taken: dict[int, Decimal] = {}
    of_these = col(Allocation.payment_id).in_([row.key for row in found])
    for one in session.exec(select(Allocation).where(of_these)):
        taken[one.payment_id] = taken.get(one.payment_id, ZERO) + one.amount
    own = ("public_id", "received_on", "amount", "currency", "reference", "note", "void_reason")
    return [
        PaymentRow(
            **{name: getattr(row, name) for name in own},
            bearer=bearers[row.id],
            customer=customers[row.customer_id],
            allocated=taken.get(row.key, ZERO),
            advance=ZERO if row.voided_at else row.amount - taken.get(row.key, ZERO),
            method=row.method.value,
            by=people.get(row.created_by or 0, NOBODY).name,
            at=row.created_at,
            is_void=row.voided_at is not None,
        )
        for row in found
    ]
