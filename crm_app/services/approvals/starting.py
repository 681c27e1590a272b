"""A request begins: what was said before and still holds is kept, the rest is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.work import Work
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, Level, SeatState
from crm_app.models.customers import Customer
from crm_app.models.users import User
from crm_app.services.approvals.custom import directions
from crm_app.services.approvals.facts import facts_of
from crm_app.services.approvals.gates import end_outdated, is_cleared, requests
from crm_app.services.approvals.kinds import KINDS
from crm_app.services.approvals.machine import seats_for
from crm_app.services.approvals.people import asked_of, may_decide, seated
from crm_app.services.approvals.seats import go_on, happened, reach, seats_by_request
from crm_app.services.approvals.steps import Slot, fills, given
from crm_app.services.approvals.subjects import Subject
from crm_app.services.approvals.worse import is_other, worse_of
from crm_app.services.notices import notify
from crm_app.services.shares import Rights

_SHOWN = ("discount", "rows", "amount", "payment_days")
_SPOKEN = (ApprovalStatus.APPROVED, ApprovalStatus.OUTDATED, ApprovalStatus.RETURNED)


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is not stored yet, and whom it will ask."""

    approval: Approval
    seats: list[ApprovalSeat]


def read_reason(reason: str) -> str:
    """Why; refuses none, and too much."""
    words = " ".join(reason.split())
    if not words:
        raise Invalid("approvals.reason_missing", field="reason")
    if len(words) > 500:
        raise Invalid("record.too_long", field="reason", most=500)
    return words


def start(work: Work, subject: Subject, reason: str, asker_id: int | None = None) -> Approval:
    """Inside a command: ask for a subject as it stands; `asker_id` is whose wish it is, if not the
    actor's.

    Refuses what needs nobody, what is asked or granted already, and a missing reason.
    """
    reason = read_reason(reason)
    if not subject.needed.steps:
        raise Conflict("approvals.not_needed")
    if is_cleared(work, subject):
        raise Conflict("approvals.approved_already")
    for earlier in requests(work, *subject.key, (ApprovalStatus.PENDING, ApprovalStatus.COUNTERED)):
        if earlier.status is ApprovalStatus.PENDING and earlier.judged_hash == subject.hash:
            raise Conflict("approvals.asked_already")
        end_outdated(work, earlier)
    return _store(work, subject, reason, asker_id)


def request_about(subject: Subject, reason: str) -> Request | None:
    """A request with its seats, not stored; None where nobody has to agree."""
    if not subject.needed.steps:
        return None
    return Request(request_of(subject, read_reason(reason)), seats_for(subject.needed))


def request_of(subject: Subject, reason: str) -> Approval:
    """A request about a subject, not stored."""
    return Approval(
        subject_kind=subject.kind,
        subject_id=subject.record.key,
        level=subject.level or Level.MANAGER,
        flow_id=subject.needed.flow_id,
        discount=subject.discount,
        reason=reason,
        facts=facts_of(subject),
        judged_hash=subject.hash,
    )


def _store(work: Work, subject: Subject, reason: str, asker_id: int | None) -> Approval:
    approval = request_of(subject, reason)
    asker = work.session.get(User, asker_id) if asker_id is not None else None
    known = {
        "asker": asker.name if asker is not None else work.actor.name,
        "customer_name": _customer(work, subject),
    }
    approval.facts = approval.facts | known
    work.add(approval, owner=subject.record)
    work.touch(f"{subject.kind}:{subject.record.public_id}")
    approval.created_by = asker_id or approval.created_by
    if approval.created_by is not None:
        reach(work, approval, [approval.created_by], Rights.EDIT)
    happened(work, approval, "asked", reason)
    seats = _seat(work, approval, subject)
    _keep(work, approval, seats)
    _copy(work, approval, subject)
    if not go_on(work, approval, seats):
        finish_kept(work, approval, seats)
        KINDS[subject.kind].agreed(work, approval, subject.record)
    return approval


def _seat(work: Work, approval: Approval, subject: Subject) -> list[ApprovalSeat]:
    own: set[int | None] = {approval.owner_id, approval.created_by}
    seats = seats_for(subject.needed)
    for seat in seats:
        seat.approval_id = approval.key
        seated(work, seat, own)
        work.add(seat)
    return seats


