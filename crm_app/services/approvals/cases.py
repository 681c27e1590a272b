"""One request with all that its decision needs, what if, and where a record stands."""

from decimal import Decimal

from sqlmodel import col

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.locales.catalog import say
from crm_app.models.approvals import Approval, ApprovalFlow, ApprovalStatus, SeatState
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services import pricing, promotions
from crm_app.services.approvals.facts import breach_rows, stored_breaches, what_if_of
from crm_app.services.approvals.floors import floors, may_see_cost, tried
from crm_app.services.approvals.gates import is_cleared, requests
from crm_app.services.approvals.gathering import quote_lines
from crm_app.services.approvals.history import past_offers, win_rate
from crm_app.services.approvals.kinds import KINDS, subject_of
from crm_app.services.approvals.progress import event_rows, step_rows
from crm_app.services.approvals.queries import approval_rows
from crm_app.services.approvals.rows import (
    ApprovalCase,
    ApprovalRow,
    OfferLine,
    Standing,
    WhatIf,
    WinRate,
    Words,
)
from crm_app.services.approvals.rules import is_unrated
from crm_app.services.approvals.seats import seats_of
from crm_app.services.approvals.sentences import Names, flow_words, pair, who
from crm_app.services.approvals.subjects import (
    Subject,
    deal_subject,
    quote_subject,
)
from crm_app.services.competitors import competitor_of
from crm_app.services.currencies import read_number

_HUNDRED = Decimal(100)


@query(Permission.APPROVAL_READ)
def approval_case(work: Work, public_id: str) -> ApprovalCase:
    """A request whole. Figures are those of the record as it stands now; the row's, as judged."""
    approval = work.find(Approval, public_id)
    subject = subject_of(work, approval.subject_kind, approval.subject_id, deleted=True)
    (row,) = approval_rows(work, [approval])
    names = Names(work)
    deal = _deal_of(work, subject)
    earlier = [
        other for other in requests(work, *subject.key, tuple(ApprovalStatus)) if other != approval
    ]
    seats = seats_of(work, approval)
    is_offer = subject.offer is not None or isinstance(subject.record, Quote | Deal)
    return ApprovalCase(
        row=row,
        before=what_if_of(subject, work.actor, subject.before),
        asked=what_if_of(subject, work.actor, who=who(names, subject.needed)),
        breaches=stored_breaches(approval.facts, work.actor),
        floors=floors(work, subject),
        past=past_offers(work, subject.customer_id, subject.offer)
        if is_offer and subject.customer_id is not None
        else [],
        wins=win_rate(work, row.given) if is_offer else WinRate(),
        competitor=competitor_of(work.session, deal) if deal is not None else "",
        deal=deal.name if deal is not None else "",
        deal_public_id=deal.public_id if deal is not None else "",
        lines=_lines(subject),
        earlier=approval_rows(work, [one for one in earlier if _sees(work, one)]),
        most=min(_HUNDRED, max(Decimal(30), 2 * approval.discount)),
        steps=step_rows(names, seats, work.now),
        events=event_rows(work, names, approval),
        flow=_flow_of(work, names, approval),
        details=KINDS[subject.kind].details(work, subject.record),
        collisions=_collisions(work, subject),
        can_give_back=KINDS[subject.kind].can_change
        and row.can_decide
        and any(seat.state == SeatState.PENDING for seat in seats),
    )


@query(Permission.APPROVAL_READ)
def approval_row(work: Work, public_id: str) -> ApprovalRow:
    """A request as lists show it."""
    return approval_rows(work, [work.find(Approval, public_id)])[0]


def _flow_of(work: Work, names: Names, approval: Approval) -> Words:
    flow = work.session.get(ApprovalFlow, approval.flow_id) if approval.flow_id else None
    return flow_words(names, flow, secrets=may_see_cost(work.actor)) if flow else Words()


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
    return standing_of(work, subject, is_open=quote.status is QuoteStatus.DRAFT)


@query(Permission.DEAL_READ)
def deal_standing(work: Work, public_id: str) -> Standing:
    """Who has to agree before a deal is won, and whether somebody has."""
    deal = work.find(Deal, public_id)
    return standing_of(work, deal_subject(work, deal), is_open=deal.closed_at is None)


def standing_of(work: Work, subject: Subject, *, is_open: bool) -> Standing:
    """Inside a use case: who has to agree to a subject, and whether somebody has."""
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
        who=who(Names(work), subject.needed),
        why=_why(subject),
    )


def _why(subject: Subject) -> Words:
    """What a seller cannot see from his figures: there is no rate for their currency."""
    if subject.needed.flow_id is not None or not any(is_unrated(b) for b in subject.breaches):
        return Words()
    return pair(lambda language: say(language, "approvals.no_rate", currency=subject.currency))


def _sees(work: Work, approval: Approval) -> bool:
    found = work.visible(Approval).where(col(Approval.id) == approval.id)
    return work.session.exec(found).one_or_none() is not None


def _what_if(work: Work, quote: Quote, discount: str) -> WhatIf:
    figure = read_number(discount, "discount", most=_HUNDRED)
    return tried(work, quote, quote_lines(work, quote), figure)


def _deal_of(work: Work, subject: Subject) -> Deal | None:
    if isinstance(subject.record, Deal):
        return subject.record
    if not isinstance(subject.record, Quote):
        return None
    deal_id = subject.record.deal_id
    found = work.visible(Deal).where(col(Deal.id) == deal_id)
    return work.session.exec(found).one_or_none() if deal_id else None


def _collisions(work: Work, subject: Subject) -> list[Words]:
    """Where the offer and promotions that run do not go together."""
    if subject.offer is None:
        return []
    found = promotions.promoted_lines(work, subject.offer, subject.lines)
    return [Words(one.collides_zh, one.collides_en) for one in found if one.collides_zh]


def _lines(subject: Subject) -> list[OfferLine]:
    return [
        OfferLine(
            line.text,
            line.unit,
            line.quantity,
            line.price,
            line.list_price,
            line.discount,
            pricing.line_totals(line, Decimal(0), subject.currency).amount,
        )
        for line in subject.lines
        if pricing.counts(line)
    ]
