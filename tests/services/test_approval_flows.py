"""Flows: who is asked in which order, for whom somebody speaks, what the clock does, what is kept."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.approvals import ApprovalSeat
from crm_app.models.assignment import Absence
from crm_app.models.users import User
from crm_app.services import absences, approvals, customers, leads, ownership, quotes
from crm_app.services.absences import AbsenceForm
from crm_app.services.approvals import (
    Case,
    ConditionForm,
    FlowForm,
    StepForm,
)
from crm_app.services.customers import CustomerForm
from crm_app.services.leads import LeadForm
from crm_app.services.ownership import Asked
from crm_app.services.quotes import LineForm, QuoteForm
from tests.days import house_day

CLOCK = system_actor("test")
OVER_TEN = ConditionForm("discount", ">", "10")


@pytest.fixture
def shop(workspace, db):
    """The people with their public ids, and a customer of the rep."""
    made = customers.create_customer(workspace["rep"], CustomerForm(name="华东科技", tier="A"))
    with Session(db) as session:
        ids = {user.name: user.public_id for user in session.exec(select(User))}
    return workspace | {"customer": made, "ids": ids}


def flow(shop, *steps, conditions=(OVER_TEN,), subject="quote", copies=()):
    form = FlowForm("流程", "Flow", subject, conditions, tuple(steps), tuple(copies))
    return approvals.save_flow(shop["admin"], form)


def step(*keys, **more):
    return StepForm(tuple(keys), **more)


def quote(shop, discount="15", price="1000", quantity="2", who="rep"):
    lines = [LineForm(text="咨询", quantity=quantity, price=price)]
    form = QuoteForm(customer=shop["customer"], discount=discount, lines=lines)
    return quotes.create_quote(shop[who], form)


def ask(shop, discount="15", who="rep", **more):
    return approvals.ask_for_quote(shop[who], quote(shop, discount, who=who, **more), "对手更低")


def row(shop, request, who="director"):
    return approvals.approval_row(shop[who], request)


def waiting(shop, who):
    page = approvals.approval_list(shop[who], ListQuery(filters={"box": "waiting"}))
    assert approvals.pending_count(shop[who]) == len(page.rows)
    assert all(one.can_decide for one in page.rows)
    return [one.public_id for one in page.rows]


def person(shop, name):
    return f"user:{shop['ids'][name]}"


def later(db, hours):
    """As if so much time had gone by: deadlines are that much earlier."""
    with Session(db) as session:
        for seat in session.exec(select(ApprovalSeat).where(ApprovalSeat.due_at.is_not(None))):
            seat.due_at -= timedelta(hours=hours)
            session.add(seat)
        session.commit()


def away(shop, who, deputy, days=3):
    today = house_day()
    span = (str(today - timedelta(days=1)), str(today + timedelta(days=days)))
    form = AbsenceForm(*span, stand_in=shop["ids"][deputy])
    return absences.add_absence(shop[who], form)


def test_steps_are_asked_one_after_the_other(shop):
    flow(shop, step("manager"), step("role:finance", hours=24), copies=["role:admin"])
    made = quote(shop)
    request = approvals.ask_for_quote(shop["rep"], made, "x")
    assert (waiting(shop, "manager"), waiting(shop, "finance")) == ([request], [])
    with pytest.raises(Forbidden, match="level_too_low"):
        approvals.approve(shop["finance"], request)
    approvals.approve(shop["manager"], request)
    assert (waiting(shop, "manager"), waiting(shop, "finance")) == ([], [request])
    seen = row(shop, request)
    assert (seen.status, seen.step, seen.steps, seen.waits.en) == ("pending", 2, 2, "finance")
    assert seen.due_at is not None
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(shop["rep"], made)
    approvals.approve(shop["finance"], request)
    assert row(shop, request).status == "approved"
    quotes.send_quote(shop["rep"], made)
    events = approvals.approval_case(shop["rep"], request).events
    assert [one.kind for one in events] == ["asked", "copied", "approved", "approved"]


def test_all_of_a_step_have_to_agree_and_the_first_no_ends_it(shop, footprint):
    flow(shop, step("role:manager", "role:finance", mode="all"))
    request = ask(shop)
    approvals.approve(shop["director"], request)  # for the manager's seat
    assert row(shop, request).status == "pending"
    before = footprint()
    with pytest.raises(Forbidden):
        approvals.approve(shop["director"], request)
    assert footprint() == before
    assert waiting(shop, "director") == []
    approvals.refuse(shop["finance"], request, "账期太长")
    assert row(shop, request).status == "refused"
    with pytest.raises(Conflict, match="decided_already"):
        approvals.approve(shop["manager"], request)


def test_any_of_a_step_is_enough(shop):
    flow(shop, step("role:finance", person(shop, "manager_west")))
    request = ask(shop)
    assert waiting(shop, "manager") == []
    approvals.approve(shop["manager_west"], request)  # named, so he sees it
    assert row(shop, request).status == "approved"
    assert waiting(shop, "finance") == []


def test_the_first_flow_that_fits_counts_and_without_one_the_limits(shop):
    tier = ConditionForm("tier", "in", "B,C")
    first = flow(shop, step("role:finance"), conditions=(OVER_TEN, tier))
    flow(shop, step("role:director"), conditions=(ConditionForm("amount", ">", "1000"),))
    assert row(shop, ask(shop)).waits.zh == "销售总监"
    customers.change_customer(shop["rep"], shop["customer"], CustomerForm(tier="B"))
    assert row(shop, ask(shop)).waits.zh == "财务"
    approvals.place_flow(shop["admin"], first, 2)
    assert row(shop, ask(shop)).waits.zh == "销售总监"
    for one in approvals.flows(shop["admin"]):
        approvals.delete_flow(shop["admin"], one.public_id, one.version)
    assert row(shop, ask(shop)).waits.zh == "销售经理"


def test_a_step_only_when_and_read_back_in_words(shop):
    made = flow(
        shop,
        step("manager", hours=8),
        step("role:director", "role:finance", when=ConditionForm("discount", ">", "20")),
    )
    seen = approvals.flow(shop["admin"], made)
    assert seen.sentence.en == (
        "Quote: when discount over 10 %, the manager of who asks (within 8 h), then "
        "sales director or finance (when discount over 20 %) decides"
    )
    assert seen.sentence.zh == (
        "报价：让利超过 10 %时，由申请人的上级（8 小时内），再由销售总监 或 财务（让利超过 20 %时）审批"
    )
    assert row(shop, ask(shop, "15")).steps == 1
    assert row(shop, ask(shop, "22")).steps == 2


def test_limits_of_margins_are_not_read_to_those_who_may_not_see_costs(shop):
    flow(shop, step("manager"), conditions=(ConditionForm("margin", "<", "25"),))
    (seen,) = approvals.flows(shop["rep"])
    assert (seen.sentence.en, seen.form.conditions) == (
        "Quote: when margin passes its limit, the manager of who asks decides",
        (),
    )
    limits = {(one.measure, one.limit) for one in approvals.approval_rules(shop["rep"])}
    assert ("margin", None) in limits
    assert not [one for one in limits if one[0] == "margin" and one[1] is not None]


def test_the_manager_of_a_manager_is_the_director(shop):
    flow(shop, step("manager"))
    made = customers.create_customer(shop["manager"], CustomerForm(name="西部物流"))
    request = ask(shop | {"customer": made}, who="manager")
    assert row(shop, request).waits.en == "sales director"
    with pytest.raises(Forbidden, match="own"):
        approvals.approve(shop["manager"], request)
    approvals.approve(shop["director"], request)


def test_named_approver_who_asks_himself_gives_way(shop):
    flow(shop, step(person(shop, "manager")))
    made = customers.create_customer(shop["manager"], CustomerForm(name="西部物流"))
    request = ask(shop | {"customer": made}, who="manager")
    approvals.approve(shop["director"], request)
    assert row(shop, request).status == "approved"


def test_a_deputy_decides_for_whom_he_stands_in(shop, footprint):
    flow(shop, step(person(shop, "manager")))
    request = ask(shop)
    with pytest.raises(NotFound):
        approvals.approve(shop["manager_west"], request)
    away(shop, "manager", "manager_west")
    assert waiting(shop, "manager_west") == [request]
    approvals.approve(shop["manager_west"], request, "可以")
    (only,) = approvals.approval_case(shop["director"], request).steps[0].seats
    assert (only.by, only.for_whom) == ("manager_west", "manager")
    events = approvals.approval_case(shop["director"], request).events
    assert [one.words.en for one in events if one.kind == "approved"] == [
        "manager_west for manager approved"
    ]


def test_a_stand_in_of_later_finds_what_waits_then_and_decides_nothing_before(shop, db):
    flow(shop, step(person(shop, "manager")))
    today = house_day()
    span = (str(today + timedelta(days=2)), str(today + timedelta(days=4)))
    form = AbsenceForm(*span, stand_in=shop["ids"]["manager_west"])
    absences.add_absence(shop["manager"], form)
    request = ask(shop)
    with pytest.raises(Forbidden):
        approvals.approve(shop["manager_west"], request)
    assert waiting(shop, "manager_west") == []
    with Session(db) as session:
        row = session.exec(select(Absence)).one()
        row.first_day = today - timedelta(days=1)
        session.add(row)
        session.commit()
    assert waiting(shop, "manager_west") == [request]
    approvals.approve(shop["manager_west"], request)


def test_a_deputy_never_decides_what_is_his_own_or_his_principals_own(shop):
    flow(shop, step("role:manager"))
    away(shop, "manager", "finance")
    made = customers.create_customer(shop["manager"], CustomerForm(name="西部物流"))
    request = ask(shop | {"customer": made}, who="manager")
    with pytest.raises(Forbidden):
        approvals.approve(shop["finance"], request)
    approvals.approve(shop["director"], request)


def test_the_clock_lets_the_next_role_decide_too(shop, db):
    flow(shop, step(person(shop, "manager"), hours=4))
    request = ask(shop)
    assert approvals.raise_overdue(CLOCK) == 0
    assert waiting(shop, "director") == []
    later(db, 5)
    assert approvals.raise_overdue(CLOCK) == 1
    assert approvals.raise_overdue(CLOCK) == 0
    assert (waiting(shop, "manager"), waiting(shop, "director")) == ([request], [request])
    later(db, 5)
    assert approvals.raise_overdue(CLOCK) == 1
    approvals.approve(shop["admin"], request)
    later(db, 5)
    assert approvals.raise_overdue(CLOCK) == 0
    kinds = [one.kind for one in approvals.approval_case(shop["rep"], request).events]
    assert kinds == ["asked", "escalated", "escalated", "approved"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_one_more_is_brought_in(shop, footprint, when):
    request = ask(shop)
    before = footprint()
    for who in ("manager", "rep"):  # himself, and who asked and may not decide
        with pytest.raises(AppError):
            approvals.add_signer(shop["manager"], request, shop["ids"][who], when)
    with pytest.raises(Forbidden):
        approvals.add_signer(shop["finance"], request, shop["ids"]["director"], when)
    with pytest.raises(Invalid):
        approvals.add_signer(shop["manager"], request, shop["ids"]["finance"], "beside")
    assert footprint() == before
    approvals.add_signer(shop["manager"], request, shop["ids"]["finance"], when, "看看账期")
    order = ["finance", "manager"] if when == "before" else ["manager", "finance"]
    assert waiting(shop, order[1]) == []
    for who in order:
        assert row(shop, request).status == "pending"
        approvals.approve(shop[who], request)
    assert row(shop, request).status == "approved"


def test_given_back_changed_and_only_what_became_worse_is_asked_again(shop):
    flow(
        shop,
        step("manager"),
        step("role:finance", when=ConditionForm("amount", ">", "1000")),
        step("role:director"),
    )
    made = quote(shop)
    first = approvals.ask_for_quote(shop["rep"], made, "x")
    approvals.approve(shop["manager"], first)
    approvals.approve(shop["finance"], first)
    with pytest.raises(Invalid, match="reason_missing"):
        approvals.give_back(shop["director"], first, " ")
    approvals.give_back(shop["director"], first, "让利再少一点")
    assert row(shop, first).status == "returned"
    quotes.change_quote(shop["rep"], made, QuoteForm(discount="18"))
    second = approvals.ask_for_quote(shop["rep"], made, "y")
    states = [one.seats[0].state for one in approvals.approval_case(shop["rep"], second).steps]
    assert states == ["pending", "kept", "waiting"]
    events = {one.kind: one.words.en for one in approvals.approval_case(shop["rep"], second).events}
    assert events["worse"] == "Asked again: discount 15 → 18"
    assert events["kept"].startswith("What finance agreed to still holds: no worse in amount")
    approvals.approve(shop["manager"], second)
    approvals.approve(shop["director"], second)
    assert row(shop, second).status == "approved"


def test_a_better_offer_is_granted_at_once_another_matter_is_not(shop):
    made = quote(shop)
    first = approvals.ask_for_quote(shop["rep"], made, "x")
    approvals.approve(shop["manager"], first)
    quotes.change_quote(shop["rep"], made, QuoteForm(discount="12"))
    assert row(shop, first).status == "outdated"
    better = approvals.ask_for_quote(shop["rep"], made, "少让一点")
    assert (row(shop, better).status, row(shop, better).decided_by) == ("approved", "manager")
    other = [LineForm(text="别的", quantity="2", price="1000")]
    quotes.change_quote(shop["rep"], made, QuoteForm(lines=other))
    assert row(shop, approvals.ask_for_quote(shop["rep"], made, "x")).status == "pending"


def test_less_bought_at_the_same_discount_is_worse(shop):
    made = quote(shop, quantity="10")
    approvals.approve(shop["manager"], approvals.ask_for_quote(shop["rep"], made, "量大"))
    fewer = [LineForm(text="咨询", quantity="5", price="1000")]
    quotes.change_quote(shop["rep"], made, QuoteForm(lines=fewer))
    assert row(shop, approvals.ask_for_quote(shop["rep"], made, "x")).status == "pending"


def test_a_refusal_ends_what_was_said_before(shop):
    made = quote(shop)
    approvals.approve(shop["manager"], approvals.ask_for_quote(shop["rep"], made, "x"))
    quotes.change_quote(shop["rep"], made, QuoteForm(discount="16"))
    approvals.refuse(shop["manager"], approvals.ask_for_quote(shop["rep"], made, "x"), "不行")
    quotes.change_quote(shop["rep"], made, QuoteForm(discount="15"))
    assert row(shop, approvals.ask_for_quote(shop["rep"], made, "x")).status == "pending"


def test_a_counter_goes_on_to_the_next_step(shop):
    flow(shop, step("manager"), step("role:finance"))
    made = quote(shop)
    request = approvals.ask_for_quote(shop["rep"], made, "x")
    approvals.counter(shop["manager"], request, "12")
    approvals.accept_counter(shop["rep"], request)
    assert (row(shop, request).status, waiting(shop, "finance")) == ("pending", [request])
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(shop["rep"], made)
    approvals.approve(shop["finance"], request)
    quotes.send_quote(shop["rep"], made)


def test_told_and_asked_by_comment(shop, footprint):
    request = ask(shop)
    before = footprint()
    with pytest.raises(NotFound):
        approvals.comment(shop["manager_west"], request, "?")
    with pytest.raises(NotFound):
        approvals.copy_request(shop["manager_west"], request, [shop["ids"]["finance"]])
    with pytest.raises(Invalid, match="comment_missing"):
        approvals.comment(shop["rep"], request, "  ")
    with pytest.raises(Invalid, match="person_unknown"):
        approvals.copy_request(shop["rep"], request, ["x"])
    assert footprint() == before
    approvals.copy_request(shop["rep"], request, [shop["ids"]["manager_west"]])
    approvals.comment(shop["manager_west"], request, "可以试试按年付款")
    with pytest.raises(Forbidden):
        approvals.approve(shop["manager_west"], request)
    last = approvals.approval_case(shop["rep"], request).events[-1]
    assert (last.by, last.text) == ("manager_west", "可以试试按年付款")


def test_simulated_as_a_real_one_would_be(shop, footprint):
    flow(shop, step("manager"), step("role:finance", when=ConditionForm("tier", "in", "A")))
    before = footprint()
    case = Case("quote", shop["ids"]["rep"], values={"discount": "15", "tier": "A"})
    seen = approvals.simulate(shop["admin"], case)
    assert [(one.who.en, one.people) for one in seen.steps] == [
        ("manager", ["manager"]),
        ("finance", ["finance"]),
    ]
    low = approvals.simulate(
        shop["admin"], Case("quote", shop["ids"]["rep"], values={"discount": "5"})
    )
    assert (low.steps, [one.en for one in low.looked_at[0].misses]) == ([], ["discount over 10 %"])
    large = Case("quote", shop["ids"]["rep"], values={"amount": "3000000"})
    assert [one.who.zh for one in approvals.simulate(shop["admin"], large).steps] == ["销售总监"]
    with pytest.raises(Forbidden):
        approvals.simulate(shop["manager"], case)
    assert footprint() == before


@pytest.mark.parametrize(
    "form",
    [
        FlowForm("", "x", steps=(step("manager"),)),
        FlowForm("x", "x", "holiday", steps=(step("manager"),)),
        FlowForm("x", "x", conditions=(ConditionForm("rows", ">", "5"),)),
        FlowForm("x", "x", conditions=(ConditionForm("discount", "in", "5"),)),
        FlowForm("x", "x", conditions=(ConditionForm("discount", ">", "101"),)),
        FlowForm("x", "x", conditions=(ConditionForm("tier", "in", "Z"),)),
        FlowForm("x", "x", steps=(step(),)),
        FlowForm("x", "x", steps=(step("role:rep"),)),
        FlowForm("x", "x", steps=(step("user:nobody"),)),
        FlowForm("x", "x", steps=(step("manager", mode="most"),)),
        FlowForm("x", "x", steps=(step("manager", hours=100_000),)),
    ],
)
def test_flows_that_cannot_be(shop, footprint, form):
    before = footprint()
    with pytest.raises(Invalid):
        approvals.save_flow(shop["admin"], form)
    with pytest.raises(Forbidden):
        approvals.save_flow(shop["director"], form)
    assert footprint() == before


def test_an_export_waits_where_a_flow_says_so(shop, footprint):
    flow(
        shop,
        step("role:director"),
        subject="export",
        conditions=(ConditionForm("rows", ">", "1"),),
    )
    assert len(customers.export_customers(shop["rep"], ListQuery()).rows) == 1
    customers.create_customer(shop["rep"], CustomerForm(name="第二家"))
    before = footprint()
    with pytest.raises(Conflict, match="export_required"):
        customers.export_customers(shop["rep"], ListQuery())
    assert footprint() == before
    request = approvals.ask_for_export(shop["rep"], "customers", ListQuery(), "年度盘点")
    with pytest.raises(Conflict, match="asked_already"):
        approvals.ask_for_export(shop["rep"], "customers", ListQuery(), "x")
    with pytest.raises(Conflict, match="not_changeable"):
        approvals.give_back(shop["director"], request, "x")
    approvals.approve(shop["director"], request)
    assert len(customers.export_customers(shop["rep"], ListQuery()).rows) == 2
    with pytest.raises(Conflict, match="export_required"):
        customers.export_customers(shop["director"], ListQuery())
    details = approvals.approval_case(shop["rep"], request).details
    assert details[0].en == "rep wants to take out Customers: 2 rows"


def transfer(shop):
    made = leads.create_lead(shop["rep"], LeadForm(name="李梅", company="海风贸易"))
    asked = Asked("transfer", "lead", made, "我认识他们老板", company="海风贸易")
    return made, ownership.ask_for(shop["rep_west"], asked)


def test_a_transfer_is_decided_by_those_whom_a_flow_names(shop, footprint):
    flow(shop, step("role:director"), subject="transfer", conditions=())
    made, asked = transfer(shop)
    before = footprint()
    with pytest.raises(Conflict, match="in_approval"):
        ownership.decide(shop["rep"], asked, agree=True)
    assert footprint() == before
    (request,) = waiting(shop, "director")
    assert row(shop, request, "rep_west").asker == "rep_west"
    approvals.approve(shop["director"], request)
    assert ownership.request_page(shop["rep_west"], asked).status == "approved"
    assert leads.lead_page(shop["rep_west"], made).owner == "rep_west"


@pytest.mark.parametrize("end", ["refuse", "withdraw", "withdraw_asked"])
def test_a_transfer_that_is_not_agreed_to_changes_no_hands(shop, end):
    flow(shop, step("role:director"), subject="transfer", conditions=())
    _, asked = transfer(shop)
    (request,) = waiting(shop, "director")
    if end == "refuse":
        approvals.refuse(shop["director"], request, "不行")
    elif end == "withdraw":
        approvals.withdraw(shop["rep_west"], request)
    else:
        ownership.withdraw(shop["rep_west"], asked)
    state = {"refuse": "refused"}.get(end, "withdrawn")
    assert ownership.request_page(shop["rep_west"], asked).status == state
    assert (row(shop, request).status, waiting(shop, "director")) == (state, [])


def test_without_a_flow_the_owner_decides_alone(shop):
    _, asked = transfer(shop)
    ownership.decide(shop["rep"], asked, agree=True)
    assert ownership.request_page(shop["rep_west"], asked).status == "approved"


def test_how_approvals_go(shop):
    made = quote(shop)
    request = approvals.ask_for_quote(shop["rep"], made, "x")
    approvals.approve(shop["manager"], request)
    quotes.send_quote(shop["rep"], made)
    approvals.refuse(shop["manager"], ask(shop), "不行")
    seen = approvals.throughput(shop["director"])
    assert (seen.asked, seen.decided, seen.approved, seen.share, seen.waiting) == (2, 2, 1, 50, 0)
    (decider,) = seen.deciders
    assert (decider.person.name, decider.decided, decider.share) == ("manager", 2, 50)
    (seller,) = seen.sellers
    assert (seller.listed, seller.given, seller.percent, seller.quotes) == (2000, 300, 15, 1)
    filters = {"owner": seller.key, "sent_from": str(seen.starts), "sent_to": str(seen.ends)}
    assert quotes.quotes(shop["director"], ListQuery(filters=filters)).total == 1
    days = {"from": str(seen.starts), "to": str(seen.ends)}
    spoke = f"{decider.person.public_id},{days['from']},{days['to']}"
    for filters, count in (
        ({"spoke": spoke}, 2),
        ({"decider": decider.person.public_id}, 2),
        ({f"decided_{name}": day for name, day in days.items()}, 2),
        ({f"asked_{name}": day for name, day in days.items()}, 2),
        ({"asked_from": "2999-01-01"}, None),
    ):
        if count is None:
            with pytest.raises(Invalid):
                approvals.approval_list(shop["director"], ListQuery(filters=filters))
        else:
            page = approvals.approval_list(shop["director"], ListQuery(filters=filters))
            assert page.total == count, filters
    assert approvals.throughput(shop["manager_west"]).decided == 0
    with pytest.raises(Invalid):
        approvals.throughput(shop["director"], "2026-05-01", "2026-01-01")


def together(*calls):
    """Run calls at the same moment; returns what each came to."""
    outcomes: list[str] = []
    barrier = threading.Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            call()
            outcomes.append("done")
        except AppError as refusal:
            outcomes.append(refusal.code)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_of_all_at_once_both_count(shop):
    flow(shop, step("role:manager", "role:finance", mode="all"))
    request = ask(shop)
    calls = [
        lambda who=who: approvals.approve(shop[who], request) for who in ("manager", "finance")
    ]
    assert together(*calls) == ["done", "done"]
    assert row(shop, request).status == "approved"


def test_withdrawn_decided_and_escalated_at_once_ends_once(shop, db):
    flow(shop, step(person(shop, "manager"), hours=1))
    request = ask(shop)
    later(db, 2)
    outcomes = together(
        lambda: approvals.approve(shop["manager"], request),
        lambda: approvals.withdraw(shop["rep"], request),
        lambda: approvals.raise_overdue(CLOCK),
    )
    assert outcomes.count("done") == 2
    kinds = [one.kind for one in approvals.approval_case(shop["rep"], request).events]
    assert len({"approved", "withdrawn"} & set(kinds)) == 1
    assert row(shop, request).status in ("approved", "withdrawn")


def test_product_groups_and_discounts_as_amounts(shop, db):
    from crm_app.services import products
    from crm_app.services.products import CategoryForm, ProductForm

    above = products.create_category(shop["director"], CategoryForm(zh="设备", en="Equipment"))
    group = products.create_category(
        shop["director"], CategoryForm(zh="泵", en="Pumps", parent=above)
    )
    form = ProductForm(code="P1", zh="泵", en="Pump", price="1000", category=group)
    pump = products.create_product(shop["director"], form)
    flow(shop, step("role:finance"), conditions=(ConditionForm("category", "in", above),))
    (row_of,) = approvals.flows(shop["admin"])
    assert row_of.sentence.en == "Quote: when product group is Equipment, finance decides"
    lines = [LineForm(product=pump, quantity="2")]
    form = QuoteForm(customer=shop["customer"], lines=lines, discount_amount="300")
    made = quotes.create_quote(shop["rep"], form)
    request = approvals.ask_for_quote(shop["rep"], made, "x")
    seen = row(shop, request)
    assert (seen.waits.en, seen.discount, seen.given) == ("finance", 15, 15)
    approvals.counter(shop["finance"], request, "10")
    approvals.accept_counter(shop["rep"], request)
    assert quotes.quote_page(shop["rep"], made).figures.net == 1800
    assert row(shop, ask(shop)).waits.zh == "销售经理"
