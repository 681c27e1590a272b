"""What may go out: nothing beyond its owner's limits without the word of the level."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.errors import Conflict
from crm_app.core.work import Work
from crm_app.models.approvals import Approval, ApprovalStatus
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services.approvals import machine
from crm_app.services.approvals.seats import happened, seats_of
from crm_app.services.approvals.steps import are_covered, given
from crm_app.services.approvals.subjects import Subject, deal_subject, quote_subject

_LIVE = (ApprovalStatus.PENDING, ApprovalStatus.COUNTERED, ApprovalStatus.APPROVED)


def check_sendable(work: Work, quote: Quote, lines: Sequence[QuoteLine]) -> None:
    """Refuse (`approval_required`, with `level`) a quote beyond its owner's limits, unless exactly
    this content was approved by that level.
    """
    _check(work, quote_subject(work, quote, lines))


def check_winnable(work: Work, deal: Deal) -> None:
    """Refuse (`approval_required`, with `level`) a deal beyond its owner's limits, unless it was
    approved as it stands, or the quote it stands on was, for no less.
    """
    _check(work, deal_subject(work, deal))


def is_cleared(work: Work, subject: Subject) -> bool:
    """Whether nobody has to agree, or somebody of the level has, to just this."""
    if not subject.needed.steps:
        return True
    wanted = {subject.key: subject.hash}
    if subject.kind == "deal" and _covers(subject):
        assert subject.offer is not None
        quote = quote_subject(work, subject.offer, subject.lines)
        wanted[quote.key] = quote.hash
    return any(
        approval.judged_hash == judged
        and are_covered(subject.needed, given(seats_of(work, approval)))
        for (kind, record_id), judged in wanted.items()
        for approval in requests(work, kind, record_id, (ApprovalStatus.APPROVED,))
    )


def requests(
    work: Work, kind: str, record_id: int, states: Sequence[ApprovalStatus] = _LIVE
) -> list[Approval]:
    """The requests about a record in any of some states, the newest first."""
    found = select(Approval).where(
        col(Approval.subject_kind) == kind,
        col(Approval.subject_id) == record_id,
        col(Approval.status).in_(states),
        col(Approval.deleted_at).is_(None),
    )
    return list(work.session.exec(found.order_by(col(Approval.id).desc())))


def void_changed(work: Work, quote: Quote, lines: Sequence[QuoteLine]) -> None:
    """After a change of a quote: what was asked or granted for another content is outdated."""
    void_other(work, quote_subject(work, quote, lines))
    if quote.deal_id is not None:
        void_changed_deal(work, work.session.get_one(Deal, quote.deal_id))


def void_changed_deal(work: Work, deal: Deal) -> None:
    """After a change of a deal, the same."""
    void_other(work, deal_subject(work, deal))


def void_all(work: Work, quote: Quote) -> None:
    """A quote went into the recycle bin: nothing about it waits or holds any more."""
    _end(work, requests(work, "quote", quote.key))


def void_deal(work: Work, deal: Deal) -> None:
    """A closed deal was opened again: what was asked or granted for its end is outdated."""
    _end(work, requests(work, "deal", deal.key))


def void_waiting(work: Work, kind: str, record_id: int) -> None:
    """A record is not wanted any more: nobody is asked; what was granted holds should it come back."""
    waiting = (ApprovalStatus.PENDING, ApprovalStatus.COUNTERED)
    _end(work, requests(work, kind, record_id, waiting))


def void_other(work: Work, subject: Subject) -> None:
    """After a change of a record: what was asked or granted for another content is outdated."""
    known = requests(work, *subject.key)
    _end(work, [approval for approval in known if approval.judged_hash != subject.hash])


def _end(work: Work, found: Sequence[Approval]) -> None:
    for approval in found:
        end_outdated(work, approval)


def end_outdated(work: Work, approval: Approval) -> None:
    """It is about something that is no longer so: nobody is asked any more."""
    approval.status = ApprovalStatus.OUTDATED
    machine.close(seats_of(work, approval))
    happened(work, approval, "outdated")


def check_cleared(work: Work, subject: Subject) -> None:
    """Refuse (`approval_required`, with `level`) what needs somebody's word and does not have it."""
    _check(work, subject)


def _check(work: Work, subject: Subject) -> None:
    if not is_cleared(work, subject):
        assert subject.level is not None
        raise Conflict("approval_required", level=subject.level.value)


def _covers(subject: Subject) -> bool:
    """Whether the deal is won for no more than its quote says, in the same currency."""
    offer, record = subject.offer, subject.record
    return offer is not None and offer.currency == record.currency and subject.amount <= offer.net
