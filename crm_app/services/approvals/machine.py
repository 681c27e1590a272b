"""Pure: how a request goes from step to step. Seats of a rank make a step; the first no ends it.

Whatever happens in whatever order, a request ends once, nobody decides what is his own, and nobody
fills two places of a step.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crm_app.core.errors import Conflict
from crm_app.core.permissions import DECIDERS, NEXT_ROLE
from crm_app.models.approvals import ApprovalSeat, SeatState
from crm_app.services.approvals.steps import GIVEN, Needed

_OPEN = (SeatState.WAITING.value, SeatState.PENDING.value)
MOST_SEATS = 30


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may decide. `reaches`: the request is within what his role lets him see."""

    user_id: int
    role: str
    reaches: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """Who speaks, at which seat; for whom, where he stands in for somebody."""

    seat: ApprovalSeat
    for_id: int | None = None


def seats_for(needed: Needed) -> list[ApprovalSeat]:
    """The seats of a new request, all of them waiting."""
    return [
        ApprovalSeat(
            rank=rank,
            mode=step.mode,
            kind=slot.kind,
            role=slot.role,
            user_id=slot.user_id,
            hours=step.hours,
            triggers=list(step.triggers),
        )
        for rank, step in enumerate(needed.steps, 1)
        for slot in step.slots
    ]


def advance(seats: Sequence[ApprovalSeat], now: datetime) -> list[ApprovalSeat] | None:
    """Open the first step that is not met; returns what was opened, None when all are met.

    Seats that are no longer needed are dropped.
    """
    for rank in sorted({seat.rank for seat in seats}):
        here = [seat for seat in seats if seat.rank == rank]
        if _is_met(here):
            close(here)
            continue
        opened = [seat for seat in here if seat.state == SeatState.WAITING]
        for seat in opened:
            seat.state, seat.opened_at = SeatState.PENDING.value, now
            seat.due_at = now + timedelta(hours=seat.hours) if seat.hours else None
        return opened
    return None


def close(seats: Iterable[ApprovalSeat]) -> None:
    """Nobody is asked any more."""
    for seat in seats:
        if seat.state in _OPEN:
            seat.state = SeatState.DROPPED.value


def _is_met(here: Sequence[ApprovalSeat]) -> bool:
    asked = [seat for seat in here if seat.state != SeatState.DROPPED]
    words = [seat.state in GIVEN for seat in asked]
    return any(words) if here[0].mode == "any" else all(words)


def find_word(
    seats: Sequence[ApprovalSeat], actor: Person, principals: Sequence[Person]
) -> Word | None:
    """The seat at which the actor may speak now: his own before one of somebody he stands in for."""
    for person in (actor, *principals):
        for seat in seats:
            if _may_sit(seat, person) and not _spoke(seats, seat, {actor.user_id, person.user_id}):
                return Word(seat, person.user_id if person != actor else None)
    return None


def _may_sit(seat: ApprovalSeat, person: Person) -> bool:
    if seat.state != SeatState.PENDING:
        return False
    if seat.user_id == person.user_id:
        return True
    return person.reaches and any(
        role and person.role in DECIDERS.get(role, ()) for role in (seat.role, seat.raised)
    )


def _spoke(seats: Sequence[ApprovalSeat], at: ApprovalSeat, people: set[int]) -> bool:
    """Whether one of them spoke at this step already, himself or through somebody."""
    return any(
        people & {seat.decided_by, seat.decided_for}
        for seat in seats
        if seat.rank == at.rank and seat is not at and seat.state != SeatState.KEPT
    )


def speak(word: Word, state: SeatState, by: int, reason: str, now: datetime) -> None:
    """Write down what was said at a seat."""
    seat = word.seat
    if seat.state != SeatState.PENDING:
        raise Conflict("approvals.decided_already", status=seat.state)
    seat.state, seat.reason = state.value, reason
    seat.decided_by, seat.decided_for, seat.decided_at = by, word.for_id, now


def join(
    seats: Sequence[ApprovalSeat], beside: ApprovalSeat, user_id: int, by: int, *, before: bool
) -> ApprovalSeat:
    """One more approver, a step before a pending seat or after it; later steps move back."""
    if len(seats) >= MOST_SEATS:
        raise Conflict("approvals.seats_full", most=MOST_SEATS)
    place = beside.rank if before else beside.rank + 1
    for seat in seats:
        if seat.rank >= place:
            seat.rank += 1
        if before and seat.rank == place + 1 and seat.state == SeatState.PENDING:
            seat.state, seat.due_at = SeatState.WAITING.value, None
    return ApprovalSeat(
        approval_id=beside.approval_id,
        rank=place,
        kind="user",
        user_id=user_id,
        hours=beside.hours,
        added_by=by,
    )


def raise_seat(seat: ApprovalSeat, role: str, now: datetime) -> str:
    """The time is over: the next role may decide too. Returns it, "" where there is none above.

    `role` is that of the person who is asked by name.
    """
    above = NEXT_ROLE.get(seat.raised or seat.role or role, "")
    seat.raised = above or seat.raised
    seat.due_at = now + timedelta(hours=seat.hours) if above else None
    return above