def _customer(work: Work, subject: Subject) -> str:
    if subject.customer_id is None:
        return ""
    return work.session.get_one(Customer, subject.customer_id).name


def _keep(work: Work, approval: Approval, seats: Sequence[ApprovalSeat]) -> None:
    """Words given before about the same matter hold where nothing they were about became worse."""
    judged = approval.facts["judged"]
    for earlier, words in _said_before(work, approval):
        before = earlier.facts.get("judged")
        if not before or is_other(before, judged):
            return
        for seat in seats:
            word = next((one for one in words if fills(one, _slot(seat))), None)
            if seat.state != SeatState.WAITING or word is None or not _holds(work, word):
                continue
            ways = directions(work, seat.triggers)
            worse = worse_of(seat.triggers, before, judged, ways)
            if worse:
                _note_worse(work, approval, worse, (before, judged))
                continue
            seat.state = SeatState.KEPT.value
            seat.decided_by, seat.decided_for = word.decided_by, word.decided_for
            seat.decided_at = word.decided_at
            who = work.session.get(User, word.decided_by or 0)
            happened(work, approval, "kept", who=who.name if who else "", fields=seat.triggers)


def _said_before(work: Work, approval: Approval) -> list[tuple[Approval, list[ApprovalSeat]]]:
    """Earlier requests about the record with the words that were given, the newest first; a refusal
    ends what was said before it."""
    found: list[Approval] = []
    for earlier in requests(
        work, approval.subject_kind, approval.subject_id, tuple(ApprovalStatus)
    ):
        if earlier.status is ApprovalStatus.REFUSED:
            break
        if earlier is not approval and earlier.status in _SPOKEN:
            found.append(earlier)
    seats = seats_by_request(work, found)
    spoken = ((one, given(seats.get(one.key, []))) for one in found)
    return [(one, words) for one, words in spoken if words][:1]


def _holds(work: Work, word: ApprovalSeat) -> bool:
    """Whoever spoke is still here, and of a role that may."""
    who = work.session.get(User, word.decided_by or 0)
    return who is not None and who.is_active and may_decide(who.role)


def _slot(seat: ApprovalSeat) -> Slot:
    return Slot(seat.kind, seat.role, seat.user_id)


def _note_worse(
    work: Work, approval: Approval, worse: list[str], facts: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    """What is asked again, and why; costs are nobody's to read here."""
    changes = [
        {"field": name, "before": facts[0].get(name), "after": facts[1].get(name)}
        if name in _SHOWN and facts[0].get(name) != facts[1].get(name)
        else {"field": name}
        for name in worse
    ]
    happened(work, approval, "worse", changes=changes)


def _copy(work: Work, approval: Approval, subject: Subject) -> None:
    """Those who are only told: they see it, and decide nothing."""
    own = {approval.owner_id, approval.created_by}
    told: list[int] = []
    for slot in subject.needed.copies:
        seat = ApprovalSeat(approval_id=approval.key, rank=0, role=slot.role, user_id=slot.user_id)
        told += [one for one in asked_of(work, approval, seat) if one not in own]
    copy_to(work, approval, list(dict.fromkeys(told)))


def copy_to(work: Work, approval: Approval, user_ids: Sequence[int]) -> None:
    """Inside a command: let people see a request, read-only, and tell them."""
    if not user_ids:
        return
    reach(work, approval, user_ids, Rights.VIEW)
    names = [work.session.get_one(User, user_id).name for user_id in user_ids]
    happened(work, approval, "copied", to=names)
    notify(
        work,
        list(user_ids),
        "approvals.notice_copied",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=approval.facts.get("title", ""),
    )


def finish_kept(work: Work, approval: Approval, seats: Sequence[ApprovalSeat]) -> None:
    """Everything needed was said before: the request is granted at once."""
    words = [seat for seat in seats if seat.state == SeatState.KEPT]
    approval.status, approval.decided_at = ApprovalStatus.APPROVED, work.now
    approval.decided_by = words[-1].decided_by if words else None
    happened(work, approval, "granted_again")
