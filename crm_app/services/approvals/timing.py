"""What the clock does: whoever did not answer in time is helped by the next role up."""

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, SeatState
from crm_app.models.users import User
from crm_app.services.approvals import machine
from crm_app.services.approvals.seats import happened, tell

_AT_ONCE = 200


@command(Permission.SETTINGS)
def raise_overdue(work: Work) -> int:
    """Background: seats whose time is over are open to the next role too; returns how many.

    Whoever was asked may still answer. Safe to run twice: a raised seat has a new deadline.
    """
    due = select(ApprovalSeat.id, ApprovalSeat.approval_id).where(
        col(ApprovalSeat.state) == SeatState.PENDING.value,
        col(ApprovalSeat.due_at).is_not(None),
        col(ApprovalSeat.due_at) <= work.now,
    )
    raised = 0
    for seat_id, approval_id in work.session.exec(
        due.order_by(col(ApprovalSeat.id)).limit(_AT_ONCE)
    ).all():
        # The request first, as every decision locks it; what was decided meanwhile is left alone.
        approval = work.session.exec(
            select(Approval).where(col(Approval.id) == approval_id).with_for_update()
        ).one()
        seat = work.session.get_one(ApprovalSeat, seat_id, populate_existing=True)
        is_over = seat.due_at is not None and seat.due_at <= work.now
        if (
            approval.status is ApprovalStatus.PENDING
            and seat.state == SeatState.PENDING
            and is_over
        ):
            _raise(work, approval, seat)
            raised += 1
    return raised


def _raise(work: Work, approval: Approval, seat: ApprovalSeat) -> None:
    user = work.session.get(User, seat.user_id) if seat.user_id is not None else None
    role = machine.raise_seat(seat, user.role if user is not None else "", work.now)
    if not role:
        return
    happened(work, approval, "escalated", role=role, who=user.name if user else "", of=seat.role)
    tell(work, approval, [seat])
