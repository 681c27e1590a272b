"""Approvals of the demo year: in every state, and some that wait for a manager, finance or the director."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import DECIDERS
from crm_app.core.work import Work
from crm_app.models.approvals import (
    Approval,
    ApprovalEvent,
    ApprovalSeat,
    ApprovalStatus,
    ExportRequest,
    SeatState,
)
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.quotes import Quote, QuoteLine, QuoteStatus
from crm_app.models.users import User
from crm_app.services import approvals, pricing
from crm_app.services.approvals import KINDS, Request
from crm_app.services.demo import flows, promotions
from crm_app.services.demo.bulk import store

DECIDED, WAITING = 60, (Decimal(14), Decimal(18), Decimal(24))
_REASONS = (
    "竞争对手报价更低，客户希望我们再让一些",
    "客户承诺年内追加订单，先给一个好价格",
    "老客户续约，去年也是这个折扣",
    "样板项目，签下后可带来同行客户",
)
_ANSWERS = {
    ApprovalStatus.APPROVED: ("可以，注意回款", "同意", "同意，请争取预付款"),
    ApprovalStatus.REFUSED: ("毛利太低，再谈一谈", "先从服务内容上让步"),
    ApprovalStatus.RETURNED: ("把付款条件写清楚再提", "先补上竞争对手的报价"),
    ApprovalStatus.COUNTERED: ("最多到这个折扣",),
}
_SAID = {
    ApprovalStatus.APPROVED: SeatState.APPROVED,
    ApprovalStatus.REFUSED: SeatState.REFUSED,
    ApprovalStatus.RETURNED: SeatState.RETURNED,
    ApprovalStatus.COUNTERED: SeatState.COUNTERED,
}
_ENDED = (QuoteStatus.ACCEPTED, QuoteStatus.DECLINED)


class _Story:
    """A request and what happened to it."""

    request: Request
    events: list[ApprovalEvent]


def ask(work: Work, chance: Random, quotes: Sequence[Quote]) -> list[Approval]:
    """Requests about the demo's quotes: past ones as their quotes ended, others about drafts."""
    flows.lay_down(work)
    promotions.take(work, quotes)
    drafts = _of_first_seller(work, [one for one in quotes if one.status is QuoteStatus.DRAFT])
    ended = [quote for quote in quotes if quote.status in _ENDED]
    chosen = chance.sample(ended, min(DECIDED, len(ended)))
    made: list[_Story | None] = [
        _Told(work, chance, quote, Decimal(chance.choice((12, 15, 18)))).ended() for quote in chosen
    ]
    made += [
        _Told(work, chance, quote, discount).waits()
        for quote, discount in zip(drafts, WAITING, strict=False)
    ]
    others = (ApprovalStatus.COUNTERED, ApprovalStatus.RETURNED, ApprovalStatus.WITHDRAWN)
    made += [
        _Told(work, chance, quote, Decimal(16)).as_is(status)
        for quote, status in zip(drafts[len(WAITING) :], others, strict=False)
    ]
    made.append(_export(work))
    return _stored(work, [one for one in made if one is not None])


def _stored(work: Work, known: Sequence[_Story]) -> list[Approval]:
    store(work, [one.request.approval for one in known])
    for one in known:
        for seat in one.request.seats:
            seat.approval_id = one.request.approval.key
        for event in one.events:
            event.approval_id = one.request.approval.key
    store(work, [seat for one in known for seat in one.request.seats])
    store(work, [event for one in known for event in one.events])
    return [one.request.approval for one in known]


def _of_first_seller(work: Work, drafts: Sequence[Quote]) -> list[Quote]:
    """The drafts, those of the seller with an account first: his manager finds them waiting."""
    account = work.session.exec(
        select(User.id).where(col(User.email) == "rep@demo.example.com")
    ).first()
    return sorted(drafts, key=lambda quote: quote.owner_id != account)


