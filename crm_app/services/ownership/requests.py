"""Asking for what a colleague holds: to share it, or to have it."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.permissions import GRANTS, SCOPES, Permission, Scope
from crm_app.core.work import Work, command
from crm_app.models.ownership import OwnershipRequest, RequestStatus, Wish
from crm_app.models.users import Team, User
from crm_app.services.notices import notify
from crm_app.services.ownership.approving import goes_to_approval
from crm_app.services.ownership.handing import happened
from crm_app.services.ownership.holding import holders
from crm_app.services.ownership.records import Held, model_of
from crm_app.services.ownership.rows import Asked
from crm_app.services.ownership.sharing import share_with
from crm_app.services.references import users_by_id

_MOST = 300


@command(Permission.CONTACT_WRITE)
def ask_for(work: Work, asked: Asked) -> str:
    """Ask the owner (and his managers) for a record; returns the request's public id.

    What one may not see one can ask for by what one typed: `points` and `company` have to be the
    record's. Refuses what is one's own, what lies in the pool, and asking twice.
    """
    if asked.wish not in set(Wish):
        raise Invalid("ownership.wish_unknown", field="wish")
    reason = " ".join(asked.reason.split())
    if not reason:
        raise Invalid("ownership.reason_missing", field="reason")
    if len(reason) > _MOST:
        raise Invalid("record.too_long", field="reason", most=_MOST)
    record, because = _wanted(work, asked)
    if record.owner_id is None:
        raise Conflict("ownership.in_pool")
    if record.owner_id == work.actor.user_id:
        raise Conflict("ownership.yours_already")
    _check_first(work, asked.kind, record)
    request = OwnershipRequest(
        wish=Wish(asked.wish),
        record_kind=asked.kind,
        record_id=record.key,
        because=because,
        reason=reason,
    )
    work.add(request, owner=record)
    share_with(work, request, work.actor.user_id or 0)
    happened(work, record, "asked", text=f"{work.actor.name}: {reason}")
    _tell(work, request, record)
    goes_to_approval(work, request)
    return request.public_id


def _wanted(work: Work, asked: Asked) -> tuple[Held, str]:
    """The record, and why he may ask: he sees it, or what he typed is in it."""
    model = model_of(asked.kind)
    known = [
        holder.reason
        for holder in holders(work, asked.points, asked.company)
        if (holder.kind, holder.record) == (asked.kind, asked.record)
    ]
    if not known:
        return work.find(model, asked.record), ""
    of_id = col(model.public_id) == asked.record
    record = work.session.exec(select(model).where(of_id).with_for_update()).one_or_none()
    if record is None or record.deleted_at is not None:
        raise NotFound(f"{asked.kind}.not_found")
    return record, known[0]


def _check_first(work: Work, kind: str, record: Held) -> None:
    waiting = select(OwnershipRequest.id).where(
        col(OwnershipRequest.created_by) == work.actor.user_id,
        col(OwnershipRequest.record_kind) == kind,
        col(OwnershipRequest.record_id) == record.key,
        col(OwnershipRequest.status) == RequestStatus.PENDING,
    )
    if work.session.exec(waiting).first() is not None:
        raise Conflict("ownership.asked_already")


def _tell(work: Work, request: OwnershipRequest, record: Held) -> None:
    owner = users_by_id(work.session, [record.owner_id]).get(record.owner_id or 0)
    notify(
        work,
        [record.owner_id, *managers_of(work, record.team_id)],
        f"ownership.notice_{request.wish.value}",
        f"/requests/{request.public_id}",
        who=work.actor.name,
        name=record.name,
        owner=owner.name if owner else "",
    )


def managers_of(work: Work, team_id: int | None) -> list[int]:
    """Those who lead a team or one above it, and may decide."""
    parents: dict[Any, Any] = dict(work.session.exec(select(Team.id, Team.parent_id)).all())
    chain: list[int] = []
    while team_id is not None and team_id not in chain:
        chain.append(team_id)
        team_id = parents.get(team_id)
    roles = [
        role
        for role, grants in GRANTS.items()
        if Permission.APPROVAL_DECIDE in grants and SCOPES.get(role) is Scope.TEAM
    ]
    found = select(User.id).where(
        col(User.role).in_(roles), col(User.is_active), col(User.team_id).in_(chain)
    )
    return [user_id for user_id in work.session.exec(found) if user_id is not None]
