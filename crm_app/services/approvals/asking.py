"""The seller's side: ask with a reason, take it back, accept another figure."""

from collections.abc import Sequence
from decimal import Decimal

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.approvals import Approval, ApprovalStatus
from crm_app.models.base import Owned
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing
from crm_app.services.approvals import rules
from crm_app.services.approvals.facts import facts_of, title_of
from crm_app.services.approvals.finding import find_with_subject
from crm_app.services.approvals.gates import is_cleared, requests, void_changed
from crm_app.services.approvals.people import deciders
from crm_app.services.approvals.subjects import (
    Subject,
    deal_subject,
    quote_lines,
    quote_subject,
)
from crm_app.services.currencies import read_number
from crm_app.services.notices import notify


@command(Permission.QUOTE_WRITE)
def ask_for_quote(
    work: Work,
    public_id: str,
    reason: str,
    discount: str | None = None,
    version: int | None = None,
) -> str:
    """Ask for a draft as it stands, or with `discount` (percent), which it then gets.

    Returns the request's public id. Refuses what needs nobody, what is asked or granted already,
    and a missing reason.
    """
    quote = work.find(Quote, public_id, version)
    if quote.status is not QuoteStatus.DRAFT:
        raise Conflict("quotes.not_draft", number=quote.number)
    lines = quote_lines(work, quote)
    if discount is not None:
        quote.discount = read_number(discount, "discount", most=Decimal(100))
        pricing.apply_totals(quote, lines)
        void_changed(work, quote, lines)
    return _ask(work, quote_subject(work, quote, lines), reason)


@command(Permission.DEAL_WRITE)
def ask_for_deal(work: Work, public_id: str, reason: str, version: int | None = None) -> str:
    """Ask that an open deal may be won as it stands; returns the request's public id."""
    deal = work.find(Deal, public_id, version)
    if work.session.get_one(Stage, deal.stage_id).kind is not StageKind.OPEN:
        raise Conflict("approvals.deal_closed")
    return _ask(work, deal_subject(work, deal), reason)


@command(Permission.APPROVAL_READ)
def withdraw(work: Work, public_id: str) -> None:
    """Take one's own request back before its answer is final."""
    approval, _ = find_with_subject(work, public_id)
    if not rules.is_own(approval, work.actor):
        raise Conflict("approvals.not_yours")
    rules.check_open(approval)
    approval.status = ApprovalStatus.WITHDRAWN
    notify(
        work,
        deciders(work, approval),
        "approvals.notice_withdrawn",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=approval.facts.get("title", ""),
    )


@command(Permission.QUOTE_WRITE)
def accept_counter(work: Work, public_id: str) -> None:
    """Take the approver's figure: the draft gets it and may be sent."""
    approval, subject = find_with_subject(work, public_id)
    if approval.status is not ApprovalStatus.COUNTERED or approval.counter_discount is None:
        raise Conflict("approvals.no_counter", status=approval.status.value)
    if not rules.is_own(approval, work.actor):
        raise Conflict("approvals.not_yours")
    quote = subject.record
    if subject.hash != approval.judged_hash or not isinstance(quote, Quote):
        raise Conflict("approvals.outdated")
    quote.discount = approval.counter_discount
    pricing.apply_totals(quote, subject.lines)
    agreed = quote_subject(work, quote, subject.lines)
    approval.status, approval.discount = ApprovalStatus.APPROVED, quote.discount
    approval.judged_hash = agreed.hash
    approval.facts = facts_of(agreed) | {"asked": approval.facts.get("given")}
    void_changed(work, quote, subject.lines)
    work.touch(f"quote:{quote.public_id}")
    notify(
        work,
        [approval.decided_by],
        "approvals.notice_counter_accepted",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=title_of(agreed),
    )


def _ask(work: Work, subject: Subject, reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid("approvals.reason_missing", field="reason")
    if len(reason) > 500:
        raise Invalid("record.too_long", field="reason", most=500)
    if subject.level is None:
        raise Conflict("approvals.not_needed")
    if is_cleared(work, subject):
        raise Conflict("approvals.approved_already")
    open_states = (ApprovalStatus.PENDING, ApprovalStatus.COUNTERED)
    for earlier in requests(work, *subject.key, open_states):
        if earlier.status is ApprovalStatus.PENDING and earlier.judged_hash == subject.hash:
            raise Conflict("approvals.asked_already")
        earlier.status = ApprovalStatus.OUTDATED
    return _store(work, subject, reason).public_id


def request_for(
    work: Work, quote: Quote, lines: Sequence[QuoteLine], reason: str
) -> Approval | None:
    """A request about a quote as it stands, not stored; None where nobody has to agree."""
    subject = quote_subject(work, quote, lines)
    return _request(subject, reason) if subject.level is not None else None


def _request(subject: Subject, reason: str) -> Approval:
    assert subject.level is not None
    return Approval(
        subject_kind=subject.kind,
        subject_id=subject.record.key,
        level=subject.level,
        discount=subject.discount,
        reason=reason,
        facts=facts_of(subject),
        judged_hash=subject.hash,
    )


def _store(work: Work, subject: Subject, reason: str) -> Approval:
    record: Owned = subject.record
    approval = _request(subject, reason)
    work.add(approval, owner=record)
    work.touch(f"{subject.kind}:{record.public_id}")
    customer = work.session.get_one(Customer, subject.record.customer_id)
    notify(
        work,
        deciders(work, approval),
        "approvals.notice_asked",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=title_of(subject),
        customer=customer.name,
        given=approval.facts["given"],
    )
    return approval
