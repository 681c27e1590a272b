"""A request for a record is answered: the record changes hands or is shared, and who asked hears it."""

from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict
from crm_app.core.work import Work
from crm_app.models.ownership import OwnershipRequest, RequestStatus, Wish
from crm_app.models.users import User
from crm_app.services.notices import notify
from crm_app.services.ownership.handing import hand_over, happened
from crm_app.services.ownership.records import model_of
from crm_app.services.ownership.sharing import share_with


def finish_transfer(work: Work, request: OwnershipRequest, answer: str) -> None:
    """Inside a command: what was asked for comes true."""
    record = record_of(work, request)
    asker = work.session.get_one(User, request.created_by)
    _check_possible(record, asker)
    if request.wish is Wish.TRANSFER:
        hand_over(work, record, asker, text=request.reason)
    else:
        share_with(work, record, asker.id or 0)
        happened(work, record, "shared", to_id=asker.id, text=request.reason)
    note_answer(work, request, agree=True, answer=answer)


def note_answer(work: Work, request: OwnershipRequest, *, agree: bool, answer: str) -> None:
    """Inside a command: write down what was answered, and tell who asked."""
    record = record_of(work, request)
    if not agree and record is not None:
        happened(work, record, "asked_refused", to_id=request.created_by, text=answer)
    request.status = RequestStatus.APPROVED if agree else RequestStatus.REFUSED
    request.decided_by, request.decided_at = work.actor.user_id, work.now
    request.answer = answer[:300]
    _tell(work, request, record)


def record_of(work: Work, request: OwnershipRequest) -> Any:
    """The record that is asked for, locked; None when it is gone for good."""
    model = model_of(request.record_kind)
    found = select(model).where(col(model.id) == request.record_id).with_for_update()
    return work.session.exec(found).one_or_none()


def _check_possible(record: Any, asker: User) -> None:
    if record is None or record.deleted_at is not None:
        raise Conflict("ownership.record_gone")
    if record.owner_id is None:
        raise Conflict("ownership.in_pool")
    if not asker.is_active:
        raise Conflict("ownership.asker_gone")


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
