"""The owner's side of a request: yes or no, once."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command
from crm_app.models.ownership import OwnershipRequest, RequestStatus, Wish
from crm_app.models.users import User
from crm_app.services.notices import notify
from crm_app.services.ownership.handing import hand_over, happened, share_with
from crm_app.services.ownership.records import model_of

_MOST = 300


@command(Permission.SELF)
def decide(work: Work, public_id: str, *, agree: bool, answer: str = "") -> None:
    """Hand the record over or share it, or say no. Whoever comes second is told so.

    It is decided by the record's owner, his manager or the management; never by who asked.
    """
    request, record = _locked(work, public_id)
    if not may_decide(request, work.actor):
        raise Forbidden("ownership.not_yours_to_decide")
    answer = _text(answer)
    asker = work.session.get_one(User, request.created_by)
    if agree:
        _check_possible(record, asker)
        if request.wish is Wish.TRANSFER:
            hand_over(work, record, asker, text=request.reason)
        else:
            share_with(work, record, asker.id or 0)
            happened(work, record, "shared", to_id=asker.id, text=request.reason)
    elif record is not None:
        happened(work, record, "asked_refused", to_id=asker.id, text=answer)
    request.status = RequestStatus.APPROVED if agree else RequestStatus.REFUSED
    request.decided_by, request.decided_at, request.answer = work.actor.user_id, work.now, answer
    _tell(work, request, record)


@command(Permission.SELF)
def withdraw(work: Work, public_id: str) -> None:
    """Who asked takes it back."""
    request, _ = _locked(work, public_id)
    if request.created_by != work.actor.user_id:
        raise Forbidden("ownership.not_yours_to_withdraw")
    request.status = RequestStatus.WITHDRAWN
    request.decided_by, request.decided_at = work.actor.user_id, work.now


def may_decide(request: OwnershipRequest, actor: Actor) -> bool:
    """The owner may, and who decides about what he sees; the request's being seen is asked before."""
    if request.created_by == actor.user_id:
        return False
    return request.owner_id == actor.user_id or (
        actor.can(Permission.APPROVAL_DECIDE) and _reaches(request, actor)
    )


def _reaches(request: OwnershipRequest, actor: Actor) -> bool:
    """By his own reach, not by a share."""
    return actor.scope.value == "all" or request.team_id in actor.team_ids


def _locked(work: Work, public_id: str) -> tuple[OwnershipRequest, Any]:
    """A request that still waits, and its record, locked in the order of every change of it."""
    request = work.find(OwnershipRequest, public_id)
    model = model_of(request.record_kind)
    found = select(model).where(col(model.id) == request.record_id).with_for_update()
    record = work.session.exec(found).one_or_none()
    if request.status is not RequestStatus.PENDING:
        raise Conflict("ownership.decided_already")
    return request, record


def _check_possible(record: Any, asker: User) -> None:
    if record is None or record.deleted_at is not None:
        raise Conflict("ownership.record_gone")
    if record.owner_id is None:
        raise Conflict("ownership.in_pool")
    if not asker.is_active:
        raise Conflict("ownership.asker_gone")


def _text(answer: str) -> str:
    words = " ".join(answer.split())
    if len(words) > _MOST:
        raise Invalid("record.too_long", field="answer", most=_MOST)
    return words


def _tell(work: Work, request: OwnershipRequest, record: Any) -> None:
    """Who asked hears it; so does the owner when somebody else decided for him."""
    kind, name = request.record_kind, record.name if record is not None else ""
    agreed = request.status is RequestStatus.APPROVED
    link = f"/{kind}s/{record.public_id}" if agreed and record else f"/requests/{request.public_id}"
    notify(
        work,
        [request.created_by],
        f"ownership.notice_{request.status.value}",
        link,
        who=work.actor.name,
        name=name if agreed else "",
    )
