"""Invoices are asked for by who sells and decided by finance; together never more than the amount."""

from decimal import Decimal

from sqlmodel import col, func, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import GRANTS, Permission
from crm_app.core.work import Work, command
from crm_app.models.payments import InvoiceRequest, InvoiceStatus
from crm_app.models.users import User
from crm_app.services import books, payments
from crm_app.services.brought import brought
from crm_app.services.days import read_day, today_of
from crm_app.services.invoices import rules
from crm_app.services.invoices.rows import InvoiceForm
from crm_app.services.locks import one_at_a_time
from crm_app.services.notices import notify
from crm_app.services.payments import Bearer

_COUNTS = (InvoiceStatus.REQUESTED, InvoiceStatus.ISSUED)


@command(Permission.INVOICE_WRITE)
def request_invoice(
    work: Work, kind: str, public_id: str, form: InvoiceForm, request_id: str | None = None
) -> str:
    """Ask finance for an invoice of a contract or order; returns the request's public id.

    Refuses (`invoices.over_amount`) more than is left to invoice.
    """
    if request_id is not None:
        known = brought(work, InvoiceRequest, request_id)
        if known is not None:
            return known.public_id
    bearer = payments.find_bearer(work, kind, public_id)
    payments.check_live(bearer)
    _hold(work, bearer)
    row = InvoiceRequest(**payments.link_to(bearer), title="", currency=bearer.currency)
    if request_id is not None:
        row.public_id = request_id
    rules.apply(row, form)
    _check_room(work, bearer, row)
    work.add(row, owner=bearer)
    _tell_finance(work, row)
    payments.refresh_sums(work, bearer)
    return row.public_id


@command(Permission.INVOICE_WRITE)
def change_request(
    work: Work, public_id: str, form: InvoiceForm, version: int | None = None
) -> None:
    """Correct what finance has not decided; what was refused is asked for anew by it."""
    row, bearer = _found(work, public_id, version)
    if row.status is InvoiceStatus.REFUSED:
        rules.ask_again(row)
        _tell_finance(work, row)
    rules.check_waiting(row)
    rules.apply(row, form)
    _check_room(work, bearer, row)
    payments.refresh_sums(work, bearer)


@command(Permission.INVOICE_WRITE)
def withdraw_request(work: Work, public_id: str) -> None:
    """Not needed after all: into the recycle bin."""
    row, bearer = _found(work, public_id)
    rules.check_waiting(row)
    work.remove(row)
    payments.refresh_sums(work, bearer)


@command(Permission.INVOICE_WRITE)
def restore_request(work: Work, public_id: str) -> None:
    """Undo a withdrawal; refused where others have asked for what is left."""
    row = work.find(InvoiceRequest, public_id, deleted=True)
    bearer = payments.bearer_of(work, row)
    _hold(work, bearer)
    _check_room(work, bearer, row)
    work.restore(row)
    payments.refresh_sums(work, bearer)


@command(Permission.INVOICE_DECIDE)
def issue_invoice(work: Work, public_id: str, number: str, issued_on: str = "") -> None:
    """The invoice is written; whoever asked is told its number."""
    row, bearer = _found(work, public_id)
    day = read_day(issued_on, "issued_on") or today_of(work)
    if day > today_of(work):
        raise Invalid("invoices.day_ahead", field="issued_on")
    books.check_open(work, day, "issued_on")
    rules.issue(row, number, day, work.actor.user_id, work.now)
    _tell(work, row, "invoices.issued_notice", title=row.title, number=row.number)
    payments.refresh_sums(work, bearer)


@command(Permission.INVOICE_DECIDE)
def refuse_invoice(work: Work, public_id: str, reason: str) -> None:
    """No invoice; whoever asked is told why."""
    row, bearer = _found(work, public_id)
    rules.refuse(row, reason, work.actor.user_id, work.now)
    _tell(work, row, "invoices.refused_notice", title=row.title, reason=row.reason)
    payments.refresh_sums(work, bearer)


@command(Permission.INVOICE_DECIDE)
def void_invoice(work: Work, public_id: str, reason: str) -> None:
    """What was issued does not hold any more (作废 or 红冲)."""
    row, bearer = _found(work, public_id)
    books.check_open(work, row.issued_on)
    rules.void(row, reason, work.actor.user_id, work.now)
    _tell(work, row, "invoices.void_notice", title=row.title, reason=row.reason)
    payments.refresh_sums(work, bearer)


@command(Permission.INVOICE_DECIDE)
def reconsider(work: Work, public_id: str) -> None:
    """Take a decision back: the request waits again."""
    row, bearer = _found(work, public_id)
    books.check_open(work, row.issued_on)
    rules.ask_again(row)
    _check_room(work, bearer, row)
    payments.refresh_sums(work, bearer)


def _check_room(work: Work, bearer: Bearer, row: InvoiceRequest) -> None:
    """Requested and issued together are no more than the amount; what was refused leaves room."""
    others = select(func.sum(InvoiceRequest.amount)).where(
        payments.of_bearer(InvoiceRequest, bearer),
        col(InvoiceRequest.status).in_(_COUNTS),
        col(InvoiceRequest.public_id) != row.public_id,
    )
    with work.session.no_autoflush:
        left = payments.amount_of(bearer) - (work.session.exec(others).one() or Decimal(0))
    if row.amount > left:
        told = {"left": f"{left:,.2f}", "currency": bearer.currency}
        raise Conflict("invoices.over_amount", number=bearer.number, **told)


def _found(work: Work, public_id: str, version: int | None = None) -> tuple[InvoiceRequest, Bearer]:
    row = work.find(InvoiceRequest, public_id, version)
    bearer = payments.bearer_of(work, row)
    _hold(work, bearer)
    return row, bearer


def _hold(work: Work, bearer: Bearer) -> None:
    one_at_a_time(work, f"money:{bearer.__tablename__}:{bearer.key}")


def _tell(work: Work, row: InvoiceRequest, code: str, **told: str) -> None:
    link = f"/invoices?request={row.public_id}"
    notify(work, {row.created_by, row.owner_id}, code, link=link, **told)


def _tell_finance(work: Work, row: InvoiceRequest) -> None:
    """Those whose work it is: the roles that decide on invoices, without the administrators."""
    roles = [
        role
        for role, granted in GRANTS.items()
        if Permission.INVOICE_DECIDE in granted and role not in ("admin", "system")
    ]
    found = select(User.id).where(col(User.role).in_(roles), col(User.is_active))
    link = f"/invoices?request={row.public_id}"
    told = {"title": row.title, "amount": f"{row.amount:,.2f} {row.currency}"}
    notify(work, work.session.exec(found).all(), "invoices.asked_notice", link=link, **told)
