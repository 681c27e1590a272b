"""The steps of a request and its history, as screens and the API show them."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.approvals import Approval, ApprovalEvent, ApprovalSeat, SeatState
from crm_app.services.approvals.custom import PREFIX
from crm_app.services.approvals.rows import EventRow, SeatRow, StepRow
from crm_app.services.approvals.sentences import Names, pair, seat_words
from crm_app.services.approvals.steps import GIVEN


def step_rows(names: Names, seats: Sequence[ApprovalSeat], now: datetime) -> list[StepRow]:
    """The steps in order, each with its seats."""
    steps = []
    for number, (_, group) in enumerate(groupby(seats, key=lambda seat: seat.rank), 1):
        here = list(group)
        rows = [_seat_row(names, seat, now) for seat in here]
        steps.append(StepRow(number, here[0].mode, _state(here), rows))
    return steps


def _state(here: Sequence[ApprovalSeat]) -> str:
    states = {seat.state for seat in here}
    for state in (SeatState.REFUSED, SeatState.RETURNED, SeatState.COUNTERED, SeatState.PENDING):
        if state in states:
            return state.value
    if states & GIVEN:
        return SeatState.APPROVED.value
    return SeatState.WAITING.value if SeatState.WAITING in states else SeatState.DROPPED.value


def _seat_row(names: Names, seat: ApprovalSeat, now: datetime) -> SeatRow:
    return SeatRow(
        who=pair(lambda language: seat_words(names, seat, language)),
        state=seat.state,
        by=names.of(seat.decided_by),
        for_whom=names.of(seat.decided_for),
        at=seat.decided_at,
        reason=seat.reason,
        due_at=seat.due_at if seat.state == SeatState.PENDING else None,
        added_by=names.of(seat.added_by),
        is_late=bool(seat.raised) or (seat.due_at is not None and seat.due_at <= now),
    )


def event_rows(work: Work, names: Names, approval: Approval) -> list[EventRow]:
    """All that happened, the oldest first."""
    found = select(ApprovalEvent).where(col(ApprovalEvent.approval_id) == approval.id)
    order = (col(ApprovalEvent.at), col(ApprovalEvent.id))
    return [
        EventRow(
            event.kind,
            event.at,
            names.of(event.by_id),
            pair(lambda language, event=event: _said(names, event, language)),
            event.text,
        )
        for event in work.session.exec(found.order_by(*order))
    ]


def _said(names: Names, event: ApprovalEvent, language: str) -> str:
    who = names.of(event.by_id) or say(language, "approvals.product")
    if event.for_id is not None:
        who = say(language, "approvals.for", who=who, whom=names.of(event.for_id))
    details = {name: _detail(names, name, value, language) for name, value in event.details.items()}
    return say(language, f"approvals.event.{event.kind}", **({"who": who} | details))


def _detail(names: Names, name: str, value: Any, language: str) -> str:
    comma = say(language, "approvals.comma")
    if name == "fields":
        return comma.join(names.field(one)[1].in_language(language) for one in value)
    if name == "changes":
        return comma.join(_change(names, one, language) for one in value)
    if name == "role":
        return say(language, f"approvals.level.{value}")
    if name == "when":
        return say(language, f"approvals.when.{value}")
    return comma.join(str(one) for one in value) if isinstance(value, list) else str(value)


def _change(names: Names, change: dict[str, Any], language: str) -> str:
    known, name = names.field(change["field"])
    field = name.in_language(language)
    hidden = known is None or (known.is_secret and change["field"].startswith(PREFIX))
    if "before" not in change or hidden:
        return say(language, "approvals.changed_plain", field=field)
    before, after = (_short(change[name]) for name in ("before", "after"))
    return say(language, "approvals.changed", field=field, before=before, after=after)


def _short(value: Any) -> str:
    if value is None:
        return "–"
    try:
        return f"{Decimal(str(value)):,.2f}".rstrip("0").rstrip(".")
    except InvalidOperation:
        return str(value)
