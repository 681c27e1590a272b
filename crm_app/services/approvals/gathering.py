"""What conditions of flows can ask of a record, its customer, its lines and its owner."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.contracts import Contract
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.prices import ProductCategory
from crm_app.models.quotes import Product, Quote, QuoteLine, QuoteStatus
from crm_app.models.users import User
from crm_app.services import pricing
from crm_app.services.approvals.custom import Readers, looks_at
from crm_app.services.approvals.fields import COLLIDES
from crm_app.services.approvals.policy import Policy
from crm_app.services.approvals.rules import Judged
from crm_app.services.promotions import Judging

_OUT = (QuoteStatus.SENT, QuoteStatus.ACCEPTED)


def offer_facts(
    work: Work, record: Quote | Deal, judged: Judged, size: Decimal, lines: Sequence[QuoteLine]
) -> dict[str, Any]:
    """Those of a quote, or of a deal with what was offered for it."""
    customer = work.session.get_one(Customer, record.customer_id)
    return customer_facts(customer) | {
        "discount": judged.discount,
        "margin": judged.margin,
        "amount": judged.amount,
        "currency": record.currency,
        "size": size,
        "category": groups_of(work, [one for one in lines if pricing.counts(one)]),
        "items": sorted({str(one.product_id or one.text) for one in lines if pricing.counts(one)}),
        "role": role_of(work, record.owner_id),
    }


def promotion_facts(
    work: Work,
    policy: Policy,
    kind: str,
    offer: Quote | None,
    lines: Sequence[QuoteLine],
    given: tuple[Decimal, Decimal] | None = None,
) -> dict[str, Any]:
    """Whether an offer collides with a promotion that runs, where a flow asks for it.

    `given` is another discount of the whole that is tried: in percent, or else an amount.
    """
    if offer is None or not looks_at(policy.flows, kind, "promotion"):
        return {}
    key = offer.id, tuple(id(line) for line in lines)
    judging = policy.judging.get(key)
    if judging is None:
        judging = policy.judging[key] = Judging.of(work, offer, lines)
    discount, amount = given or (offer.discount, offer.discount_amount)
    return {"promotion": COLLIDES if judging.collides(discount, amount) else "none"}


def readers(
    work: Work,
    record: Quote | Deal | Contract,
    lines: Sequence[QuoteLine],
    *,
    deal: Deal | None,
    quote: Quote | None,
) -> Readers:
    """The records that custom fields are looked for on: an offer or a contract with its customer, the
    person there, its deal, its quote, and the products on its lines."""
    products = {one.product_id for one in lines if one.product_id and pricing.counts(one)}
    return {
        "customer": lambda: work.session.get_one(Customer, record.customer_id),
        "contact": lambda: (
            work.session.get(Contact, record.contact_id) if record.contact_id else None
        ),
        "deal": lambda: deal,
        "quote": lambda: quote,
        "product": lambda: (
            list(work.session.exec(select(Product).where(col(Product.id).in_(products))))
            if products
            else None
        ),
    }


def customer_facts(customer: Customer) -> dict[str, Any]:
    """What conditions can ask of a customer."""
    return {
        "customer": customer.id,
        "tier": customer.tier.value,
        "stage": customer.stage,
        "industry": customer.industry,
        "source": customer.source,
        "size_of": customer.size,
    }


def groups_of(work: Work, lines: Sequence[QuoteLine]) -> list[str]:
    """The groups of the products of some lines, and those above them."""
    wanted = {line.product_id for line in lines if line.product_id is not None}
    if not wanted:
        return []
    found = select(Product.category_id).where(col(Product.id).in_(wanted)).distinct()
    here = {key for key in work.session.exec(found) if key is not None}
    if not here:
        return []
    groups = {one.id: one for one in work.session.exec(select(ProductCategory))}
    names: set[str] = set()
    for key in here:
        group = groups.get(key)
        while group is not None and group.public_id not in names:
            names.add(group.public_id)
            group = groups.get(group.parent_id)
    return sorted(names)


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


def quote_lines(work: Work, quote: Quote) -> list[QuoteLine]:
    """A quote's lines in order."""
    found = select(QuoteLine).where(col(QuoteLine.quote_id) == quote.id)
    return list(work.session.exec(found.order_by(col(QuoteLine.rank), col(QuoteLine.id))))


def role_of(work: Work, user_id: int) -> str:
    """The role that somebody has."""
    return work.session.exec(select(User.role).where(col(User.id) == user_id)).one()
