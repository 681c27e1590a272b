"""The approver's side: yes, no, or another figure. Whoever comes second is told so."""

from decimal import ROUND_DOWN, Decimal

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.approvals import Approval, ApprovalStatus
from crm_app.services.approvals import rules
from crm_app.services.approvals.finding import find_with_subject
from crm_app.services.approvals.subjects import Subject
from crm_app.services.currencies import MOST, read_number
from crm_app.services.notices import notify

_STEP = Decimal("0.0001")


@command(Permission.APPROVAL_DECIDE)
def approve(work: Work, public_id: str, reason: str = "") -> None:
    """Agree to exactly what was asked."""
    approval, subject = _open(work, public_id)
    _answer(work, approval, subject, ApprovalStatus.APPROVED, reason)


@command(Permission.APPROVAL_DECIDE)
def refuse(work: Work, public_id: str, reason: str) -> None:
    """Say no, with a reason."""
    approval, subject = _open(work, public_id)
    if not reason.strip():
        raise Invalid("approvals.reason_missing", field="reason")
    _answer(work, approval, subject, ApprovalStatus.REFUSED, reason)


@command(Permission.APPROVAL_DECIDE)
def counter(
    work: Work, public_id: str, discount: str | None = None, reason: str = "", *, price: str = ""
) -> None:
    """Answer a quote's request with a lower `discount` (percent), or with a higher `price` before tax.

    The seller may take it with `accept_counter`.
    """
    approval, subject = _open(work, public_id)
    if subject.kind != "quote" or subject.totals is None:
        raise Conflict("approvals.counter_for_quotes")
    if not discount and not price:
        raise Invalid("approvals.figure_missing", field="discount")
    if discount:
        figure = read_number(discount, "discount", most=Decimal(100))
    else:
        figure = _discount_at(subject.totals.subtotal, read_number(price, "price", most=MOST))
    if figure >= approval.discount:
        raise Invalid("approvals.counter_not_lower", field="discount")
    approval.counter_discount = figure
    _answer(work, approval, subject, ApprovalStatus.COUNTERED, reason)


def _open(work: Work, public_id: str) -> tuple[Approval, Subject]:
    """A request that this actor may decide now, about what still is as it was asked."""
    approval, subject = find_with_subject(work, public_id)
    rules.check_decider(approval, subject.record.owner_id, work.actor)
    rules.check_pending(approval)
    if subject.hash != approval.judged_hash:
        raise Conflict("approvals.outdated")
    if not rules.is_enough(approval.level, subject.level):
        raise Conflict("approvals.limits_changed")
    return approval, subject


def _answer(
    work: Work, approval: Approval, subject: Subject, status: ApprovalStatus, reason: str
) -> None:
    reason = " ".join(reason.split())
    if len(reason) > 500:
        raise Invalid("record.too_long", field="reason", most=500)
    approval.status, approval.decision_reason = status, reason
    approval.decided_by, approval.decided_at = work.actor.user_id, work.now
    counter_discount = approval.counter_discount
    work.touch(f"{subject.kind}:{subject.record.public_id}")
    notify(
        work,
        [approval.owner_id, approval.created_by],
        f"approvals.notice_{status.value}",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=approval.facts.get("title", ""),
        discount=f"{counter_discount.normalize():f}" if counter_discount is not None else "",
    )


def _discount_at(subtotal: Decimal, price: Decimal) -> Decimal:
    """The discount at which a subtotal comes to no less than a price."""
    if not subtotal or price > subtotal:
        raise Invalid("approvals.price_too_high", field="price")
    return ((subtotal - price) * 100 / subtotal).quantize(_STEP, ROUND_DOWN)
