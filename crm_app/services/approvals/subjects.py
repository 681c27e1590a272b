"""What a request is about: a quote, or a deal with what was offered for it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.work import Work
from crm_app.lib.exact import plain
from crm_app.models.approvals import ApprovalRule, Level
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote, QuoteLine, QuoteStatus
from crm_app.models.users import User
from crm_app.services import pricing
from crm_app.services.approvals.rules import Breach, Judged, breaches, highest
from crm_app.services.pricing import Totals

_OUT = (QuoteStatus.SENT, QuoteStatus.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Subject:
    """A quote or deal with the figures that are judged.

    `totals` and `before` (at list prices) are None for a deal without an offer; `given` is the
    discount the quote has of its own.
    """

    kind: str
    record: Quote | Deal
    hash: str
    breaches: list[Breach]
    amount: Decimal
    discount: Decimal = Decimal(0)
    totals: Totals | None = None
    offer: Quote | None = None
    lines: Sequence[QuoteLine] = ()

    @property
    def level(self) -> Level | None:
        """Who has to agree; None for nobody."""
        return highest(self.breaches)

    @property
    def key(self) -> tuple[str, int]:
        """Kind and inner id, as requests name their subject."""
        return self.kind, self.record.key

    @property
    def before(self) -> Totals | None:
        """The offer at list prices: what there was before anything was given away."""
        return at_list(self.totals) if self.totals is not None else None


def at_list(totals: Totals) -> Totals:
    """The same goods at their list prices."""
    return Totals(
        gross=totals.gross,
        subtotal=totals.gross,
        net=totals.gross,
        cost=totals.cost,
        currency=totals.currency,
    )


def quote_subject(
    work: Work, quote: Quote, lines: Sequence[QuoteLine], discount: Decimal | None = None
) -> Subject:
    """A quote as it stands, or under another discount of its own; changes nothing."""
    asked = quote.discount if discount is None else discount
    totals = pricing.with_discount(quote, lines, asked)
    return Subject(
        kind="quote",
        record=quote,
        hash=pricing.content_hash(quote, lines, asked),
        breaches=breaches(limits(work), _role(work, quote.owner_id), Judged.of(totals)),
        amount=totals.net,
        discount=asked,
        totals=totals,
        offer=quote,
        lines=lines,
    )


def deal_subject(work: Work, deal: Deal) -> Subject:
    """A deal: its amount, and discount and margin of what was offered for it last."""
    offer = offer_of(work, deal)
    lines = quote_lines(work, offer) if offer is not None else []
    totals = pricing.with_discount(offer, lines, offer.discount) if offer is not None else None
    judged = Judged(amount=deal.amount, currency=deal.currency)
    if totals is not None:
        seen = Judged.of(totals)
        judged = Judged(seen.discount, seen.margin, deal.amount, deal.currency)
    content = "|".join(
        (
            str(deal.customer_id),
            deal.currency,
            plain(deal.amount) or "",
            pricing.content_hash(offer, lines, offer.discount) if offer is not None else "",
        )
    )
    return Subject(
        kind="deal",
        record=deal,
        hash=hashlib.sha256(content.encode()).hexdigest(),
        breaches=breaches(limits(work), _role(work, deal.owner_id), judged),
        amount=deal.amount,
        discount=offer.discount if offer is not None else Decimal(0),
        totals=totals,
        offer=offer,
        lines=lines,
    )


def offer_of(work: Work, deal: Deal) -> Quote | None:
    """The quote that a deal stands on: accepted before sent before a draft, the newest of them."""
    found = select(Quote).where(
        col(Quote.deal_id) == deal.id,
        col(Quote.deleted_at).is_(None),
        col(Quote.status).in_((*_OUT, QuoteStatus.DRAFT)),
    )
    order = (QuoteStatus.ACCEPTED, QuoteStatus.SENT, QuoteStatus.DRAFT)
    rows = work.session.exec(found.order_by(col(Quote.id).desc())).all()
    return min(rows, key=lambda quote: order.index(quote.status), default=None)


def subject_of(
    work: Work, kind: str, record_id: int, *, lock: bool = False, deleted: bool = False
) -> Subject:
    """The quote or deal with that inner id, as it stands; refuses what is deleted by default."""
    model = Quote if kind == "quote" else Deal
    statement = select(model).where(col(model.id) == record_id)
    if not deleted:
        statement = statement.where(col(model.deleted_at).is_(None))
    if lock:
        statement = statement.with_for_update()
    record = work.session.exec(statement).one_or_none()
    if isinstance(record, Quote):
        return quote_subject(work, record, quote_lines(work, record))
    if isinstance(record, Deal):
        return deal_subject(work, record)
    raise NotFound(f"{kind}.not_found")


def quote_lines(work: Work, quote: Quote) -> list[QuoteLine]:
    """A quote's lines in order."""
    found = select(QuoteLine).where(col(QuoteLine.quote_id) == quote.id)
    return list(work.session.exec(found.order_by(col(QuoteLine.rank), col(QuoteLine.id))))


def limits(work: Work) -> list[ApprovalRule]:
    """All approval limits."""
    return list(work.session.exec(select(ApprovalRule).order_by(col(ApprovalRule.id))))


def _role(work: Work, user_id: int) -> str:
    return work.session.exec(select(User.role).where(col(User.id) == user_id)).one()
