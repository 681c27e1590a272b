"""With whom a request is talked over: one more approver, people who are told, comments."""

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import GRANTS, Permission
from crm_app.core.work import Work, command
from crm_app.models.approvals import Approval, SeatState
from crm_app.models.users import User
from crm_app.services.approvals import machine
from crm_app.services.approvals.deciders import decider
from crm_app.services.approvals.deciding import open_turn, read_words
from crm_app.services.approvals.finding import find_with_subject
from crm_app.services.approvals.people import asked_of
from crm_app.services.approvals.seats import go_on, happened, seats_of
from crm_app.services.approvals.starting import copy_to
from crm_app.services.notices import notify


@command(Permission.APPROVAL_DECIDE)
def add_signer(work: Work, public_id: str, person: str, when: str, reason: str = "") -> None:
    """Bring one more approver in, `before` or `after` oneself.

    Refuses who asked or owns it, and who is asked at this request by name already.
    """
    turn = open_turn(work, public_id)
    if when not in ("before", "after"):
        raise Invalid("approvals.when_unknown", field="when")
    user = decider(work, person, "person")
    own = {turn.approval.owner_id, turn.approval.created_by, turn.subject.record.owner_id}
    named = {seat.user_id for seat in turn.seats if seat.state in ("waiting", "pending")}
    if user.id in own or user.id == work.actor.user_id or user.id in named:
        raise Conflict("approvals.signer_not_new")
    words = read_words(reason)
    seat = machine.join(
        turn.seats,
        turn.word.seat,
        user.id or 0,
        work.actor.user_id or 0,
        before=when == "before",
    )
    work.add(seat)
    happened(work, turn.approval, "added", words, to=user.name, when=when)
    go_on(work, turn.approval, [*turn.seats, seat])


@command(Permission.APPROVAL_READ)
def copy_request(work: Work, public_id: str, people: list[str]) -> None:
    """Let more people see a request, who decide nothing: by who asked, or whose turn it is or was."""
    approval, _ = find_with_subject(work, public_id)
    if not _takes_part(work, approval):
        raise Conflict("approvals.not_yours")
    found = select(User).where(col(User.public_id).in_(people[:20]), col(User.is_active))
    users = list(work.session.exec(found))
    if not users or len(users) != len(set(people)):
        raise Invalid("approvals.person_unknown", field="people")
    if any(Permission.APPROVAL_READ not in GRANTS.get(user.role, ()) for user in users):
        raise Invalid("approvals.person_unknown", field="people")
    copy_to(work, approval, [user.id or 0 for user in users])


@command(Permission.APPROVAL_READ)
def comment(work: Work, public_id: str, text: str) -> None:
    """Say something about a request; who asked and who is asked hear of it.

    Whoever sees it may: to be told is to be asked what one thinks.
    """
    approval = work.find(Approval, public_id, refer=True)
    words = read_words(text)
    if not words:
        raise Invalid("approvals.comment_missing", field="text")
    happened(work, approval, "comment", words)
    pending = [seat for seat in seats_of(work, approval) if seat.state == SeatState.PENDING]
    told = [one for seat in pending for one in asked_of(work, approval, seat)]
    told += [one for one in (approval.owner_id, approval.created_by) if one is not None]
    notify(
        work,
        [one for one in dict.fromkeys(told) if one != work.actor.user_id],
        "approvals.notice_comment",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=approval.facts.get("title", ""),
        text=words[:80],
    )


def _takes_part(work: Work, approval: Approval) -> bool:
    actor = work.actor
    if actor.user_id in (approval.owner_id, approval.created_by):
        return True
    return actor.can(Permission.APPROVAL_DECIDE) and work.owns(approval)
