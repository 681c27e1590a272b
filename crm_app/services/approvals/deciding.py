"""The approver's side: yes, no, another figure, or back to be changed. Of two, the second is told so."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Any

from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, SeatState
from crm_app.services.approvals import machine, rules
from crm_app.services.approvals.finding import find_with_subject
from crm_app.services.approvals.kinds import KINDS
from crm_app.services.approvals.machine import Word
from crm_app.services.approvals.people import speakers
from crm_app.services.approvals.seats import go_on, happened, seats_of
from crm_app.services.approvals.starting import copy_to
from crm_app.services.approvals.steps import are_covered
from crm_app.services.approvals.subjects import Subject
from crm_app.services.currencies import MOST, read_number
from crm_app.services.notices import notify

_STEP = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Turn:
    """A request at which the actor may speak now, about what still is as it was asked."""

    approval: Approval
    subject: Subject
    seats: list[ApprovalSeat]
    word: Word


@command(Permission.APPROVAL_DECIDE)
def approve(work: Work, public_id: str, reason: str = "") -> None:
    """Agree to exactly what was asked; further steps are asked then."""
    turn = open_turn(work, public_id)
    _speak(work, turn, SeatState.APPROVED, reason)
    if go_on(work, turn.approval, turn.seats):
        return
    _end(work, turn, ApprovalStatus.APPROVED, reason)
    KINDS[turn.subject.kind].agreed(work, turn.approval, turn.subject.record)


@command(Permission.APPROVAL_DECIDE)
def refuse(work: Work, public_id: str, reason: str) -> None:
    """Say no, with a reason: that ends it."""
    _say_no(work, public_id, reason, (SeatState.REFUSED, ApprovalStatus.REFUSED))


@command(Permission.APPROVAL_DECIDE)
def give_back(work: Work, public_id: str, reason: str) -> None:
    """Give it back to be changed and asked again; what others agreed to is not asked again."""
    _say_no(work, public_id, reason, (SeatState.RETURNED, ApprovalStatus.RETURNED))


def _say_no(work: Work, public_id: str, reason: str, to: tuple[SeatState, ApprovalStatus]) -> None:
    turn = open_turn(work, public_id)
    kind = KINDS[turn.subject.kind]
    if to[0] is SeatState.RETURNED and not kind.can_change:
        raise Conflict("approvals.not_changeable")
    if not reason.strip():
        raise Invalid("approvals.reason_missing", field="reason")
    _speak(work, turn, to[0], reason)
    _end(work, turn, to[1], reason)
    kind.refused(work, turn.approval, turn.subject.record)


@command(Permission.APPROVAL_DECIDE)
def counter(
    work: Work, public_id: str, discount: str | None = None, reason: str = "", *, price: str = ""
) -> None:
    """Answer a quote's request with a lower `discount` (percent), or with a higher `price` before tax.

    The seller may take it with `accept_counter`.
    """
    turn = open_turn(work, public_id)
    subject, approval = turn.subject, turn.approval
    if subject.kind != "quote" or subject.totals is None:
        raise Conflict("approvals.counter_for_quotes")
    if not discount and not price:
        raise Invalid("approvals.figure_missing", field="discount")
    if discount:
        figure = read_number(discount, "discount", most=Decimal(100))
    else:
        figure = _discount_at(subject.totals.subtotal, read_number(price, "price", most=MOST))
    if figure >= approval.discount:
        raise Invalid("approvals.counter_not_lower", field="discount")
    approval.counter_discount = figure
    _speak(work, turn, SeatState.COUNTERED, reason, figure=f"{figure.normalize():f}")
    _end(work, turn, ApprovalStatus.COUNTERED, reason)


def open_turn(work: Work, public_id: str) -> Turn:
    """Inside a command: the request, where it is the actor's turn; refuses it where it is not."""
    approval, subject = find_with_subject(work, public_id)
    rules.check_others(approval, subject.record.owner_id, work.actor)
    seats = seats_of(work, approval)
    word = machine.find_word(seats, *speakers(work, approval))
    if word is None:
        rules.check_pending(approval)
        raise Forbidden("approvals.level_too_low", level=approval.level.value)
    rules.check_pending(approval)
    if subject.hash != approval.judged_hash:
        raise Conflict("approvals.outdated")
    if not are_covered(subject.needed, [seat for seat in seats if seat.added_by is None]):
        raise Conflict("approvals.limits_changed")
    return Turn(approval, subject, seats, word)


def _speak(work: Work, turn: Turn, state: SeatState, reason: str, **details: Any) -> None:
    words = read_words(reason)
    word = turn.word
    machine.speak(word, state, work.actor.user_id or 0, words, work.now)
    happened(work, turn.approval, state.value, words, for_id=word.for_id, **details)
    work.touch(f"{turn.subject.kind}:{turn.subject.record.public_id}")
    if word.for_id is not None:
        copy_to(work, turn.approval, [word.for_id])


def read_words(reason: str) -> str:
    """What somebody says, in one line; refuses too much."""
    words = " ".join(reason.split())
    if len(words) > 500:
        raise Invalid("record.too_long", field="reason", most=500)
    return words


def _end(work: Work, turn: Turn, status: ApprovalStatus, reason: str) -> None:
    """The request is answered: nobody else is asked any more, and who asked hears it."""
    approval = turn.approval
    approval.status, approval.decision_reason = status, read_words(reason)
    approval.decided_by, approval.decided_at = work.actor.user_id, work.now
    here = turn.seats
    if status is ApprovalStatus.COUNTERED:  # later steps are asked about the other figure
        here = [seat for seat in turn.seats if seat.state == SeatState.PENDING]
    machine.close(here)
    counter_discount = approval.counter_discount
    notify(
        work,
        [approval.owner_id, approval.created_by],
        f"approvals.notice_{status.value}",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=approval.facts.get("title", ""),
        discount=f"{counter_discount.normalize():f}" if counter_discount is not None else "",
    )


def _discount_at(subtotal: Decimal, price: Decimal) -> Decimal:
    """The discount at which a subtotal comes to no less than a price."""
    if not subtotal or price > subtotal:
        raise Invalid("approvals.price_too_high", field="price")
    return ((subtotal - price) * 100 / subtotal).quantize(_STEP, ROUND_DOWN)
