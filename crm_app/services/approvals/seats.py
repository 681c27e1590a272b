"""The seats of requests: read together, opened in turn, and those who sit there told."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from crm_app.core.permissions import DECIDERS, Permission, Scope
from crm_app.core.work import Work
from crm_app.models.approvals import (
    Approval,
    ApprovalEvent,
    ApprovalSeat,
    ApprovalStatus,
    SeatState,
)
from crm_app.models.users import User
from crm_app.services import shares
from crm_app.services.approvals import machine
from crm_app.services.approvals.people import Principal, asked_of, coming_deputies, principals
from crm_app.services.notices import notify
from crm_app.services.shares import Rights


def seats_of(work: Work, approval: Approval) -> list[ApprovalSeat]:
    """The seats of a request in order."""
    return seats_by_request(work, [approval]).get(approval.key, [])


def seats_by_request(work: Work, found: Iterable[Approval]) -> dict[int, list[ApprovalSeat]]:
    """Request → its seats in order."""
    ids = [approval.key for approval in found]
    rows = select(ApprovalSeat).where(col(ApprovalSeat.approval_id).in_(ids))
    sorted_rows: dict[int, list[ApprovalSeat]] = {}
    for seat in work.session.exec(rows.order_by(col(ApprovalSeat.rank), col(ApprovalSeat.id))):
        sorted_rows.setdefault(seat.approval_id, []).append(seat)
    return sorted_rows


def happened(
    work: Work,
    approval: Approval,
    kind: str,
    text: str = "",
    *,
    for_id: int | None = None,
    **details: Any,
) -> None:
    """A line in the history of a request (`approvals.event.<kind>`), and live screens are told."""
    event = ApprovalEvent(
        approval_id=approval.key,
        kind=kind,
        at=work.now,
        by_id=work.actor.user_id,
        for_id=for_id,
        text=text[:500],
        details=details,
    )
    work.session.add(event)
    work.touch("approval")
    work.touch(f"approval:{approval.public_id}")


def go_on(work: Work, approval: Approval, seats: Sequence[ApprovalSeat]) -> bool:
    """Open the next step and tell who sits there; False when there is none left."""
    opened = machine.advance(seats, work.now)
    work.session.flush()
    if opened is None:
        return False
    tell(work, approval, opened)
    return True


def tell(work: Work, approval: Approval, opened: Iterable[ApprovalSeat]) -> None:
    """Say to those of some seats that they are asked; who is named sees the request."""
    asked = [one for seat in opened for one in asked_of(work, approval, seat)]
    reach(work, approval, [*asked, *coming_deputies(work, asked)], Rights.EDIT)
    facts = approval.facts
    offer = approval.subject_kind in ("quote", "deal")
    notify(
        work,
        list(dict.fromkeys(asked)),
        "approvals.notice_asked" if offer else "approvals.notice_asked_plain",
        f"/approvals/{approval.public_id}",
        who=facts.get("asker") or work.actor.name,
        title=facts.get("title", ""),
        customer=facts.get("customer_name", ""),
        given=facts.get("given", "0"),
    )


def reach(work: Work, approval: Approval, user_ids: Iterable[int], rights: Rights) -> None:
    """Let people see a request who would not."""
    found = select(User).where(col(User.id).in_(list(user_ids)))
    for user in work.session.exec(found).all():
        if not shares.sees(work, approval, user):
            shares.give(work, approval, user, rights, "approval")


def waiting(work: Work) -> Any:
    """The condition of the requests at which the actor may speak now, for himself or for another."""
    actor, seat = work.actor, aliased(ApprovalSeat)
    if not actor.can(Permission.APPROVAL_DECIDE):
        return col(Approval.id).is_(None)
    me = Principal(
        actor.user_id or 0,
        actor.role,
        actor.team_ids if actor.scope is Scope.TEAM else None,
    )
    people = [me, *principals(work)]
    sits = exists(
        select(seat.id).where(
            col(seat.approval_id) == Approval.id,
            col(seat.state) == SeatState.PENDING.value,
            or_(*[_sits(seat, one, me) for one in people]),
        )
    )
    return and_(col(Approval.status) == ApprovalStatus.PENDING, _of_others(me), sits)


def _sits(seat: Any, person: Principal, actor: Principal) -> Any:
    roles = [role for role, deciders in DECIDERS.items() if person.role in deciders]
    of_role = or_(col(seat.role).in_(roles), col(seat.raised).in_(roles))
    if person.teams is not None:
        of_role = and_(of_role, col(Approval.team_id).in_(person.teams))
    other = aliased(ApprovalSeat)
    both = [actor.user_id, person.user_id]
    spoke = exists(
        select(other.id).where(
            col(other.approval_id) == seat.approval_id,
            col(other.rank) == seat.rank,
            col(other.state) != SeatState.KEPT.value,
            or_(col(other.decided_by).in_(both), col(other.decided_for).in_(both)),
        )
    )
    return and_(or_(col(seat.user_id) == person.user_id, of_role), _of_others(person), ~spoke)


def _of_others(person: Principal) -> Any:
    asker = func.coalesce(col(Approval.created_by), 0)
    return and_(col(Approval.owner_id) != person.user_id, asker != person.user_id)
