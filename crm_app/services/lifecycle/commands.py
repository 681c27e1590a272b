"""Reckoning anew, setting the rules, and tiers that a person sets."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid, Stale
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.lib.exact import parse_decimal
from crm_app.models.customers import Customer, Tier
from crm_app.models.ledger import Job
from crm_app.models.lifecycle import Standing
from crm_app.services.days import today_of
from crm_app.services.lifecycle import keeping
from crm_app.services.lifecycle.rows import RuleForm
from crm_app.services.lifecycle.rules import STAGES, Limits
from crm_app.services.lines import one_line
from crm_app.services.locks import one_at_a_time
from crm_app.services.stages import follow_rules, put_stage
from crm_app.services.tiers import note_tier, override_of

JOB = "lifecycle.recompute"
# Least and most of each figure.
_WHOLE = {
    "a_orders": (0, 10_000),
    "b_orders": (0, 10_000),
    "first_days": (1, 3650),
    "shortest_days": (1, 365),
    "risk_percent": (101, 5000),
    "lost_percent": (102, 10_000),
}
_MOST_SPEND = Decimal(10) ** 12
_NIGHT = 2


@command(Permission.SETTINGS)
def ask_recompute(work: Work) -> str:
    """Reckon everybody anew in the background; returns the job, a waiting one where there is one."""
    one_at_a_time(work, JOB)
    waiting = select(Job.public_id).where(
        col(Job.name) == JOB, col(Job.status).in_(("queued", "running"))
    )
    return work.session.exec(waiting).first() or work.enqueue(JOB).public_id


@command(Permission.SETTINGS)
def recompute_if_due(work: Work) -> bool:
    """Once a day, from two in the morning on."""
    at = work.now.astimezone(zone(DEFAULT_ZONE)) - timedelta(hours=_NIGHT)
    by = keeping.basis(work)
    if by is not None and by.day >= at.date():
        return False
    ask_recompute.within(work)
    return True


@command(Permission.SETTINGS)
def recompute(work: Work, day: date | None = None) -> dict[str, int]:
    """Reckon everybody anew from the orders; the same orders and day give the same again."""
    one_at_a_time(work, JOB)
    return keeping.recompute(work, day or today_of(work))


@command(Permission.SETTINGS)
def save_rules(work: Work, form: RuleForm, version: int | None = None) -> None:
    """Store the rules and reckon anew; refuses a stale `version`."""
    one_at_a_time(work, "lifecycle.rules")
    rule = keeping.rule_of(work)
    if version is not None and version != rule.version:
        raise Stale("record.stale")
    for name, value in read(form).items():
        setattr(rule, name, value)
    if rule.lost_percent <= rule.risk_percent:
        raise Invalid("lifecycle.order_invalid", field="lost_percent")
    if rule.id is None or work.session.is_modified(rule):
        rule.version += 1
        work.add(rule)
        ask_recompute.within(work)


def limits_in(work: Work, form: RuleForm) -> Limits:
    """The rules as they would be; refuses what could not be stored."""
    limits = replace(keeping.limits_of(work), **read(form))
    if limits.lost_percent <= limits.risk_percent:
        raise Invalid("lifecycle.order_invalid", field="lost_percent")
    return limits


def read(form: RuleForm) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("a_spend", "b_spend"):
        typed = getattr(form, name)
        if typed is not None:
            amount = parse_decimal(typed.strip() or "0")
            if amount is None or not 0 <= amount <= _MOST_SPEND:
                raise Invalid("lifecycle.number_invalid", field=name, least=0, most=_MOST_SPEND)
            found[name] = amount
    for name, (least, most) in _WHOLE.items():
        typed = getattr(form, name)
        if typed is not None:
            text = typed.strip()
            if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
                raise Invalid("lifecycle.number_invalid", field=name, least=least, most=most)
            found[name] = int(text)
    if form.applies_tiers is not None:
        found["applies_tiers"] = form.applies_tiers
    return found


@command(Permission.CUSTOMER_WRITE)
def override_tier(work: Work, customer_id: str, tier: str, reason: str) -> None:
    """A person sets a customer's tier and says why; the rules leave it alone from then on."""
    customer = work.find(Customer, customer_id)
    if tier not in set(Tier):
        raise Invalid("customers.choice_unknown", field="tier", value=tier[:20])
    text = one_line(reason, "reason", 300)
    if not text:
        raise Invalid("lifecycle.reason_missing", field="reason")
    before, customer.tier = customer.tier, Tier(tier)
    note_tier(work, customer, before, text)


@command(Permission.CUSTOMER_WRITE)
def override_stage(work: Work, customer_id: str, stage: str, reason: str) -> None:
    """A person sets a customer's stage and says why; the rules leave it alone from then on."""
    customer = work.find(Customer, customer_id)
    if stage not in STAGES:
        raise Invalid("customers.choice_unknown", field="stage", value=stage[:20])
    text = one_line(reason, "reason", 300)
    if not text:
        raise Invalid("lifecycle.reason_missing", field="reason")
    put_stage(work, customer, stage, text)


@command(Permission.CUSTOMER_WRITE)
def release_stage(work: Work, customer_id: str) -> None:
    """The stage follows the orders again."""
    customer = work.find(Customer, customer_id)
    if customer.stage_set_at is None:
        raise Conflict("lifecycle.no_stage_override")
    follow_rules(work, customer)


@command(Permission.CUSTOMER_WRITE)
def release_tier(work: Work, customer_id: str) -> None:
    """The tier follows the rules again; where these are not applied, it is what it was before."""
    customer = work.find(Customer, customer_id)
    row = override_of(work, customer)
    if row is None:
        raise Conflict("lifecycle.no_override")
    standing = work.session.get(Standing, customer.key)
    applies = keeping.rule_of(work).applies_tiers and standing is not None and standing.tier
    customer.tier = Tier(standing.tier if standing is not None and applies else row.before)
    work.session.delete(row)
