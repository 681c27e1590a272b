"""Where customers stand: figures from orders, fifths, groups, stages, tiers, value; kept and verified."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now, today
from crm_app.models.customers import Customer
from crm_app.models.ledger import Job
from crm_app.models.lifecycle import Standing
from crm_app.services import checks, customers, lifecycle, orders
from crm_app.services.customers import CustomerForm
from crm_app.services.lifecycle import RuleForm, judging, rules
from crm_app.services.lifecycle.rules import Basis, Figures, Limits
from crm_app.services.orders import OrderForm, OrderLineForm
from tests.services.selling import customer

SYSTEM = system_actor("test")
DAY = date(2026, 11, 28)


def figures(*days, spend="500"):
    """Orders on these days before `DAY`, each of the same amount."""
    on = sorted(DAY - timedelta(days=back) for back in days)
    recent = sum(back < 365 for back in days)
    each = int(Decimal(spend) * 10_000)
    second = on[1] if len(on) > 1 else None
    return Figures(len(on), each * len(on), recent, each * recent, on[0], on[-1], second)


def buy(actor, who, day, amount="500", currency=None):
    line = OrderLineForm(text="连衣裙", quantity="1", price=amount, tax_rate="0")
    form = OrderForm(customer=who, lines=[line], ordered_on=day.isoformat(), currency=currency)
    return orders.create_order(actor, form)


def standing(db, public_id):
    with Session(db) as session:
        key = session.exec(select(Customer.id).where(Customer.public_id == public_id)).one()
        return session.get(Standing, key)


def test_fifths_give_equal_values_equal_scores():
    assert judging.cuts(range(1, 11)) == [3, 5, 7, 9]
    # Six of ten bought once: they are all in the first fifth, and nobody in the next two.
    basis = Basis(DAY, {"frequency": judging.cuts([1] * 6 + [2, 2, 3, 9])})
    scores = [judging.judge(figures(*range(n)), basis).frequency for n in (1, 2, 3, 9)]
    assert scores == [1, 4, 5, 5]
    assert judging.cuts([]) == []


def test_every_combination_of_scores_has_one_name():
    fifths = range(1, 6)
    names = {
        rules.group_of(r, f, m, orders=n)
        for r in fifths
        for f in fifths
        for m in fifths
        for n in (1, 2)
    }
    assert names == set(rules.GROUPS)
    assert rules.group_of(5, 5, 5, orders=9) == "champions"
    assert rules.group_of(5, 1, 2, orders=1) == "new"
    assert rules.group_of(1, 5, 5, orders=9) == "cannot_lose"
    assert rules.group_of(1, 1, 1, orders=1) == "lost"


@pytest.mark.parametrize(
    ("days", "stage", "since"),
    [
        ((10,), "first", 10),
        ((200,), "at_risk", 20),  # once: 90 days, twice that
        ((60, 30, 0), "repeat", 30),
        ((120, 90, 61), "at_risk", 1),  # every 30 days (29.5), late since the 60th
        ((400, 370, 340), "lost", 220),
    ],
)
def test_stages_begin_by_the_usual_interval(days, stage, since):
    judged = judging.judge(figures(*days), Basis(DAY))
    assert (judged.stage, judged.stage_since) == (stage, DAY - timedelta(days=since))


def test_value_is_average_times_orders_a_year_times_activity():
    every_month = figures(*range(0, 720, 30))
    assert judging.judge(every_month, Basis(DAY)).expected == 60_833_300  # 500 x 24 x 365/720
    late = figures(180, 150, 120, 90, 60)  # two intervals ago: half as likely still there
    assert judging.judge(late, Basis(DAY)).expected == 21_726_200  # 500 x 5 x 365/210 / 2
    once = judging.judge(figures(10), Basis(DAY))
    assert once.expected == 15_208_300  # 500 x 365/120: ten days are no pace yet


def test_a_basis_is_kept_exactly():
    columns = judging.columns_of([figures(400, 3), figures(20), figures(500)])
    basis = judging.basis_of(DAY, columns, Limits(a_orders=3))
    assert Basis.read(basis.stored()) == basis


def test_figures_follow_each_order_and_verify_reckons_them_anew(workspace, db):
    rep = workspace["rep"]
    who, other = customer(rep, "云裳服饰"), customer(rep, "远山书店")
    for month in range(6):
        buy(rep, who, DAY - timedelta(days=30 * month))
    buy(rep, other, DAY - timedelta(days=300), "80")
    assert lifecycle.recompute(SYSTEM, DAY) == {
        "customers": 2,
        "changed": 2,
        "tiers": 0,
        "stages": 2,
    }
    assert lifecycle.recompute(SYSTEM, DAY)["changed"] == 0
    row = standing(db, who)
    assert (row.orders, row.spend, row.interval) == (6, Decimal(3000), 30)
    assert (row.stage, row.tier, row.second_on) == ("repeat", "B", DAY - timedelta(days=120))
    one = buy(rep, who, DAY, "1000", "USD")  # no rate for dollars: counted, but worth nothing yet
    assert (standing(db, who).orders, standing(db, who).spend) == (7, Decimal(3000))
    orders.cancel_order(rep, one, "退了")
    assert standing(db, who).orders == 6
    customers.delete_customer(rep, other)
    assert standing(db, other) is None
    assert checks.first_fault(SYSTEM) is None
    with Session(db) as session:
        session.get(Standing, row.customer_id).spend = Decimal(1)
        session.commit()
    fault = checks.first_fault(SYSTEM)
    assert (fault.code, fault.params["field"]) == ("verify.standing", "spend")


def test_the_page_says_once_a_month_500_on_average(workspace, without_orders):
    rep = workspace["rep"]
    who = customer(rep, "云裳服饰")
    empty = lifecycle.profile(rep, who)
    assert (empty.orders, empty.stage, len(empty.stages)) == (0, "prospect", 1)
    for month in range(5):
        buy(rep, who, today("Asia/Shanghai") - timedelta(days=30 * month))
    lifecycle.recompute(SYSTEM)
    found = lifecycle.profile(rep, who)
    assert (found.habit.zh, found.habit.en) == (
        "大约每月一次，平均每单 ¥500",
        "About once a month, ¥500 on average",
    )
    assert "（150 天里 5 单）× 仍活跃 100% = ¥6,083" in found.formula.zh
    assert [one.stage for one in found.stages] == ["prospect", "first", "repeat"]
    assert sum(one.amount for one in found.months) == Decimal(2500)
    with pytest.raises(NotFound):
        lifecycle.profile(workspace["rep_west"], who)
    with pytest.raises(Forbidden):
        lifecycle.profile(workspace[without_orders], who)


def test_tiers_follow_the_rules_unless_a_person_set_them(workspace, db, footprint):
    rep = workspace["rep"]
    by_rules, by_hand, typed = (customer(rep, name) for name in ("甲", "乙", "丙"))
    for who in (by_rules, by_hand, typed):
        buy(rep, who, DAY, "600000")
    lifecycle.override_tier(rep, by_hand, "C", "总部说先不升级")
    customers.change_customer(rep, typed, CustomerForm(tier="B"))
    lifecycle.save_rules(workspace["admin"], RuleForm(applies_tiers=True), 0)
    assert lifecycle.recompute(SYSTEM, DAY)["tiers"] == 1
    tiers = [customers.customer_page(rep, who).tier for who in (by_rules, by_hand, typed)]
    assert tiers == ["A", "C", "B"]
    found = lifecycle.profile(rep, by_hand)
    assert (found.tier_by, found.tier_reason, found.tier_by_rules) == ("rep", "总部说先不升级", "A")
    lifecycle.release_tier(rep, by_hand)
    assert customers.customer_page(rep, by_hand).tier == "A"
    before = footprint()
    for refused, call in (
        (Invalid, lambda: lifecycle.override_tier(rep, by_hand, "B", " ")),
        (Invalid, lambda: lifecycle.override_tier(rep, by_hand, "S", "x")),
        (NotFound, lambda: lifecycle.override_tier(workspace["rep_west"], by_hand, "A", "x")),
        (Forbidden, lambda: lifecycle.save_rules(rep, RuleForm(a_orders="3"))),
        (Stale, lambda: lifecycle.save_rules(workspace["admin"], RuleForm(a_orders="3"), 0)),
        (Invalid, lambda: lifecycle.save_rules(workspace["admin"], RuleForm(a_spend="-1"))),
        (Invalid, lambda: lifecycle.save_rules(workspace["admin"], RuleForm(lost_percent="150"))),
    ):
        with pytest.raises(refused):
            call()
    assert footprint() == before


def test_the_stage_follows_the_orders_unless_a_person_set_it(workspace, db, footprint):
    rep = workspace["rep"]
    by_rules, by_hand, brought = (customer(rep, name) for name in ("甲", "乙", "丙"))
    lifecycle.recompute(SYSTEM, DAY)
    for who in (by_rules, by_hand):
        buy(rep, who, DAY - timedelta(days=10))
        assert customers.customer_page(rep, who).stage == "first"
    lifecycle.override_stage(rep, by_hand, "at_risk", "采购换人了")
    buy(rep, by_rules, DAY)
    buy(rep, by_hand, DAY)
    pages = [customers.customer_page(rep, who) for who in (by_rules, by_hand)]
    assert [(one.stage, one.stage_set_by, one.stage_reason) for one in pages] == [
        ("repeat", "", ""),
        ("at_risk", "rep", "采购换人了"),
    ]
    assert pages[0].stage_since == DAY
    assert lifecycle.recompute(SYSTEM, DAY + timedelta(days=400))["stages"] == 1
    assert customers.customer_page(rep, by_rules).stage == "lost"
    found = lifecycle.profile(rep, by_hand)
    assert (found.stage, found.stage_by, found.stages[-1].stage) == ("at_risk", "rep", "at_risk")
    listed = customers.customers(rep, ListQuery(filters={"stage": "lost"}))
    assert [one.name for one in listed.rows] == ["甲"]
    with Session(db) as session:  # as a file brought it: nobody said so, and orders know better
        row = session.exec(select(Customer).where(Customer.public_id == brought)).one()
        row.stage, row.stage_set_at = "repeat", now()
        session.commit()
    assert checks.first_fault(SYSTEM) is None
    buy(rep, brought, DAY)
    assert customers.customer_page(rep, brought).stage_set_at is None
    lifecycle.release_stage(rep, by_hand)
    assert customers.customer_page(rep, by_hand).stage == "lost"
    customers.change_customer(rep, by_hand, CustomerForm(stage="referral"))
    assert customers.customer_page(rep, by_hand).stage_set_by == "rep"
    customers.change_customer(rep, by_hand, CustomerForm(stage="rules"))
    before = footprint()
    for refused, call in (
        (Invalid, lambda: lifecycle.override_stage(rep, by_hand, "first", " ")),
        (Invalid, lambda: lifecycle.override_stage(rep, by_hand, "loyal", "x")),
        (Invalid, lambda: customers.change_customer(rep, by_hand, CustomerForm(stage="x"))),
        (NotFound, lambda: lifecycle.override_stage(workspace["rep_west"], by_hand, "lost", "x")),
        (Conflict, lambda: lifecycle.release_stage(rep, by_hand)),
    ):
        with pytest.raises(refused):
            call()
    assert footprint() == before


def test_rules_are_tried_before_they_are_stored(workspace, footprint):
    rep, admin = workspace["rep"], workspace["admin"]
    for name, days in (("甲", 10), ("乙", 100), ("丙", 150)):
        buy(rep, customer(rep, name), today("Asia/Shanghai") - timedelta(days=days), "60000")
    before = footprint()
    found = lifecycle.try_rules(admin, RuleForm(first_days="40", b_spend="50000"))
    counts = {(one.kind, one.key): (one.now, one.then) for one in found.effects}
    assert counts == {
        ("stage", "first"): (3, 1),
        ("stage", "at_risk"): (0, 2),
        ("tier", "B"): (0, 3),
        ("tier", "C"): (3, 0),
    }
    assert (found.customers, found.stages, found.tiers) == (3, 2, 3)
    with pytest.raises(Invalid):
        lifecycle.try_rules(admin, RuleForm(lost_percent="100"))
    with pytest.raises(Forbidden):
        lifecycle.try_rules(rep, RuleForm())
    assert footprint() == before


def test_the_night_asks_once(workspace, db):
    assert lifecycle.recompute_if_due(SYSTEM)
    lifecycle.recompute_if_due(SYSTEM)
    with Session(db) as session:
        assert len(session.exec(select(Job).where(Job.name == lifecycle.JOB)).all()) == 1
    lifecycle.recompute(SYSTEM)
    assert not lifecycle.recompute_if_due(SYSTEM)
