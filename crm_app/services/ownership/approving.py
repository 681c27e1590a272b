"""Where a flow says so, a transfer is decided by those it names, not by the owner alone."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.errors import Conflict
from crm_app.core.work import Work
from crm_app.locales.catalog import say
from crm_app.models.approvals import Approval, ApprovalStatus
from crm_app.models.customers import Customer
from crm_app.models.ownership import OwnershipRequest, RequestStatus, Wish
from crm_app.models.users import User
from crm_app.services import approvals
from crm_app.services.approvals import About, Kind, Subject, Words, pair
from crm_app.services.ownership.records import model_of
from crm_app.services.ownership.transferring import finish_transfer, note_answer

_LIVE = (ApprovalStatus.PENDING,)


def goes_to_approval(work: Work, request: OwnershipRequest) -> bool:
    """Inside a command: start the approval of a transfer that needs one; False where none is needed.

    What is asked already only waits.
    """
    if request.wish is not Wish.TRANSFER:
        return False
    if approvals.requests(work, "transfer", request.key, _LIVE):
        return True
    subject = _judge(work, request)
    if approvals.is_cleared(work, subject):
        return False
    approvals.start(work, subject, request.reason, request.created_by)
    return True


def check_undecided(work: Work, request: OwnershipRequest) -> None:
    """Refuse what others are asked about now."""
    if approvals.requests(work, "transfer", request.key, _LIVE):
        raise Conflict("ownership.in_approval")


def withdraw_approval(work: Work, request: OwnershipRequest) -> None:
    """Who asked takes it back: nobody is asked any more."""
    for approval in approvals.requests(work, "transfer", request.key, _LIVE):
        approvals.withdraw_request(work, approval)


def _judge(work: Work, request: OwnershipRequest) -> Subject:
    model = model_of(request.record_kind)
    record = work.session.get(model, request.record_id)
    facts = {"record": request.record_kind, "id": request.record_id}
    customer_id = record.id if isinstance(record, Customer) else None
    if isinstance(record, Customer):
        facts |= approvals.customer_facts(record)
    facts["role"] = approvals.role_of(work, request.created_by or request.owner_id)
    rows = approvals.around(work, [record] if record is not None else [])
    rows[request.record_kind] = lambda: record
    return approvals.judged_subject(
        work,
        "transfer",
        request,
        facts,
        title=record.name if record is not None else "",
        judged=("record", "id"),
        by=(approvals.policy_of(work), rows),
        customer_id=customer_id,
    )


def _about(work: Work, found: Sequence[OwnershipRequest]) -> dict[int, About]:
    named: dict[int, About] = {}
    for request in found:
        model = model_of(request.record_kind)
        record = work.session.exec(
            select(model).where(col(model.id) == request.record_id)
        ).one_or_none()
        is_customer = isinstance(record, Customer)
        named[request.key] = About(
            request.public_id,
            f"/requests/{request.public_id}",
            request.owner_id,
            record is None or record.deleted_at is not None,
            record.name if is_customer else "",
            record.public_id if is_customer else "",
        )
    return named


def _details(work: Work, request: OwnershipRequest) -> list[Words]:
    people = {
        name: work.session.get(User, key)
        for name, key in (("who", request.created_by), ("owner", request.owner_id))
    }
    names = {name: user.name if user is not None else "" for name, user in people.items()}

    def in_language(language: str) -> str:
        kind = say(language, f"approvals.record.{request.record_kind}")
        return say(language, "ownership.transfer_detail", kind=kind, **names)

    return [pair(in_language)]


def _agreed(work: Work, approval: Approval, request: OwnershipRequest) -> None:
    finish_transfer(work, request, approval.decision_reason)


def _refused(work: Work, approval: Approval, request: OwnershipRequest) -> None:
    if request.status is not RequestStatus.PENDING:
        return
    if approval.status is ApprovalStatus.WITHDRAWN:
        request.status = RequestStatus.WITHDRAWN
        request.decided_by, request.decided_at = work.actor.user_id, work.now
        return
    note_answer(work, request, agree=False, answer=approval.decision_reason)


approvals.register(
    Kind("transfer", OwnershipRequest, _judge, _about, _agreed, _refused, details=_details)
)
