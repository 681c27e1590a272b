"""How approvals go: time to decision by approver, share approved, and what is given away by whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, SeatState
from crm_app.services.approvals.leakage import LeakRow, leaks
from crm_app.services.approvals.listing import ENDED, SAID
from crm_app.services.approvals.rows import NO_WORDS, Words
from crm_app.services.approvals.sentences import span
from crm_app.services.periods import read_day, start_of
from crm_app.services.references import NOBODY, Reference, users_by_id

_LONGEST = 1100


@dataclass(frozen=True, slots=True)
class DeciderRow:
    """One approver's answers of a period, and how long they took in seconds (median, 90th percentile)."""

    person: Reference
    decided: int
    approved: int
    share: int
    median_seconds: int
    p90_seconds: int
    median: Words = NO_WORDS
    p90: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Throughput:
    """A period (days, both included) in figures."""

    starts: date
    ends: date
    asked: int = 0
    waiting: int = 0
    decided: int = 0
    approved: int = 0
    share: int = 0
    median_seconds: int = 0
    p90_seconds: int = 0
    median: Words = NO_WORDS
    p90: Words = NO_WORDS
    deciders: list[DeciderRow] = field(default_factory=list)
    sellers: list[LeakRow] = field(default_factory=list)
    products: list[LeakRow] = field(default_factory=list)


@query(Permission.APPROVAL_READ)
def throughput(work: Work, starts: str = "", ends: str = "") -> Throughput:
    """The figures of what one may see; without days, of the last ninety."""
    first, last = _period(work, starts, ends)
    zone = work.actor.zone
    period = (start_of(first.isoformat(), zone), start_of(last.isoformat(), zone, days=1))
    asked = _count(
        work, col(Approval.created_at) >= period[0], col(Approval.created_at) < period[1]
    )
    waiting = _count(work, col(Approval.status) == ApprovalStatus.PENDING)
    ended = _ended(work, period)
    approved = sum(one.status is ApprovalStatus.APPROVED for one in ended)
    taken = [_seconds(one.created_at, one.decided_at) for one in ended]
    sellers, products = leaks(work, period)
    return Throughput(
        first,
        last,
        asked=asked,
        waiting=waiting,
        decided=len(ended),
        approved=approved,
        share=_share(approved, len(ended)),
        median_seconds=_median(taken),
        p90_seconds=percentile(taken, 90),
        median=span(_median(taken)),
        p90=span(percentile(taken, 90)),
        deciders=_deciders(work, period),
        sellers=sellers,
        products=products,
    )


def _period(work: Work, starts: str, ends: str) -> tuple[date, date]:
    today = work.now.astimezone(ZoneInfo(work.actor.zone)).date()
    last = read_day(ends, "ends") if ends else today
    first = read_day(starts, "starts") if starts else last - timedelta(days=89)
    if not 0 <= (last - first).days <= _LONGEST:
        raise Invalid("approvals.days_wrong", field="ends")
    return first, last


def _count(work: Work, *conditions: Any) -> int:
    found = work.visible(Approval).where(*conditions)
    return len(work.session.exec(found.with_only_columns(col(Approval.id))).all())  # type: ignore[arg-type]


def _ended(work: Work, period: tuple[datetime, datetime]) -> list[Approval]:
    """What was answered for good in the period, by a word of that time."""
    found = work.visible(Approval).where(
        col(Approval.status).in_(ENDED),
        col(Approval.decided_at) >= period[0],
        col(Approval.decided_at) < period[1],
    )
    return list(work.session.exec(found))


def _deciders(work: Work, period: tuple[datetime, datetime]) -> list[DeciderRow]:
    seen = work.narrowed(select(Approval.id), Approval).where(col(Approval.deleted_at).is_(None))
    found = select(ApprovalSeat).where(
        col(ApprovalSeat.approval_id).in_(seen),
        col(ApprovalSeat.state).in_(SAID),
        col(ApprovalSeat.decided_at) >= period[0],
        col(ApprovalSeat.decided_at) < period[1],
    )
    # His last word at a request counts: he may sit at more than one of its steps.
    by_person: dict[int, dict[int, ApprovalSeat]] = {}
    for seat in work.session.exec(found.order_by(col(ApprovalSeat.decided_at))):
        by_person.setdefault(seat.decided_by or 0, {})[seat.approval_id] = seat
    people = users_by_id(work.session, by_person)
    rows = [
        _decider(people.get(key, NOBODY), [*seats.values()]) for key, seats in by_person.items()
    ]
    return sorted(rows, key=lambda row: (-row.decided, row.person.name))


def _decider(person: Reference, seats: list[ApprovalSeat]) -> DeciderRow:
    taken = [_seconds(seat.opened_at, seat.decided_at) for seat in seats]
    approved = sum(seat.state == SeatState.APPROVED for seat in seats)
    return DeciderRow(
        person,
        len(seats),
        approved,
        _share(approved, len(seats)),
        _median(taken),
        percentile(taken, 90),
        span(_median(taken)),
        span(percentile(taken, 90)),
    )


def percentile(values: Iterable[int], percent: int) -> int:
    """The smallest value that so many percent do not exceed; 0 of none."""
    ordered = sorted(values)
    if not ordered:
        return 0
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def _median(values: list[int]) -> int:
    return int(median(values)) if values else 0


def _share(part: int, whole: int) -> int:
    return round(part * 100 / whole) if whole else 0


def _seconds(start: datetime | None, end: datetime | None) -> int:
    return max(0, int((end - start).total_seconds())) if start and end else 0
