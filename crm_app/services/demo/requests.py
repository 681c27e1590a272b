"""Approvals of the demo year: some decided, three that wait for a manager or the director."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from sqlmodel import col, select

from crm_app.core.permissions import DECIDERS
from crm_app.core.work import Work
from crm_app.models.approvals import Approval, ApprovalStatus
from crm_app.models.quotes import Quote, QuoteLine, QuoteStatus
from crm_app.models.users import User
from crm_app.services import approvals, pricing
from crm_app.services.demo.bulk import store

DECIDED, WAITING = 12, (Decimal(14), Decimal(18), Decimal(24))
_REASONS = (
    "竞争对手报价更低，客户希望我们再让一些",
    "客户承诺年内追加订单，先给一个好价格",
    "老客户续约，去年也是这个折扣",
    "样板项目，签下后可带来同行客户",
)
_ANSWERS = {
    ApprovalStatus.APPROVED: ("可以，注意回款", "同意", "同意，请争取预付款"),
    ApprovalStatus.REFUSED: ("毛利太低，再谈一谈", "先从服务内容上让步"),
}


def ask(work: Work, chance: Random, quotes: Sequence[Quote]) -> list[Approval]:
    """Requests about the demo's quotes: past ones as their quotes ended, three about drafts."""
    drafts = [quote for quote in quotes if quote.status is QuoteStatus.DRAFT]
    ended = [quote for quote in quotes if quote.status in _ENDED]
    chosen = chance.sample(ended, min(DECIDED, len(ended)))
    made = [_request(work, chance, quote, Decimal(chance.choice((12, 15, 18)))) for quote in chosen]
    for quote, discount in zip(_of_first_seller(work, drafts), WAITING, strict=False):
        made.append(_request(work, chance, quote, discount))
    return store(work, [approval for approval in made if approval is not None])


_ENDED = (QuoteStatus.ACCEPTED, QuoteStatus.DECLINED)


def _of_first_seller(work: Work, drafts: Sequence[Quote]) -> list[Quote]:
    """The drafts, those of the seller with an account first: his manager finds them waiting."""
    account = work.session.exec(
        select(User.id).where(col(User.email) == "rep@demo.example.com")
    ).first()
    return sorted(drafts, key=lambda quote: quote.owner_id != account)


def _request(work: Work, chance: Random, quote: Quote, discount: Decimal) -> Approval | None:
    quote.discount = discount
    found = select(QuoteLine).where(col(QuoteLine.quote_id) == quote.id)
    lines = list(work.session.exec(found.order_by(col(QuoteLine.rank))))
    pricing.apply_totals(quote, lines)
    work.session.bulk_save_objects([quote])
    approval = approvals.request_for(work, quote, lines, chance.choice(_REASONS))
    if approval is None:
        return None
    waits = quote.status is QuoteStatus.DRAFT
    asked = work.now - timedelta(hours=chance.randint(1, 30)) if waits else quote.created_at
    approval.owner_id, approval.team_id = quote.owner_id, quote.team_id
    approval.created_by = approval.updated_by = quote.owner_id
    approval.created_at = approval.updated_at = asked
    approval.is_demo = True
    if not waits:
        _decide(work, chance, approval, quote)
    return approval


def _decide(work: Work, chance: Random, approval: Approval, quote: Quote) -> None:
    accepted = quote.status is QuoteStatus.ACCEPTED
    approval.status = ApprovalStatus.APPROVED if accepted else ApprovalStatus.REFUSED
    approval.decision_reason = chance.choice(_ANSWERS[approval.status])
    role = DECIDERS[approval.level][0]
    of_role = select(User.id).where(col(User.role) == role, col(User.is_demo))
    near = work.session.exec(of_role.where(col(User.team_id) == quote.team_id)).first()
    director = select(User.id).where(col(User.role) == "director", col(User.is_demo))
    approval.decided_by = near or work.session.exec(director).first()
    approval.decided_at = approval.updated_at = approval.created_at + timedelta(
        minutes=chance.randint(4, 300)
    )
