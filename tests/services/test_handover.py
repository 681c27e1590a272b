"""Somebody leaves: who would get what by relation, region and load; moved in one step, taken back."""

import pytest
from sqlmodel import Session, col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.models.approvals import Approval, ApprovalSeat
from crm_app.models.ledger import AuditEntry
from crm_app.models.users import User
from crm_app.services import (
    accounts,
    approvals,
    contacts,
    customers,
    deals,
    handover,
    leads,
    quotes,
    tasks,
)
from crm_app.services.approvals import FlowForm, StepForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.handover import Heap, Load, gathering
from crm_app.services.handover.rules import chosen
from crm_app.services.leads import LeadForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.services.tasks import TaskForm


def test_relation_then_region_then_the_least_load():
    heaps = [
        Heap("customer", "a", "甲", "上海", Load(customers=1, deals=2)),
        Heap("customer", "b", "乙", "上海", Load(customers=1)),
        Heap("lead", "c", "丙", "", Load(leads=1)),
    ]
    loads = {"x": Load(customers=10), "y": Load(customers=2)}
    near = {("customer", "a"): {"x": 2, "gone": 9}}
    regions = {"上海": {"x": 3, "y": 1}}

    def who(way):
        found = chosen(heaps, loads, near, regions, way)
        return [found[one.kind, one.public_id] for one in heaps]

    assert who("relation") == [("x", "relation"), ("x", "region"), ("y", "load")]
    assert who("region") == [("x", "region"), ("x", "region"), ("y", "load")]
    assert who("load") == [("y", "load"), ("x", "load"), ("y", "load")]


@pytest.fixture
def leaving(workspace, db):
    """A rep with work of every kind, and two who could take it."""
    rep = workspace["rep"]
    made = {
        name: customers.create_customer(rep, CustomerForm(name=name, region=region))
        for name, region in (("华东科技", "上海"), ("海风贸易", "广州"))
    }
    person = ContactForm(name="陈伟", positions=[PositionForm(made["华东科技"])])
    made["陈伟"] = contacts.create_contact(rep, person)
    form = DealForm(
        name="秋茶", customer=made["华东科技"], amount="2000", expected_close="2027-03-01"
    )
    made["秋茶"] = deals.create_deal(rep, form)
    made["回访"] = tasks.create_task(rep, TaskForm(title="回访", customer=made["华东科技"]))
    made["周报"] = tasks.create_task(rep, TaskForm(title="周报"))
    made["线索"] = leads.create_lead(rep, LeadForm(name="远山"))
    with Session(db) as session:
        found = select(User).where(col(User.id) == rep.user_id)
        made["leaver"] = session.exec(found).one().public_id
    return made


def ids(db, *actors):
    with Session(db) as session:
        return [session.get(User, actor.user_id).public_id for actor in actors]


def owners(actor, made):
    return [
        customers.customer_page(actor, made["华东科技"]).owner,
        contacts.contact_page(actor, made["陈伟"]).owner,
        deals.deal_page(actor, made["秋茶"]).owner,
        tasks.task_page(actor, made["回访"]).owner,
        tasks.task_page(actor, made["周报"]).owner,
        leads.lead_page(actor, made["线索"]).owner,
    ]


def test_all_of_it_moves_in_one_step_and_comes_back(workspace, db, leaving):
    admin, boss, west = (workspace[name] for name in ("admin", "manager", "rep_west"))
    takers = ids(db, boss, west)
    plan = handover.simulate(admin, leaving["leaver"], takers, "load")
    assert sorted((one.kind, one.load.deals) for one in plan.heaps) == [
        *(("customer", 0), ("customer", 1), ("lead", 0), ("task", 0))
    ]
    assert sum(one.gets for one in plan.takers) == 4
    after = [one.after.total - one.before.total for one in plan.takers]
    assert sum(after) == pytest.approx(1 + 1 + 3 + 1 + 0.2 * 3)
    key = f"customer:{leaving['华东科技']}"
    everything = {f"{one.kind}:{one.public_id}": takers[1] for one in plan.heaps} | {key: takers[1]}
    before = owners(admin, leaving)
    made = handover.hand_over_all(
        *(admin, leaving["leaver"], takers, "load", everything), switch_off=True
    )
    assert {getattr(one, "name", one) for one in owners(admin, leaving)} == {"rep_west"}
    row = handover.departures(admin)[0]
    assert (row.public_id, row.counts, row.switched_off) == (made, {"rep_west": 4}, True)
    with Session(db) as session:
        leaver = session.get(User, workspace["rep"].user_id)
        assert not leaver.is_active
        entries = session.exec(
            select(AuditEntry).where(col(AuditEntry.action) == "handover.hand_over_all")
        ).all()
    assert [one.record for one in entries] == [f"departure:{made}"]
    tasks.complete_task(west, leaving["周报"])
    restored, kept = handover.take_back(admin, made)
    assert (restored > 5, kept) == (True, 1)
    now = owners(admin, leaving)
    assert [a == b for a, b in zip(now, before, strict=True)] == [
        *(True, True, True, True, False, True)
    ]
    assert accounts.user(admin, leaving["leaver"]).state != "disabled"
    with pytest.raises(Conflict):
        handover.take_back(admin, made)


