"""Plans are made, money comes in, and what was booked wrong is voided."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.payments import Allocation, Instalment, Payment, PaymentMethod
from crm_app.services import books
from crm_app.services.brought import brought
from crm_app.services.currencies import read_number, smallest
from crm_app.services.days import read_day, today_of
from crm_app.services.lines import one_line
from crm_app.services.locks import one_at_a_time
from crm_app.services.payments import rules
from crm_app.services.payments.bearers import (
    Bearer,
    amount_of,
    bearer_of,
    check_live,
    find_bearer,
    link_to,
)
from crm_app.services.payments.rows import InstalmentForm, PaymentForm
from crm_app.services.payments.rules import Planned
from crm_app.services.payments.settling import instalments_of, settle


@command(Permission.CONTRACT_WRITE)
def set_plan(
    work: Work, kind: str, public_id: str, forms: Sequence[InstalmentForm]
) -> list[InstalmentForm]:
    """The instalments of a contract or order, all of them; no forms: no plan. Returns the plan that
    was there, for the way back.

    Refuses parts that do not add up to the amount, and less for a part than it has received.
    """
    bearer = find_bearer(work, kind, public_id)
    check_live(bearer)
    _hold(work, bearer)
    known = instalments_of(work, bearer)
    before = [_form(part) for part in known]
    planned = rules.read_plan(forms, amount_of(bearer), bearer.currency) if forms else []
    _replace(work, bearer, known, planned)
    settle(work, bearer)
    return before


def _replace(
    work: Work, bearer: Bearer, known: Sequence[Instalment], planned: Sequence[Planned]
) -> None:
    by_id = {part.public_id: part for part in known}
    for rank, one in enumerate(planned, 1):
        part = by_id.pop(one.public_id, None)
        if part is None:
            part = Instalment(**link_to(bearer), rank=rank, due_on=one.due_on)
            part.currency = bearer.currency
            _put(part, one, rank)
            work.add(part, owner=bearer)
        else:
            if one.amount < part.received:
                raise Conflict("payments.below_received", label=part.label or str(rank))
            _put(part, one, rank)
    for part in by_id.values():
        if part.received:
            raise Conflict("payments.below_received", label=part.label or str(part.rank))
        work.remove(part)


def _put(part: Instalment, one: Planned, rank: int) -> None:
    part.label, part.due_on, part.rank = one.label, one.due_on, rank
    part.percent, part.amount = one.percent, one.amount


def _form(part: Instalment) -> InstalmentForm:
    percent = f"{part.percent.normalize():f}" if part.percent is not None else None
    amount = None if percent else f"{part.amount.normalize():f}"
    return InstalmentForm(part.public_id, part.label, part.due_on.isoformat(), amount, percent)


@command(Permission.PAYMENT_WRITE)
def record_payment(
    work: Work, kind: str, public_id: str, form: PaymentForm, payment_id: str | None = None
) -> str:
    """Money came in; returns the payment's public id. A client may bring the id.

    It pays the instalment that is named, then what is due first; what is left is an advance.
    """
    if payment_id is not None:
        known = brought(work, Payment, payment_id)
        if known is not None:
            return known.public_id
    bearer = find_bearer(work, kind, public_id)
    check_live(bearer)
    _hold(work, bearer)
    payment = _payment(work, bearer, form)
    if payment_id is not None:
        payment.public_id = payment_id
    work.add(payment, owner=bearer)
    if form.instalment:
        _pay_first(work, bearer, payment, form.instalment)
    settle(work, bearer)
    return payment.public_id


def _payment(work: Work, bearer: Bearer, form: PaymentForm) -> Payment:
    amount = read_number(form.amount, "amount")
    if not amount:
        raise Invalid("payments.amount_missing", field="amount")
    if amount % smallest(bearer.currency):
        raise Invalid("money.too_fine", field="amount")
    if form.method not in set(PaymentMethod):
        raise Invalid("payments.method_unknown", field="method")
    day = read_day(form.received_on, "received_on") or today_of(work)
    if day > today_of(work):
        raise Invalid("payments.day_ahead", field="received_on")
    books.check_open(work, day, "received_on")
    return Payment(
        **link_to(bearer),
        received_on=day,
        amount=amount,
        currency=bearer.currency,
        method=PaymentMethod(form.method),
        reference=one_line(form.reference, "reference", 120),
        note=one_line(form.note, "note", 500),
    )


def _pay_first(work: Work, bearer: Bearer, payment: Payment, public_id: str) -> None:
    parts = [part for part in instalments_of(work, bearer) if part.public_id == public_id]
    if not parts:
        raise Invalid("payments.instalment_unknown", field="instalment")
    amount = min(payment.amount, parts[0].amount - parts[0].received)
    if amount > 0:
        work.session.add(
            Allocation(payment_id=payment.key, instalment_id=parts[0].key, amount=amount)
        )


@command(Permission.PAYMENT_WRITE)
def void_payment(work: Work, public_id: str, reason: str) -> None:
    """It did not come in so, and why; the instalments are open again."""
    payment, bearer = _found(work, public_id)
    if payment.voided_at is not None:
        raise Conflict("payments.void_already")
    text = one_line(reason, "reason", 300)
    if not text:
        raise Invalid("payments.reason_missing", field="reason")
    books.check_open(work, payment.received_on)
    payment.voided_at, payment.void_reason = work.now, text
    found = select(Allocation).where(col(Allocation.payment_id) == payment.key)
    for row in work.session.exec(found):
        work.session.delete(row)
    settle(work, bearer)


@command(Permission.PAYMENT_WRITE)
def restore_payment(work: Work, public_id: str) -> None:
    """It came in after all: it pays what is open now."""
    payment, bearer = _found(work, public_id)
    if payment.voided_at is None:
        raise Conflict("payments.not_void")
    check_live(bearer)
    books.check_open(work, payment.received_on)
    payment.voided_at, payment.void_reason = None, ""
    settle(work, bearer)


def _found(work: Work, public_id: str) -> tuple[Payment, Bearer]:
    payment = work.find(Payment, public_id)
    bearer = bearer_of(work, payment)
    _hold(work, bearer)
    return payment, bearer


def _hold(work: Work, bearer: Bearer) -> None:
    """One at a time for the money of a contract or order."""
    one_at_a_time(work, f"money:{bearer.__tablename__}:{bearer.key}")
