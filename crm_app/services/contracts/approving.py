"""Where a flow says so, a contract goes out only with somebody's word."""

from decimal import Decimal
from typing import Any

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.locales.catalog import say
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.services import approvals, pricing, terms
from crm_app.services.approvals import Kind, Standing, Subject, Words, pair
from crm_app.services.contracts import rules

_JUDGED = ("customer", "amount", "currency", *terms.FIELDS)


@command(Permission.CONTRACT_WRITE)
def ask_for_contract(work: Work, public_id: str, reason: str, version: int | None = None) -> str:
    """Ask that a draft may go out as it stands; returns the request's public id."""
    contract = work.find(Contract, public_id, version)
    rules.check_draft(contract)
    return approvals.start(work, _judge(work, contract), reason).public_id


@query(Permission.CONTRACT_READ)
def contract_standing(work: Work, public_id: str) -> Standing:
    """Who has to agree to a contract before it goes out, and whether somebody has."""
    contract = work.find(Contract, public_id)
    is_open = contract.status is ContractStatus.DRAFT
    return approvals.standing_of(work, _judge(work, contract), is_open=is_open)


def check_cleared(work: Work, contract: Contract) -> None:
    """Inside a command: refuse (`approval_required`) what a flow holds back and nobody agreed to."""
    approvals.check_cleared(work, _judge(work, contract))


def void_changed(work: Work, contract: Contract) -> None:
    """Inside a command: a word about another content counts no more."""
    approvals.void_other(work, _judge(work, contract))


def _judge(work: Work, contract: Contract) -> Subject:
    customer = work.session.get_one(Customer, contract.customer_id)
    policy = approvals.policy_of(work)
    quote, lines = _offer(work, contract)
    facts: dict[str, Any] = approvals.customer_facts(customer) | terms.facts_of(contract)
    facts |= {
        "amount": contract.amount,
        "size": contract.amount,
        "currency": contract.currency,
        "role": approvals.role_of(work, contract.owner_id),
        "category": approvals.groups_of(work, [one for one in lines if pricing.counts(one)]),
    }
    if quote is not None:
        totals = pricing.with_discount(quote, lines, quote.discount)
        facts |= {"discount": totals.discount, "margin": approvals.Judged.of(totals).margin}
    facts |= approvals.promotion_facts(work, policy, "contract", quote, lines)
    deal = work.session.get(Deal, contract.deal_id) if contract.deal_id else None
    rows = approvals.readers(work, contract, lines, deal=deal, quote=quote)
    return approvals.judged_subject(
        work,
        "contract",
        contract,
        facts,
        judged=_JUDGED,
        by=(policy, rows),
        title=contract.number,
        amount=contract.amount,
        currency=contract.currency,
        customer_id=contract.customer_id,
    )


def _offer(work: Work, contract: Contract) -> tuple[Quote | None, list[QuoteLine]]:
    """The quote that a contract comes from, with its lines; one by hand has none."""
    quote = work.session.get(Quote, contract.quote_id) if contract.quote_id else None
    return quote, approvals.quote_lines(work, quote) if quote is not None else []


def _details(work: Work, contract: Contract) -> list[Words]:
    """Title, worth, what was given away, time, payment: what an approver reads before he looks at the
    contract. The margin is for those who may see costs.
    """

    def dated(language: str) -> str:
        days = [day.isoformat() if day else "…" for day in (contract.starts_on, contract.ends_on)]
        return say(language, "contracts.from_to", start=days[0], end=days[1])

    def paid(language: str) -> str:
        said = terms.said(contract, language)
        return (
            f"{say(language, 'terms.title')}{say(language, 'contracts.colon')}{said}"
            if said
            else ""
        )

    worth = f"{contract.amount:,.2f} {contract.currency}"
    lines = [Words(contract.title, contract.title), Words(worth, worth)]
    quote, offered = _offer(work, contract)
    if quote is not None:
        totals = pricing.with_discount(quote, offered, quote.discount)
        lines.append(_percent("discount", totals.discount))
        if work.actor.can(Permission.COST_READ) and totals.margin is not None:
            lines.append(_percent("margin", totals.margin))
    if contract.starts_on or contract.ends_on:
        lines.append(pair(dated))
    lines.append(pair(paid))
    return [one for one in lines if one.zh]


def _percent(field: str, value: Decimal) -> Words:
    def said(language: str) -> str:
        name = say(language, f"approvals.measure.{field}")
        return f"{name}{say(language, 'contracts.colon')}{value:.2f}%"

    return pair(said)


approvals.register(
    Kind(
        "contract",
        Contract,
        _judge,
        approvals.with_customer("/contracts"),
        can_change=True,
        details=_details,
    )
)
