"""Every way the standing of customers is read."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.lib.exact import SCALE, Exact
from crm_app.models.customers import Customer
from crm_app.models.lifecycle import Standing, TierOverride
from crm_app.models.users import User
from crm_app.services.currencies import rates_of
from crm_app.services.days import today_of
from crm_app.services.lifecycle import keeping, rules
from crm_app.services.lifecycle.figures import figures
from crm_app.services.lifecycle.judging import judge
from crm_app.services.lifecycle.preferences import months, preferences
from crm_app.services.lifecycle.rows import Overview, Profile, RuleRow, Slot, StageRow
from crm_app.services.lifecycle.rules import Basis, Figures, Judged
from crm_app.services.lifecycle.staging import differing
from crm_app.services.lifecycle.wording import formula, habit, rules_in_words, said


@query(Permission.ORDER_READ)
def profile(work: Work, customer_id: str) -> Profile:
    """What is known of a customer from his orders."""
    customer = work.find(Customer, customer_id)
    limits, today = keeping.limits_of(work), today_of(work)
    tier = _tier(work, customer, applies=limits.applies_tiers)
    begun = customer.created_at.astimezone(zone(work.actor.zone)).date()
    by = keeping.basis(work) or Basis(today, limits=limits)
    # By today: what was late last night may be over by now.
    by = Basis(max(today, by.day), by.cuts, by.limits)
    one = figures(work, by.day, [customer.key]).one()
    by_hand = _by_hand(work, customer, by)
    if one is None:
        first = [StageRow("prospect", begun)]
        shown: dict[str, Any] = {"stage": "prospect", "stage_since": begun} | by_hand
        shown.setdefault("advice", said("lifecycle.advice.prospect"))
        stages = _with_own(first, customer)
        return Profile(**tier, **shown, stage_by_rules="prospect", stages=stages)
    referred = keeping.referrals(work, [customer.key]).get(customer.key)
    judged = judge(one, by, referred)
    shown = _shown(work, customer.key, one, (by, judged))
    known = StageRow("prospect", min(begun, one.first_on))
    stages = _with_own([known, *_stages(one, judged, referred)], customer)
    rule_says: dict[str, Any] = {"tier_by_rules": judged.tier, "stage_by_rules": judged.stage}
    return Profile(**tier, **(shown | by_hand), **rule_says, stages=stages)


def _by_hand(work: Work, customer: Customer, by: Basis) -> dict[str, Any]:
    """The stage that a person set, who it was, and why."""
    if customer.stage_set_at is None:
        return {}
    who = work.session.get(User, customer.stage_set_by) if customer.stage_set_by else None
    return {
        "stage": customer.stage,
        "stage_since": customer.stage_since,
        "stage_by": who.name if who else "",
        "stage_reason": customer.stage_reason,
        "stage_at": customer.stage_set_at,
        "advice": said(f"lifecycle.advice.{customer.stage}", **_percents(by)),
    }


def _with_own(stages: list[StageRow], customer: Customer) -> list[StageRow]:
    """And the one that was set by hand, as the last that was entered."""
    if customer.stage_set_at is None or customer.stage_since is None:
        return stages
    return [
        *(s for s in stages if s.stage != customer.stage),
        StageRow(customer.stage, customer.stage_since),
    ]


def _percents(basis: Basis) -> dict[str, str]:
    return {
        "risk": f"{basis.limits.risk_percent / 100:g}",
        "lost": f"{basis.limits.lost_percent / 100:g}",
    }


def _shown(work: Work, key: int, one: Figures, by: tuple[Basis, Judged]) -> dict[str, Any]:
    basis, judged = by
    rates = rates_of(work.session)
    products, categories = preferences(work, key, basis.day, rates)
    return {
        "orders": one.orders,
        "currency": rates.base,
        "spend": one.spend,
        "average": one.spend / one.orders,
        "spend_year": one.spend_year,
        "orders_year": one.orders_year,
        "first_on": one.first_on,
        "last_on": one.last_on,
        "interval": judged.interval if one.orders > 1 else 0,
        "days_since": max(0, (basis.day - one.last_on).days),
        "habit": habit(one, judged.interval, rates.base),
        "recency": judged.recency,
        "frequency": judged.frequency,
        "money": judged.money,
        "group": judged.rfm_group if basis.cuts else "",
        "stage": judged.stage,
        "stage_since": judged.stage_since,
        "advice": said(f"lifecycle.advice.{judged.stage}", **_percents(basis)),
        "expected": Decimal(judged.expected) / SCALE,
        "formula": formula(one, judged, basis, rates.base),
        "months": months(work, key, basis.day, rates),
        "products": products,
        "categories": categories,
    }


def _stages(one: Figures, judged: Judged, referred: Any) -> list[StageRow]:
    """The stages that he entered, in their order."""
    found = [StageRow("first", one.first_on)]
    if one.second_on is not None:
        found.append(StageRow("repeat", one.second_on))
    if referred is not None:
        found.append(StageRow("referral", referred))
    if judged.stage in ("at_risk", "lost"):
        found.append(StageRow(judged.stage, judged.stage_since))
    return found


def _tier(work: Work, customer: Customer, *, applies: bool) -> dict[str, Any]:
    found = (
        select(TierOverride, User.name)
        .join(User, col(User.id) == TierOverride.by_id, isouter=True)
        .where(col(TierOverride.customer_id) == customer.key)
    )
    shown: dict[str, Any] = {"tier": customer.tier.value, "applies_tiers": applies}
    pair = work.session.exec(found).first()
    if pair is None:
        return shown
    row, name = pair
    return shown | {"tier_by": name or "", "tier_reason": row.reason, "tier_at": row.at}


@query(Permission.ORDER_READ)
def overview(work: Work) -> Overview:
    """The customers one may see, by group, stage and tier of the rules."""
    by = keeping.basis(work)
    columns: list[Any] = [Standing.rfm_group, Customer.stage, Standing.tier]
    spend, expects = _summed(Standing.spend), _summed(Standing.expected)
    wanted = [*columns, func.count(), spend, expects]
    counted = select(*wanted).join(Customer, col(Customer.id) == Standing.customer_id)
    living = col(Customer.deleted_at).is_(None)
    found = work.narrowed(counted, Customer).where(living).group_by(*columns)
    rows = [tuple(row) for row in work.session.execute(found)]
    there = select(func.count()).select_from(Customer)
    everybody = work.session.exec(work.narrowed(there, Customer).where(living)).one()
    return Overview(
        currency=rates_of(work.session).base,
        judged_on=by.day if by else None,
        groups=_slots(rows, 0, rules.GROUPS),
        stages=_slots(rows, 1, rules.STAGES),
        tiers=_slots(rows, 2, rules.TIERS),
        without_orders=everybody - sum(row[3] for row in rows),
    )


def _summed(column: Any) -> Any:
    return func.sum(column, type_=Exact())


def _slots(rows: list[Any], place: int, keys: tuple[str, ...]) -> list[Slot]:
    total = sum(row[3] for row in rows) or 1
    found: list[Slot] = []
    for key in keys:
        mine = [row for row in rows if row[place] == key]
        count = sum(row[3] for row in mine)
        spend = sum((row[4] for row in mine), Decimal(0))
        expects = sum((row[5] for row in mine), Decimal(0))
        found.append(Slot(key, count, spend, expects, round(100 * count / total)))
    return found


@query(Permission.CUSTOMER_READ)
def lifecycle_rules(work: Work) -> RuleRow:
    """The rules, for everybody to read."""
    rule, currency = keeping.rule_of(work), rates_of(work.session).base
    by = keeping.basis(work)
    overrides = work.session.exec(select(func.count()).select_from(TierOverride)).one()
    return RuleRow(
        a_spend=f"{rule.a_spend.normalize():f}",
        a_orders=rule.a_orders,
        b_spend=f"{rule.b_spend.normalize():f}",
        b_orders=rule.b_orders,
        applies_tiers=rule.applies_tiers,
        first_days=rule.first_days,
        shortest_days=rule.shortest_days,
        risk_percent=rule.risk_percent,
        lost_percent=rule.lost_percent,
        version=rule.version,
        currency=currency,
        sentences=rules_in_words(keeping.limits_of(work), currency),
        judged_on=by.day if by else None,
        overrides=overrides,
    )


def wrong_standings(work: Work) -> Iterator[tuple[str, str, str, str, str]]:
    """Inside `crm verify`: public id and name of a customer, the field, what is kept, what is right."""
    by = keeping.basis(work)
    if by is None:
        return
    right = keeping.right_of(work, figures(work, by.day), by)
    stored = keeping.stored_of(work)
    other, gone = differing(stored, right)
    kept = {row[0]: row for row in stored.tolist()}
    wanted = {row[0]: row for row in right[other].tolist()}
    for key in sorted({*wanted, *stored[gone, 0].tolist()}):
        name, was, is_ = _difference(kept.get(key), wanted.get(key))
        customer = work.session.get_one(Customer, key)
        yield customer.public_id, customer.name, name, was, is_


def _difference(kept: list[int] | None, wanted: list[int] | None) -> tuple[str, str, str]:
    """The first field that is another, what is kept of it and what is right."""
    was = keeping.row_of(kept) if kept else dict.fromkeys(keeping.COLUMNS, "")
    is_ = keeping.row_of(wanted) if wanted else dict.fromkeys(keeping.COLUMNS, "")
    name = next(name for name in keeping.COLUMNS if was[name] != is_[name])
    return name, str(was[name]), str(is_[name])