class _Told(_Story):
    """A request about a quote with what happened to it; the ways it can go return it, or None."""

    def __init__(self, work: Work, chance: Random, quote: Quote, discount: Decimal) -> None:
        self._work, self._chance, self._quote = work, chance, quote
        self.events: list[ApprovalEvent] = []
        quote.discount = discount
        found = select(QuoteLine).where(col(QuoteLine.quote_id) == quote.id)
        lines = list(work.session.exec(found.order_by(col(QuoteLine.rank))))
        pricing.apply_totals(quote, lines)
        work.session.bulk_save_objects([quote, *lines])
        made = approvals.request_for(work, quote, lines, chance.choice(_REASONS))
        self._made = made
        if made is not None:
            self.request = made
            self._asked(made.approval)

    def _asked(self, approval: Approval) -> None:
        quote = self._quote
        waits = quote.status is QuoteStatus.DRAFT
        asked = self._work.now - timedelta(hours=self._chance.randint(1, 20))
        approval.created_at = approval.updated_at = asked if waits else quote.created_at
        approval.owner_id, approval.team_id = quote.owner_id, quote.team_id
        approval.created_by = approval.updated_by = quote.owner_id
        approval.is_demo = True
        asker = self._work.session.get_one(User, quote.owner_id)
        approval.facts = approval.facts | {"asker": asker.name}
        self._note("asked", approval.created_at, quote.owner_id, approval.reason)

    def ended(self) -> "_Told | None":
        """As the quote ended: agreed to by all, or refused."""
        accepted = self._quote.status is QuoteStatus.ACCEPTED
        return self.as_is(ApprovalStatus.APPROVED if accepted else ApprovalStatus.REFUSED)

    def waits(self) -> "_Told | None":
        """Its first step waits."""
        if self._made is None:
            return None
        self._open(self.request.approval.created_at)
        return self

    def as_is(self, status: ApprovalStatus) -> "_Told | None":
        """Answered, or taken back."""
        if self._made is None:
            return None
        approval, at = self.request.approval, self.request.approval.created_at
        approval.status = status
        if status is ApprovalStatus.WITHDRAWN:
            self._note("withdrawn", at + timedelta(minutes=40), self._quote.owner_id)
            for seat in self.request.seats:
                seat.state = SeatState.DROPPED.value
            return self
        asked = self.request.seats
        for seat in asked if status is ApprovalStatus.APPROVED else asked[:1]:
            seat.opened_at, at = at, at + timedelta(minutes=self._chance.randint(4, 900))
            self._speak(seat, _SAID[status], at)
        for seat in asked:
            if seat.state == SeatState.WAITING:
                seat.state = SeatState.DROPPED.value
        if status is ApprovalStatus.COUNTERED:
            approval.counter_discount = Decimal(11)
        return self

    def _open(self, at: datetime) -> None:
        for seat in self.request.seats:
            if seat.rank == self.request.seats[0].rank:
                seat.state, seat.opened_at = SeatState.PENDING.value, at
                seat.due_at = at + timedelta(hours=seat.hours) if seat.hours else None

    def _speak(self, seat: ApprovalSeat, state: SeatState, at: datetime) -> None:
        approval = self.request.approval
        who = seat.user_id or self._of_role(seat.role)
        words = self._chance.choice(_ANSWERS[approval.status])
        seat.state, seat.decided_by, seat.decided_at, seat.reason = state.value, who, at, words
        approval.decided_by, approval.decided_at = who, at
        approval.decision_reason, approval.updated_at = words, at
        self._note(state.value, at, who, words)

    def _of_role(self, role: str) -> int | None:
        """Somebody of a role, of the quote's team where there is one."""
        session = self._work.session
        for one in (role, *DECIDERS.get(role, ())):
            of_role = select(User.id).where(col(User.role) == one, col(User.is_demo))
            near = session.exec(of_role.where(col(User.team_id) == self._quote.team_id)).first()
            found = near or (session.exec(of_role).first() if one != "manager" else None)
            if found is not None:
                return found
        return None

    def _note(self, kind: str, at: datetime, by: int | None, text: str = "") -> None:
        details = {"figure": "11"} if kind == "countered" else {}
        self.events.append(ApprovalEvent(kind=kind, at=at, by_id=by, text=text, details=details))


class _Asked(_Story):
    """A request whose first step waits."""

    def __init__(self, request: Request, events: list[ApprovalEvent]) -> None:
        self.request, self.events = request, events


def _export(work: Work) -> _Asked | None:
    """Marketing wants the whole list of customers."""
    user = work.session.exec(
        select(User).where(col(User.email) == "marketing@demo.example.com")
    ).first()
    if user is None:
        return None
    record = ExportRequest(listing="customers", rows=2000, is_demo=True)
    record.owner_id, record.team_id, record.created_by = user.id or 0, user.team_id, user.id
    work.session.add(record)
    work.session.flush()
    return _waiting(work, "export", record, (user, "秋季回访活动要用全部客户的联系方式"))


def ask_for_contracts(work: Work, contracts: Sequence[Contract]) -> list[Approval]:
    """Drafts whose terms somebody has to agree to, asked about an hour or two ago."""
    drafts = [one for one in contracts if one.status is ContractStatus.DRAFT]
    made = []
    for contract in drafts:
        owner = work.session.get_one(User, contract.owner_id)
        story = _waiting(work, "contract", contract, (owner, "年度框架客户，历来按季度结算"))
        made += [story] if story is not None else []
    return _stored(work, made)


def _waiting(work: Work, kind: str, record: Any, asked: tuple[User, str]) -> _Asked | None:
    user, reason = asked
    subject = KINDS[kind].judge(work, record)
    made = approvals.request_about(subject, reason)
    if made is None:
        return None
    approval, at = made.approval, work.now - timedelta(hours=3)
    approval.owner_id, approval.team_id = record.owner_id, record.team_id
    approval.created_by = approval.updated_by = user.id
    approval.created_at = approval.updated_at = at
    approval.is_demo, approval.facts = True, approval.facts | {"asker": user.name}
    for seat in made.seats:
        seat.state, seat.opened_at = SeatState.PENDING.value, at
        seat.due_at = at + timedelta(hours=seat.hours)
    event = ApprovalEvent(kind="asked", at=at, by_id=user.id, text=approval.reason)
    return _Asked(made, [event])
