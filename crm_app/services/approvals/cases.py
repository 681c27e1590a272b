"""One request with all that its decision needs, what if, and where a record stands."""

from dataclasses import replace
from decimal import Decimal

from sqlmodel import col

from crm_app.core.errors import Invalid
from crm_app.core.permissions import DECIDERS, Permission
from crm_app.core.work import Work, query
from crm_app.models.approvals import Approval, ApprovalStatus, Level
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services import pricing
from crm_app.services.approvals.facts import breach_rows, stored_breaches, what_if_of
from crm_app.services.approvals.gates import is_cleared, requests
from crm_app.services.approvals.history import past_offers, win_rate
from crm_app.services.approvals.queries import approval_rows
from crm_app.services.approvals.rows import (
    ApprovalCase,
    Floor,
    OfferLine,
    Standing,
    WhatIf,
)
from crm_app.services.approvals.rules import is_enough
from crm_app.services.approvals.subjects import (
    Subject,
    deal_subject,
    quote_lines,
    quote_subject,
    subject_of,
)
from crm_app.services.competitors import competitor_of
from crm_app.services.currencies import read_number

_HUNDRED = Decimal(100)
_STEPS = 10_000  # a hundredth of a percent each


@query(Permission.APPROVAL_READ)
def approval_case(work: Work, public_id: str) -> ApprovalCase:
    """A request whole. Figures are those of the record as it stands now; the row's, as judged."""
    approval = work.find(Approval, public_id)
    subject = subject_of(work, approval.subject_kind, approval.subject_id, deleted=True)
    (row,) = approval_rows(work, [approval])
    deal = _deal_of(work, subject)
    asked = what_if_of(subject, work.actor)
    earlier = [
        other for other in requests(work, *subject.key, tuple(ApprovalStatus)) if other != approval
    ]
    return ApprovalCase(
        row=row,
        before=what_if_of(subject, work.actor, subject.before),
        asked=asked,
        breaches=stored_breaches(approval.facts, work.actor),
        floors=_floors(work, subject),
        past=past_offers(work, subject.record.customer_id, subject.offer),
        wins=win_rate(work, row.given),
        competitor=competitor_of(work.session, deal) if deal is not None else "",
        deal=deal.name if deal is not None else "",
        deal_public_id=deal.public_id if deal is not None else "",
        lines=_lines(subject),
        earlier=approval_rows(work, earlier),
        most=min(_HUNDRED, max(Decimal(30), 2 * approval.discount)),
    )


@query(Permission.APPROVAL_READ)
def what_if(work: Work, public_id: str, discount: str) -> WhatIf:
    """A request's offer under another discount (percent); changes nothing."""
    approval = work.find(Approval, public_id)
    subject = subject_of(work, approval.subject_kind, approval.subject_id)
    if not isinstance(subject.record, Quote):
        raise Invalid("approvals.counter_for_quotes", field="discount")
    return _what_if(work, subject.record, discount)


@query(Permission.QUOTE_READ)
def quote_what_if(work: Work, public_id: str, discount: str) -> WhatIf:
    """A quote under another discount, and who would have to agree; changes nothing."""
    return _what_if(work, work.find(Quote, public_id), discount)


@query(Permission.QUOTE_READ)
def quote_standing(work: Work, public_id: str) -> Standing:
    """Who has to agree to a quote before it is sent, and whether somebody has."""
    quote = work.find(Quote, public_id)
    subject = quote_subject(work, quote, quote_lines(work, quote))
    return _standing(work, subject, is_open=quote.status is QuoteStatus.DRAFT)


@query(Permission.DEAL_READ)
def deal_standing(work: Work, public_id: str) -> Standing:
    """Who has to agree before a deal is won, and whether somebody has."""
    deal = work.find(Deal, public_id)
    return _standing(work, deal_subject(work, deal), is_open=deal.closed_at is None)


def _standing(work: Work, subject: Subject, *, is_open: bool) -> Standing:
    known = [
        approval
        for approval in requests(work, *subject.key, tuple(ApprovalStatus))
        if approval.owner_id == work.actor.user_id or _sees(work, approval)
    ]
    cleared = is_cleared(work, subject)
    waits = any(
        approval.status is ApprovalStatus.PENDING and approval.judged_hash == subject.hash
        for approval in known
    )
    return Standing(
        level=subject.level.value if subject.level else "",
        is_cleared=cleared,
        can_ask=is_open and not cleared and not waits,
        breaches=breach_rows(subject.breaches, work.actor),
        request=approval_rows(work, known[:1])[0] if known else None,
    )


def _sees(work: Work, approval: Approval) -> bool:
    found = work.visible(Approval).where(col(Approval.id) == approval.id)
    return work.session.exec(found).one_or_none() is not None


def _what_if(work: Work, quote: Quote, discount: str) -> WhatIf:
    figure = read_number(discount, "discount", most=_HUNDRED)
    return what_if_of(quote_subject(work, quote, quote_lines(work, quote), figure), work.actor)


def _floors(work: Work, subject: Subject) -> list[Floor]:
    """The lowest prices: without approval, and of each level up to the reader's own."""
    quote = subject.record
    if not isinstance(quote, Quote) or not subject.totals or not subject.totals.net:
        return []
    levels: list[Level | None] = [None]
    levels += [level for level in Level if work.actor.role in DECIDERS[level]]
    floors = [_floor(work, subject, quote, level) for level in levels]
    return [floor for floor in floors if floor is not None]


def _floor(work: Work, subject: Subject, quote: Quote, level: Level | None) -> Floor | None:
    """The highest discount that `level` may grant, to a hundredth of a percent: found by halving,
    since a higher discount never needs less for what it takes away.
    """

    def enough(step: int) -> bool:
        tried = quote_subject(work, quote, subject.lines, Decimal(step) / 100)
        judged = [b for b in tried.breaches if b.measure != "amount"]
        return is_enough(level, replace(tried, breaches=judged).level)

    low, high = 0, _STEPS
    if not enough(0):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if enough(middle) else (low, middle - 1)
    found = quote_subject(work, quote, subject.lines, Decimal(low) / 100)
    if not is_enough(level, found.level):
        return None  # the amount alone needs a higher one
    net = pricing.with_discount(quote, subject.lines, found.discount).net
    return Floor(level.value if level else "", found.discount, net)


def _deal_of(work: Work, subject: Subject) -> Deal | None:
    if isinstance(subject.record, Deal):
        return subject.record
    deal_id = subject.record.deal_id
    found = work.visible(Deal).where(col(Deal.id) == deal_id)
    return work.session.exec(found).one_or_none() if deal_id else None


def _lines(subject: Subject) -> list[OfferLine]:
    return [
        OfferLine(
            line.text,
            line.unit,
            line.quantity,
            line.price,
            line.list_price,
            line.discount,
            pricing.line_totals(line, Decimal(0), subject.record.currency).amount,
        )
        for line in subject.lines
        if pricing.counts(line)
    ]
