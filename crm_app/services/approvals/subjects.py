"""What a request is about: its figures, what of it is judged, and who has to agree."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from crm_app.core.work import Work
from crm_app.lib.exact import plain
from crm_app.models.approvals import Level
from crm_app.models.base import Owned
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import pricing, terms
from crm_app.services.approvals.custom import Readers, facts_of_records, with_custom
from crm_app.services.approvals.gathering import (
    offer_facts,
    offer_of,
    promotion_facts,
    quote_lines,
    readers,
)
from crm_app.services.approvals.policy import Policy, needed_by_limits, policy_of
from crm_app.services.approvals.rules import Breach, Judged, breaches
from crm_app.services.approvals.steps import Needed
from crm_app.services.pricing import Totals


@dataclass(frozen=True, slots=True)
class Subject:
    """A record with the figures that are judged, and what is needed for it.

    `facts` are what conditions look at. Of an offer: `totals` and `before` (at list prices) are
    None for a deal without one; `given` is the discount the quote has of its own.
    """

    kind: str
    record: Any
    hash: str
    needed: Needed
    title: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    breaches: Sequence[Breach] = ()
    amount: Decimal = Decimal(0)
    currency: str = "CNY"
    customer_id: int | None = None
    discount: Decimal = Decimal(0)
    totals: Totals | None = None
    offer: Quote | None = None
    lines: Sequence[QuoteLine] = ()

    @property
    def level(self) -> Level | None:
        """The highest level that has to agree; None for nobody."""
        return self.needed.level

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


def judged_subject(
    work: Work,
    kind: str,
    record: Owned,
    facts: Mapping[str, Any],
    *,
    judged: Sequence[str],
    by: tuple[Policy, Readers],
    **more: Any,
) -> Subject:
    """A subject that only flows judge: `by` the policy, and the records that custom fields stand on. A
    change of the facts named in `judged`, or of a custom field that a flow looks at, is another matter.

    `more` are its title, and what else of a `Subject` it has.
    """
    policy, rows = by
    content = "|".join(f"{name}={facts[name]}" for name in judged)
    whole = {**facts, **facts_of_records(work, policy.flows, kind, rows)}
    needed = policy.needed(work, kind, whole, record.owner_id)
    digest = with_custom(hashlib.sha256(content.encode()).hexdigest(), whole)
    return Subject(kind, record, digest, needed or Needed(), facts=whole, **more)


def quote_subject(  # noqa: PLR0913 - two ways to give a discount
    work: Work,
    quote: Quote,
    lines: Sequence[QuoteLine],
    discount: Decimal | None = None,
    policy: Policy | None = None,
    *,
    amount: Decimal = Decimal(0),
    blind: bool = False,
) -> Subject:
    """A quote as it stands, or under another discount of its own, in percent or else an `amount`;
    changes nothing.

    `blind`: as if nothing was known of its cost.
    """
    asked = quote.discount if discount is None else discount
    totals = (
        pricing.with_discount(quote, lines, asked)
        if discount is None
        else pricing.at_discount(quote, lines, asked, amount)
    )
    judged = Judged.of(totals)
    if blind:
        judged = replace(judged, margin=None)
    policy = policy or policy_of(work)
    facts = offer_facts(work, quote, judged, totals.gross, lines) | terms.facts_of(quote)
    tried = None if discount is None else (asked, amount)
    facts |= promotion_facts(work, policy, "quote", quote, lines, tried)
    deal = work.session.get(Deal, quote.deal_id) if quote.deal_id else None
    rows = readers(work, quote, lines, deal=deal, quote=quote)
    facts |= facts_of_records(work, policy.flows, "quote", rows)
    found, needed = _needed(work, "quote", quote.owner_id, judged, (facts, policy))
    return Subject(
        kind="quote",
        record=quote,
        hash=with_custom(pricing.content_hash(quote, lines, asked), facts),
        needed=needed,
        title=quote.number if quote.revision == 1 else f"{quote.number} R{quote.revision}",
        facts=facts,
        breaches=found,
        amount=totals.net,
        currency=quote.currency,
        customer_id=quote.customer_id,
        discount=asked or _in_percent(quote, totals, stands=discount is None),
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
    policy = policy_of(work)
    facts = offer_facts(work, deal, judged, deal.amount, lines) | terms.facts_of(offer)
    facts |= promotion_facts(work, policy, "deal", offer, lines)
    rows = readers(work, deal, lines, deal=deal, quote=offer)
    facts |= facts_of_records(work, policy.flows, "deal", rows)
    found, needed = _needed(work, "deal", deal.owner_id, judged, (facts, policy))
    return Subject(
        kind="deal",
        record=deal,
        hash=with_custom(_deal_hash(deal, offer, lines), facts),
        needed=needed,
        title=deal.name,
        facts=facts,
        breaches=found,
        amount=deal.amount,
        currency=deal.currency,
        customer_id=deal.customer_id,
        discount=offer.discount if offer is not None else Decimal(0),
        totals=totals,
        offer=offer,
        lines=lines,
    )


def _deal_hash(deal: Deal, offer: Quote | None, lines: Sequence[QuoteLine]) -> str:
    judged = pricing.content_hash(offer, lines, offer.discount) if offer is not None else ""
    content = "|".join((str(deal.customer_id), deal.currency, plain(deal.amount) or "", judged))
    return hashlib.sha256(content.encode()).hexdigest()


def _needed(
    work: Work, kind: str, owner_id: int, judged: Judged, by: tuple[dict[str, Any], Policy | None]
) -> tuple[list[Breach], Needed]:
    """The limits that are passed, and who has to agree: as a flow says, or else as the limits do."""
    facts, policy = by[0], by[1] or policy_of(work)
    found = breaches(policy.limits, str(facts["role"]), judged, policy.turn)
    needed = policy.needed(work, kind, facts, owner_id)
    return found, needed_by_limits(found) if needed is None else needed


def _in_percent(quote: Quote, totals: Totals, *, stands: bool) -> Decimal:
    """A discount of the whole quote that is an amount, in percent of what it is taken from."""
    if not stands or not quote.discount_amount or not totals.subtotal:
        return Decimal(0)
    given = min(quote.discount_amount, totals.subtotal) * 100 / totals.subtotal
    return given.quantize(Decimal("0.0001"))
