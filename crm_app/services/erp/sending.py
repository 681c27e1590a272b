"""What the worker does with a handover: an attempt begins, its answer is noted, late ones go again."""

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.orders import Handover, HandoverState, Order
from crm_app.services.erp import rules
from crm_app.services.erp.handing import ask
from crm_app.services.erp.rows import Attempt, Verdict
from crm_app.services.erp.settings import secret_of, settings_of
from crm_app.services.notices import notify

_ON_ITS_WAY = (HandoverState.WAITING, HandoverState.SENT)
_AT_ONCE = 50


@command(Permission.SETTINGS)
def begin_attempt(work: Work, handover_id: str) -> Attempt | None:
    """The next attempt, noted before anything leaves; None when there is nothing to send any more.

    Safe to run again after a crash: the receiver knows the key.
    """
    row = _row(work, handover_id)
    if row is None or row.state not in _ON_ITS_WAY:
        return None
    settings = settings_of(work)
    if not settings.is_ready:
        _note(work, row, Verdict(HandoverState.FAILED.value, reason="not_ready"))
        return None
    row.state, row.attempts = HandoverState.SENT, row.attempts + 1
    row.next_at = work.now + rules.LEASE
    return Attempt(settings.url, secret_of(work), row.public_id, rules.canonical(row.body))


@command(Permission.SETTINGS)
def note_verdict(work: Work, handover_id: str, verdict: Verdict) -> None:
    """What came of an attempt; an order that was accepted stays so whatever comes later."""
    row = _row(work, handover_id)
    if row is not None and row.state in _ON_ITS_WAY:
        _note(work, row, verdict)


@command(Permission.SETTINGS)
def raise_due(work: Work) -> int:
    """Ask again for what waits or was not answered in time; returns how many those were."""
    found = (
        select(Handover)
        .where(col(Handover.state).in_(_ON_ITS_WAY), col(Handover.next_at) <= work.now)
        .order_by(col(Handover.next_at))
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = work.session.exec(found).all()
    for row in rows:
        ask(work, row)
    return len(rows)


def _note(work: Work, row: Handover, verdict: Verdict) -> None:
    state = HandoverState(verdict.state)
    row.reason = "|".join(part for part in (verdict.reason, verdict.detail) if part)[:300]
    if state in _ON_ITS_WAY and row.attempts >= rules.MOST_ATTEMPTS:
        state = HandoverState.FAILED
        row.reason = "|".join(("given_up", verdict.detail or verdict.reason))[:300]
    row.state = state
    if state in _ON_ITS_WAY:
        row.next_at = work.now + rules.pause(row.attempts)
        return
    row.next_at, row.answered_at = None, work.now
    row.receiver_number = verdict.number
    if state is HandoverState.FAILED:
        _tell(work, row)


def _tell(work: Work, row: Handover) -> None:
    order = work.session.get_one(Order, row.order_id)
    link = f"/orders/{order.public_id}"
    notify(work, {order.owner_id, row.by_id}, "erp.failed_notice", link=link, number=order.number)


def _row(work: Work, handover_id: str) -> Handover | None:
    found = select(Handover).where(col(Handover.public_id) == handover_id).with_for_update()
    return work.session.exec(found).one_or_none()
