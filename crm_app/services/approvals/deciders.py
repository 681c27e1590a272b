"""Whose word can be asked for, and what waits for somebody whom another one stands in for."""

from sqlmodel import col, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import GRANTS, Permission
from crm_app.core.work import Work, query
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, SeatState
from crm_app.models.users import User
from crm_app.services.approvals.seats import reach
from crm_app.services.references import Reference
from crm_app.services.shares import Rights


def decider_roles() -> list[str]:
    """The roles whose people can be asked for their word."""
    return [
        role
        for role, grants in GRANTS.items()
        if Permission.APPROVAL_DECIDE in grants and role != "system"
    ]


@query(Permission.SELF)
def people_who_decide(work: Work) -> list[Reference]:
    """Everybody whose word can be asked for, by name."""
    found = select(User.public_id, User.name).where(
        col(User.role).in_(decider_roles()), col(User.is_active)
    )
    return [Reference("user", *row) for row in work.session.exec(found.order_by(col(User.name)))]


@query(Permission.SELF)
def others_who_decide(work: Work) -> list[Reference]:
    """Whom one can bring in: everybody of them but oneself."""
    own = select(User.public_id).where(col(User.id) == work.actor.user_id)
    me = work.session.exec(own).one_or_none()
    return [one for one in people_who_decide.within(work) if one.public_id != me]


def decider(work: Work, public_id: str, field: str) -> User:
    """An active person whose word can be asked for."""
    found = select(User).where(
        col(User.public_id) == public_id,
        col(User.is_active),
        col(User.role).in_(decider_roles()),
    )
    user = work.session.exec(found).one_or_none()
    if user is None:
        raise Invalid("approvals.person_unknown", field=field)
    return user


def show_waiting(work: Work, absent: User, stand_in: User) -> None:
    """Inside a command: what waits for somebody by name or role is shown to who stands in for him."""
    seats = select(ApprovalSeat.approval_id).where(
        col(ApprovalSeat.state) == SeatState.PENDING.value,
        or_(col(ApprovalSeat.user_id) == absent.id, col(ApprovalSeat.role) == absent.role),
    )
    pending = work.visible(Approval).where(
        col(Approval.status) == ApprovalStatus.PENDING, col(Approval.id).in_(seats)
    )
    for approval in work.session.exec(pending).all():
        reach(work, approval, [stand_in.id or 0], Rights.EDIT)
        work.touch("approval")
