"""Somebody leaves: who is asked in his place, and whose his own requests are."""

from collections.abc import Sequence

from crm_app.core.work import Work
from crm_app.models.approvals import Approval, ApprovalSeat, SeatState
from crm_app.models.users import User
from crm_app.services.approvals.kinds import KINDS
from crm_app.services.approvals.people import asked_of, manager_of, may_decide, seated
from crm_app.services.approvals.seats import reach, seats_of, tell
from crm_app.services.shares import Rights


def replace_seats(work: Work, seats: Sequence[ApprovalSeat], leaver: User, to: User) -> None:
    """Inside a command: `to` is asked, where he may decide and it is not his own matter or his word
    already; else the manager of who leaves."""
    for seat in seats:
        approval = work.session.get_one(Approval, seat.approval_id)
        own = {approval.owner_id, approval.created_by, leaver.id}
        sitting = {one.user_id for one in seats_of(work, approval)}
        seat.instead_of = leaver.id
        if may_decide(to.role) and to.id not in own | sitting:
            seat.user_id = to.id
        else:
            slot = manager_of(work, leaver.id or 0, own | sitting)
            seat.kind, seat.role, seat.user_id = slot.kind, slot.role, slot.user_id
        work.session.add(seat)
        work.session.flush()
        if seat.state == SeatState.PENDING.value:
            tell(work, approval, [seat])


def pass_on(work: Work, requests: Sequence[Approval], leaver: User, to: User) -> None:
    """Inside a command: what somebody asked for is asked by whoever has its subject now, else `to`;
    whoever sits there and would decide his own gives way."""
    for approval in requests:
        kind = KINDS.get(approval.subject_kind)
        subject = work.session.get(kind.model, approval.subject_id) if kind else None
        heir = to
        if subject is not None and subject.owner_id not in (None, leaver.id):
            heir = work.session.get_one(User, subject.owner_id)
        approval.owner_id, approval.team_id = heir.id or 0, heir.team_id
        work.session.add(approval)
        work.session.flush()
        _give_way(work, approval)


def _give_way(work: Work, approval: Approval) -> None:
    own = {approval.owner_id, approval.created_by}
    for seat in seats_of(work, approval):
        if seat.state not in (SeatState.WAITING.value, SeatState.PENDING.value):
            continue
        before = seat.user_id
        seated(work, seat, own)
        work.session.add(seat)
        work.session.flush()
        if seat.state != SeatState.PENDING.value:
            continue
        if seat.user_id != before:
            tell(work, approval, [seat])
        else:  # the request may have gone to a team that he does not see
            reach(work, approval, asked_of(work, approval, seat), Rights.EDIT)
