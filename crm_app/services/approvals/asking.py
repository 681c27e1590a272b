"""The seller's side: ask with a reason, take it back, accept another figure."""

from collections.abc import Sequence
from decimal import Decimal

from crm_app.core.errors import Conflict
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.approvals import Approval, ApprovalStatus, SeatState
from crm_app.models.deals import Deal, Stage, StageKind
from crm_app.models.quotes import Quote, QuoteLine, QuoteStatus
from crm_app.services import pricing
from crm_app.services.approvals import machine, rules
from crm_app.services.approvals.facts import facts_of
from crm_app.services.approvals.finding import find_with_subject
from crm_app.services.approvals.gates import void_changed
from crm_app.services.approvals.gathering import quote_lines
from crm_app.services.approvals.kinds import KINDS
from crm_app.services.approvals.people import asked_of
from crm_app.services.approvals.seats import go_on, happened, seats_of
from crm_app.services.approvals.starting import Request, request_about, start
from crm_app.services.approvals.steps import are_covered, given
from crm_app.services.approvals.subjects import (
    deal_subject,
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
    and a missing reason. Where all that is needed was said before and nothing became worse, the
    request is granted at once.
    """
    quote = work.find(Quote, public_id, version)
    if quote.status is not QuoteStatus.DRAFT:
        raise Conflict("quotes.not_draft", number=quote.number)
    lines = quote_lines(work, quote)
    if discount is not None:
        quote.discount = read_number(discount, "discount", most=Decimal(100))
        pricing.apply_totals(quote, lines)
        void_changed(work, quote, lines)
    return start(work, quote_subject(work, quote, lines), reason).public_id


@command(Permission.DEAL_WRITE)
def ask_for_deal(work: Work, public_id: str, reason: str, version: int | None = None) -> str:
    """Ask that an open deal may be won as it stands; returns the request's public id."""
    deal = work.find(Deal, public_id, version)
    if work.session.get_one(Stage, deal.stage_id).kind is not StageKind.OPEN:
        raise Conflict("approvals.deal_closed")
    return start(work, deal_subject(work, deal), reason).public_id


@command(Permission.APPROVAL_READ)
def withdraw(work: Work, public_id: str) -> None:
    """Take one's own request back before its answer is final."""
    approval, subject = find_with_subject(work, public_id)
    if not rules.is_own(approval, work.actor):
        raise Conflict("approvals.not_yours")
    rules.check_open(approval)
    withdraw_request(work, approval)
    KINDS[approval.subject_kind].refused(work, approval, subject.record)


def withdraw_request(work: Work, approval: Approval) -> None:
    """Inside a command: nobody is asked any more, and they are told."""
    seats = seats_of(work, approval)
    pending = [seat for seat in seats if seat.state == SeatState.PENDING]
    asked = [one for seat in pending for one in asked_of(work, approval, seat)]
    approval.status = ApprovalStatus.WITHDRAWN
    machine.close(seats)
    happened(work, approval, "withdrawn")
    notify(
        work,
        list(dict.fromkeys(asked)),
        "approvals.notice_withdrawn",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=approval.facts.get("title", ""),
    )


@command(Permission.QUOTE_WRITE)
def accept_counter(work: Work, public_id: str) -> None:
    """Take the approver's figure: the draft gets it, and may be sent where nobody else is needed."""
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
    known = {name: approval.facts.get(name) for name in ("asker", "customer_name")}
    approval.discount, approval.judged_hash = quote.discount, agreed.hash
    approval.facts = facts_of(agreed) | {"asked": approval.facts.get("given")} | known
    void_changed(work, quote, subject.lines)
    work.touch(f"quote:{quote.public_id}")
    happened(work, approval, "accepted", figure=str(quote.discount))
    seats = seats_of(work, approval)
    for seat in seats:
        if seat.state == SeatState.COUNTERED:
            seat.state = SeatState.APPROVED.value
    if are_covered(agreed.needed, given(seats)):
        machine.close(seats)
        approval.status = ApprovalStatus.APPROVED
    elif go_on(work, approval, seats):
        approval.status = ApprovalStatus.PENDING
    else:
        raise Conflict("approvals.limits_changed")
    notify(
        work,
        [approval.decided_by],
        "approvals.notice_counter_accepted",
        f"/approvals/{approval.public_id}",
        who=work.actor.name,
        title=agreed.title,
    )


def request_for(
    work: Work, quote: Quote, lines: Sequence[QuoteLine], reason: str
) -> Request | None:
    """A request about a quote as it stands, not stored; None where nobody has to agree."""
    return request_about(quote_subject(work, quote, lines), reason)
