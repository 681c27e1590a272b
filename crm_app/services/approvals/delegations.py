"""Who decides while somebody is away: named by himself, from a day to a day."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, or_, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import GRANTS, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.approvals import Approval, ApprovalSeat, ApprovalStatus, Delegation, SeatState
from crm_app.models.users import User
from crm_app.services.approvals.people import is_running
from crm_app.services.approvals.seats import reach
from crm_app.services.notices import notify
from crm_app.services.periods import read_day
from crm_app.services.references import Reference
from crm_app.services.shares import Rights

_LONGEST = 366


@dataclass(frozen=True, slots=True)
class DelegationForm:
    """Whom somebody names, from when to when (dates, both included)."""

    deputy: str = ""
    starts: str = ""
    ends: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """`user` is away and `deputy` decides; `is_mine` that the reader is the one who is away."""

    public_id: str
    user: Reference
    deputy: Reference
    starts: date
    ends: date
    note: str
    is_running: bool
    is_mine: bool


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


@query(Permission.APPROVAL_READ)
def delegations(work: Work) -> list[DelegationRow]:
    """One's own and those one stands in for, from today on; the administrator sees all."""
    found = select(Delegation).where(
        col(Delegation.ended_at).is_(None), col(Delegation.ends) >= work.now.date()
    )
    if not work.actor.can(Permission.SETTINGS):
        mine = work.actor.user_id
        found = found.where(or_(col(Delegation.user_id) == mine, col(Delegation.deputy_id) == mine))
    rows = work.session.exec(found.order_by(col(Delegation.starts), col(Delegation.id))).all()
    return [_row(work, row) for row in rows]


@command(Permission.APPROVAL_DECIDE)
def delegate(work: Work, form: DelegationForm) -> str:
    """Name who decides for the actor on some days; returns the public id.

    Refuses himself, who may not decide, days that are over or turned round, and a second one for
    the same days.
    """
    deputy = decider(work, form.deputy, "deputy")
    if deputy.id == work.actor.user_id:
        raise Invalid("approvals.deputy_self", field="deputy")
    starts, ends = read_day(form.starts, "starts"), read_day(form.ends, "ends")
    if ends < starts or ends < work.now.date() or (ends - starts).days > _LONGEST:
        raise Invalid("approvals.days_wrong", field="ends")
    note = " ".join(form.note.split())
    if len(note) > 200:
        raise Invalid("record.too_long", field="note", most=200)
    # One's own row is the lock: two of the same days cannot be made at once.
    me = work.session.exec(
        select(User).where(col(User.id) == work.actor.user_id).with_for_update()
    ).one_or_none()
    if me is None:
        raise Forbidden("approvals.own")
    overlapping = select(Delegation.id).where(
        col(Delegation.user_id) == me.id,
        col(Delegation.ended_at).is_(None),
        col(Delegation.starts) <= ends,
        col(Delegation.ends) >= starts,
    )
    if work.session.exec(overlapping).first() is not None:
        raise Conflict("approvals.days_taken")
    row = Delegation(
        user_id=me.id or 0, deputy_id=deputy.id or 0, starts=starts, ends=ends, note=note
    )
    work.add(row)
    notify(
        work,
        [deputy.id],
        "approvals.notice_deputy",
        "/approvals",
        who=me.name,
        starts=starts.isoformat(),
        ends=ends.isoformat(),
    )
    _show_waiting(work, me, deputy)
    return row.public_id


@command(Permission.APPROVAL_READ)
def end_delegation(work: Work, public_id: str) -> None:
    """Somebody is back: he, or the administrator, ends it at once."""
    row = work.session.exec(
        select(Delegation).where(col(Delegation.public_id) == public_id).with_for_update()
    ).one_or_none()
    may = row is not None and (
        row.user_id == work.actor.user_id or work.actor.can(Permission.SETTINGS)
    )
    if row is None or not may:
        raise NotFound("approvals.delegation_not_found")
    if row.ended_at is not None:
        raise Conflict("approvals.delegation_over")
    row.ended_at = work.now


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


def _show_waiting(work: Work, me: User, deputy: User) -> None:
    """What waits for somebody by name or role is shown to who stands in for him."""
    seats = select(ApprovalSeat.approval_id).where(
        col(ApprovalSeat.state) == SeatState.PENDING.value,
        or_(col(ApprovalSeat.user_id) == me.id, col(ApprovalSeat.role) == me.role),
    )
    pending = work.visible(Approval).where(
        col(Approval.status) == ApprovalStatus.PENDING, col(Approval.id).in_(seats)
    )
    for approval in work.session.exec(pending).all():
        reach(work, approval, [deputy.id or 0], Rights.EDIT)
        work.touch("approval")


def _row(work: Work, row: Delegation) -> DelegationRow:
    user, deputy = (work.session.get_one(User, key) for key in (row.user_id, row.deputy_id))
    return DelegationRow(
        public_id=row.public_id,
        user=Reference("user", user.public_id, user.name),
        deputy=Reference("user", deputy.public_id, deputy.name),
        starts=row.starts,
        ends=row.ends,
        note=row.note,
        is_running=is_running(row, user, work.now),
        is_mine=row.user_id == work.actor.user_id,
    )
