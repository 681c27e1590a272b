"""The owner's side of a request: yes or no, once."""

from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command
from crm_app.models.ownership import OwnershipRequest, RequestStatus
from crm_app.services.ownership.approving import (
    check_undecided,
    goes_to_approval,
    withdraw_approval,
)
from crm_app.services.ownership.transferring import finish_transfer, note_answer, record_of

_MOST = 300


@command(Permission.SELF)
def decide(work: Work, public_id: str, *, agree: bool, answer: str = "") -> None:
    """Hand the record over or share it, or say no. Whoever comes second is told so.

    Where a flow wants more words for a transfer, they are asked for once the owner agrees.
    It is decided by the record's owner, his manager or the management; never by who asked.
    """
    request = _locked(work, public_id)
    if not may_decide(request, work.actor):
        raise Forbidden("ownership.not_yours_to_decide")
    answer = _text(answer)
    check_undecided(work, request)
    if not agree:
        note_answer(work, request, agree=False, answer=answer)
    elif not goes_to_approval(work, request):
        finish_transfer(work, request, answer)


@command(Permission.SELF)
def withdraw(work: Work, public_id: str) -> None:
    """Who asked takes it back."""
    request = _locked(work, public_id)
    if request.created_by != work.actor.user_id:
        raise Forbidden("ownership.not_yours_to_withdraw")
    withdraw_approval(work, request)
    request.status = RequestStatus.WITHDRAWN
    request.decided_by, request.decided_at = work.actor.user_id, work.now


def may_decide(request: OwnershipRequest, actor: Actor) -> bool:
    """The owner may, and who leads those who sell; the request's being seen is asked before."""
    if request.created_by == actor.user_id:
        return False
    return request.owner_id == actor.user_id or (leads_sellers(actor) and _reaches(request, actor))


def leads_sellers(actor: Actor) -> bool:
    """Who decides about the work of others and could do it himself: finance decides about money alone."""
    return actor.can(Permission.APPROVAL_DECIDE) and actor.can(Permission.CONTACT_WRITE)


def _reaches(request: OwnershipRequest, actor: Actor) -> bool:
    """By his own reach, not by a share."""
    return actor.scope.value == "all" or request.team_id in actor.team_ids


def _locked(work: Work, public_id: str) -> OwnershipRequest:
    """A request that still waits, and its record, locked in the order of every change of it."""
    request = work.find(OwnershipRequest, public_id)
    record_of(work, request)
    if request.status is not RequestStatus.PENDING:
        raise Conflict("ownership.decided_already")
    return request


def _text(answer: str) -> str:
    words = " ".join(answer.split())
    if len(words) > _MOST:
        raise Invalid("record.too_long", field="answer", most=_MOST)
    return words
