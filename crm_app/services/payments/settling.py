"""Who takes of which payment: written anew after every change of a plan or a payment."""

from collections.abc import Sequence
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.payments import Allocation, Instalment, Payment
from crm_app.services.payments import rules
from crm_app.services.payments.bearers import Bearer, of_bearer, refresh_sums


def settle(work: Work, bearer: Bearer) -> None:
    """Inside a command: what is not allocated goes to what is due first; then all sums are written."""
    work.session.flush()
    parts = instalments_of(work, bearer)
    paid = payments_of(work, bearer)
    taken = allocations_of(work, paid)
    received = {part.key: _sum(taken, instalment_id=part.key) for part in parts}
    for payment in paid:
        rest = payment.amount - _sum(taken, payment_id=payment.key)
        room = [(part.key, part.amount - received[part.key]) for part in parts]
        for key, amount in rules.allocate(room, rest).items():
            received[key] += amount
            _add(work, taken, payment, key, amount)
    for part in parts:
        if part.received != received[part.key]:
            part.received = received[part.key]
    refresh_sums(work, bearer)


def instalments_of(work: Work, bearer: Bearer) -> list[Instalment]:
    """The plan, earliest first."""
    found = select(Instalment).where(of_bearer(Instalment, bearer))
    return list(
        work.session.exec(found.order_by(col(Instalment.due_on), col(Instalment.rank))).all()
    )


def payments_of(work: Work, bearer: Bearer) -> list[Payment]:
    """The payments that hold, earliest first."""
    held = of_bearer(Payment, bearer) & col(Payment.voided_at).is_(None)
    found = select(Payment).where(held)
    return list(work.session.exec(found.order_by(col(Payment.received_on), col(Payment.id))).all())


def allocations_of(work: Work, paid: Sequence[Payment]) -> list[Allocation]:
    """What is taken of these payments."""
    found = select(Allocation).where(col(Allocation.payment_id).in_([row.key for row in paid]))
    return list(work.session.exec(found.order_by(col(Allocation.id))).all())


def _sum(taken: Sequence[Allocation], **of: int) -> Decimal:
    ((column, key),) = of.items()
    return sum((row.amount for row in taken if getattr(row, column) == key), Decimal(0))


def _add(work: Work, taken: list[Allocation], payment: Payment, part: int, amount: Decimal) -> None:
    """One row a payment and instalment: a second share of the same two makes the first larger."""
    for row in taken:
        if (row.payment_id, row.instalment_id) == (payment.key, part):
            row.amount += amount
            return
    row = Allocation(payment_id=payment.key, instalment_id=part, amount=amount)
    work.session.add(row)
    taken.append(row)