def test_only_managers_and_administrators_within_their_reach(workspace, db, leaving, footprint):
    rep, boss, west, admin = (workspace[name] for name in ("rep", "manager", "rep_west", "admin"))
    mine, of_west, of_boss, of_admin = ids(db, rep, west, boss, admin)
    before = footprint()
    for refused, call in (
        (Forbidden, lambda: handover.people(rep)),
        (Forbidden, lambda: handover.simulate(rep, of_west, [mine])),
        (Forbidden, lambda: handover.hand_over_all(west, mine, [of_west])),
        (NotFound, lambda: handover.simulate(boss, of_west, [of_boss])),
        (Invalid, lambda: handover.simulate(boss, mine, [of_west])),
        (Invalid, lambda: handover.simulate(boss, mine, [mine])),
        (Invalid, lambda: handover.simulate(boss, mine, [])),
        (Invalid, lambda: handover.simulate(admin, of_admin, [of_boss])),
        (Invalid, lambda: handover.hand_over_all(admin, mine, [of_boss], "age")),
        (Invalid, lambda: handover.hand_over_all(admin, mine, [of_boss], "load", _wrong(leaving))),
        (Forbidden, lambda: handover.hand_over_all(boss, mine, [of_boss], switch_off=True)),
        (Conflict, lambda: handover.hand_over_all(admin, of_west, [of_boss])),
        (NotFound, lambda: handover.take_back(admin, "nowhere")),
    ):
        with pytest.raises(refused):
            call()
    assert footprint() == before


def _wrong(made):
    return {f"customer:{made['华东科技']}": "nobody"}


def test_what_is_too_much_for_one_step_goes_in_several(workspace, db, leaving, monkeypatch):
    admin = workspace["admin"]
    takers = ids(db, workspace["manager"])
    monkeypatch.setattr(gathering, "MOST", 2)
    steps = []
    for _ in range(2):
        plan = handover.simulate(admin, leaving["leaver"], takers)
        steps.append((len(plan.heaps), plan.left))
        handover.hand_over_all(admin, leaving["leaver"], takers, switch_off=True)
        steps.append(accounts.user(admin, leaving["leaver"]).state)
    assert steps == [(2, 2), "invited", (2, 0), "disabled"]
    assert {getattr(one, "name", one) for one in owners(admin, leaving)} == {"manager"}


def test_words_and_requests_find_somebody_who_may_decide_them(workspace, db, leaving):
    """A rep takes over from a manager: his word goes to the manager above; a request goes with its
    quote, and whoever gets that does not decide it himself."""
    rep, boss, west, admin = (workspace[name] for name in ("rep", "manager", "rep_west", "admin"))
    of_boss, of_west, of_manager_west = ids(db, boss, west, workspace["manager_west"])
    flow = StepForm((f"user:{of_boss}", f"user:{of_manager_west}"), mode="all")
    approvals.save_flow(admin, FlowForm("流程", "Flow", steps=(flow,)))
    lines = [LineForm(text="茶", quantity="1", price="100")]
    form = QuoteForm(customer=leaving["华东科技"], deal=leaving["秋茶"], discount="5", lines=lines)
    asked = approvals.ask_for_quote(rep, quotes.create_quote(rep, form), "老客户")
    handover.hand_over_all(admin, leaving["leaver"], [of_manager_west], "load")

    def seats():
        with Session(db) as session:
            request = session.exec(select(Approval)).one()
            people = {user.id: user.name for user in session.exec(select(User))}
            found = session.exec(select(ApprovalSeat).order_by(col(ApprovalSeat.id)))
            places = [people.get(one.user_id, one.role) for one in found]
            return people[request.owner_id], places

    assert seats() == ("manager_west", ["manager", "director"])
    with pytest.raises(Forbidden):
        approvals.approve(workspace["manager_west"], asked)
    made = handover.hand_over_all(admin, of_boss, [of_west], switch_off=True)
    assert seats() == ("manager_west", ["director", "director"])
    assert handover.take_back(admin, made)[0] >= 1
    assert seats() == ("manager_west", ["manager", "director"])
    approvals.approve(boss, asked)
