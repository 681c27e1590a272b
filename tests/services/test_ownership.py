"""Nobody takes what a colleague works on: he is told whose it is, and asks for it."""

import threading

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.messages import Notice
from crm_app.models.ownership import OwnershipRequest, Share
from crm_app.services import activities, contacts, customers, deals, leads, ownership, search, tasks
from crm_app.services.activities import ActivityForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import LeadForm
from crm_app.services.ownership import Asked
from crm_app.services.points import read_point
from crm_app.services.tasks import TaskForm

MOBILE = read_point("mobile", "138 0013 8001")
MAIL = read_point("email", "li@haifeng.example")


@pytest.fixture
def held(workspace):
    """A lead, a contact and a customer of the rep's."""
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技有限公司", points=[MAIL]))
    place = PositionForm(customer_id=customer, title="采购")
    wechat = read_point("wechat", "zhangwei88")
    contact = contacts.create_contact(
        rep, ContactForm(name="张伟", positions=[place], points=[wechat])
    )
    lead = leads.create_lead(rep, LeadForm(name="李梅", company="海风贸易", points=[MOBILE]))
    activities.record_activity(rep, ActivityForm(kind="call", text="谈了报价"), [("lead", lead)])
    return workspace | {"customer": customer, "contact": contact, "lead": lead}


def found(actor, *points, company=""):
    return [
        (one.kind, one.reason, one.name, one.owner, one.may_see, one.is_mine, one.in_pool)
        for one in ownership.who_holds(actor, points, company)
    ]


def test_who_may_not_see_it_learns_whose_it_is_and_nothing_more(held):
    west = held["rep_west"]
    (holder,) = ownership.who_holds(west, [MOBILE])
    assert (holder.owner, holder.name, holder.last_touch) == ("rep", "", None)
    assert holder.since is not None
    typed = read_point("phone", "+86 13800138001")
    assert found(west, typed) == [("lead", "phone", "", "rep", False, False, False)]
    assert found(west, MAIL) == [("customer", "email", "", "rep", False, False, False)]
    wechat = read_point("wechat", "zhangwei88")
    assert found(west, wechat) == [("contact", "wechat", "", "rep", False, False, False)]
    assert found(west, company="海风贸易有限公司")[0][:2] == ("lead", "company")
    assert found(west, company="华东科技")[0][:2] == ("customer", "company")
    assert found(west, read_point("mobile", "139 0013 9002"), company="海洋") == []


def test_who_may_see_it_learns_its_name_and_last_contact(held):
    (holder,) = ownership.who_holds(held["manager"], [MOBILE])
    assert (holder.name, holder.owner, holder.may_see, holder.is_mine) == (
        *("李梅", "rep", True),
        False,
    )
    assert holder.last_touch is not None
    assert found(held["rep"], MOBILE)[0][4:] == (True, True, False)


@pytest.mark.parametrize("who", ["rep_west", "manager", "director", "marketing"])
@pytest.mark.parametrize(
    "form",
    [
        LeadForm(name="李", points=[MOBILE]),
        LeadForm(name="李", points=[MAIL]),
        LeadForm(company="海风贸易有限公司"),
        LeadForm(name="李", company="华东科技"),
    ],
)
def test_nobody_else_takes_it(held, footprint, security_log, who, form):
    before = footprint()
    with pytest.raises(Conflict) as refused:
        leads.create_lead(held[who], form)
    assert refused.value.code == "ownership.held"
    assert (refused.value.params["owner"], footprint()) == ("rep", before)
    assert security_log() == ["ownership.held"]


def test_nobody_takes_it_by_changing_a_lead_of_his_own(held, footprint):
    west = held["rep_west"]
    own = leads.create_lead(west, LeadForm(name="自己的", company="西部"))
    before = footprint()
    for form in (LeadForm(points=[MOBILE]), LeadForm(company="海风贸易")):
        with pytest.raises(Conflict, match="held"):
            leads.change_lead(west, own, form)
    assert footprint() == before


def test_one_enters_more_at_what_is_ones_own(held):
    rep = held["rep"]
    leads.create_lead(rep, LeadForm(name="另一位", company="华东科技"))
    leads.create_lead(rep, LeadForm(name="再一位", company="海风贸易", points=[MOBILE]))


def test_what_was_given_up_or_deleted_is_free(held):
    leads.discard_lead(held["rep"], held["lead"], "no_need")
    customers.delete_customer(held["rep"], held["customer"])
    west = held["rep_west"]
    taken = leads.create_lead(west, LeadForm(name="李", company="海风贸易", points=[MOBILE, MAIL]))
    with pytest.raises(Conflict, match="held"):
        leads.reopen_lead(held["rep"], held["lead"])
    leads.delete_lead(west, taken)
    leads.reopen_lead(held["rep"], held["lead"])


def test_a_number_in_the_pool_is_claimed_there(workspace, footprint):
    leads.create_lead(system_actor("web"), LeadForm(name="无主", company="新风", points=[MOBILE]))
    before = footprint()
    with pytest.raises(Conflict, match="in_pool"):
        leads.create_lead(workspace["rep"], LeadForm(name="李", points=[MOBILE]))
    assert footprint() == before
    assert found(workspace["rep"], MOBILE) == [("lead", "phone", "", "", False, False, True)]
    leads.create_lead(workspace["rep"], LeadForm(name="别人", company="新风"))


def asked(held, wish="transfer", kind="lead", who="rep_west", **more):
    proof = {"lead": {"points": (MOBILE,)}, "customer": {"company": "华东科技"}, "contact": {}}
    given = Asked(wish, kind, held[kind], "客户找到我了", **(proof[kind] | more))
    return ownership.ask_for(held[who], given)


def told(db, actor):
    with Session(db) as session:
        rows = select(Notice.code).where(Notice.user_id == actor.user_id).order_by(Notice.id)
        return list(session.exec(rows))


def test_asked_handed_over_and_remembered(held, db):
    rep, west = held["rep"], held["rep_west"]
    step = tasks.create_task(rep, TaskForm(title="回电", lead=held["lead"]))
    request = asked(held)
    assert told(db, rep) == told(db, held["manager"]) == ["ownership.notice_transfer"]
    assert ownership.waiting_requests(rep) == ownership.waiting_requests(held["manager"]) == 1
    row = ownership.request_page(rep, request)
    assert (row.asker.name, row.record.name, row.can_decide) == ("rep_west", "李梅", True)
    seen = ownership.request_page(west, request)
    assert (seen.record.name, seen.can_decide, seen.is_mine) == ("", False, True)
    assert ownership.who_holds(west, [MOBILE])[0].asked is True
    ownership.decide(rep, request, agree=True, answer="好的")
    assert told(db, west) == ["ownership.notice_approved"]
    page = leads.lead_page(west, held["lead"])
    assert (page.owner, page.is_mine) == ("rep_west", True)
    with pytest.raises(NotFound):
        leads.lead_page(rep, held["lead"])
    kinds = [entry.kind for entry in activities.timeline(west, "lead", held["lead"]).entries]
    assert kinds == ["transferred", "asked", "call"]
    assert [row.public_id for row in tasks.tasks_of(west, "lead", held["lead"])] == [step]
    assert [hit.public_id for hit in search.find(west, "李梅")][-1] == held["lead"]
    assert ownership.who_holds(rep, [MOBILE])[0].since > page.created_at
    assert ownership.request_page(west, request).status == "approved"


def test_shared_on_yes_and_seen_everywhere(held):
    rep, west = held["rep"], held["rep_west"]
    ownership.decide(held["manager"], asked(held, "share"), agree=True)
    assert leads.lead_page(west, held["lead"]).owner == "rep"
    assert [row.name for row in leads.leads(west, ListQuery()).rows] == ["李梅"]
    assert [row.name for row in leads.leads(west, ListQuery("海风")).rows] == ["李梅"]
    assert {hit.kind for hit in search.find(west, "报价")} == {"activity"}
    assert "call" in [e.kind for e in activities.timeline(west, "lead", held["lead"]).entries]
    leads.change_lead(west, held["lead"], LeadForm(region="厦门"))
    assert leads.lead_page(rep, held["lead"]).region == "厦门"
    assert [one.name for one in ownership.sharers(rep, "lead", held["lead"])] == ["rep_west"]
    assert [row.name for row in leads.leads(held["manager_west"], ListQuery()).rows] == []


def test_a_shared_list_of_a_team_counts_each_once(held):
    ownership.decide(held["rep"], asked(held, "share", who="manager_west"), agree=True)
    leads.create_lead(held["rep_west"], LeadForm(name="西部的", company="西部"))
    page = leads.leads(held["manager_west"], ListQuery())
    assert (page.total, sorted(row.name for row in page.rows)) == (2, ["李梅", "西部的"])


def test_a_customer_goes_with_its_people_and_old_deals_stay_in_sight(held):
    rep, west = held["rep"], held["rep_west"]
    deal = deals.create_deal(rep, DealForm(name="秋季采购", customer=held["customer"]))
    ownership.decide(rep, asked(held, kind="customer"), agree=True)
    assert customers.customer_page(west, held["customer"]).owner == "rep_west"
    assert contacts.contact_page(west, held["contact"]).owner == "rep_west"
    assert deals.deal_page(rep, deal).owner == "rep"
    assert customers.customer_page(rep, held["customer"]).owner == "rep_west"
    with pytest.raises(NotFound):
        contacts.contact_page(rep, held["contact"])


def test_refused_with_an_answer(held, db):
    request = asked(held)
    ownership.decide(held["rep"], request, agree=False, answer="下周就签")
    assert told(db, held["rep_west"]) == ["ownership.notice_refused"]
    assert ownership.request_page(held["rep_west"], request).answer == "下周就签"
    with pytest.raises(NotFound):
        leads.lead_page(held["rep_west"], held["lead"])
    asked(held)  # he may ask again


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"wish": "steal"}, "wish_unknown"),
        ({"reason": " "}, "reason_missing"),
        ({"reason": "x" * 301}, "too_long"),
        ({"kind": "deal"}, "kind_unknown"),
        ({"points": ()}, "lead.not_found"),
        ({"points": (MAIL,)}, "lead.not_found"),
    ],
)
def test_what_cannot_be_asked_leaves_nothing(held, footprint, given, code):
    whole = {"wish": "share", "kind": "lead", "record": held["lead"], "reason": "x"}
    before = footprint()
    with pytest.raises(AppError) as refused:
        ownership.ask_for(held["rep_west"], Asked(**({**whole, "points": (MOBILE,)} | given)))
    assert code in refused.value.code
    assert footprint() == before


def test_ones_own_and_what_one_asked_for_is_not_asked_again(held, footprint):
    asked(held)
    before = footprint()
    with pytest.raises(Conflict, match="asked_already"):
        asked(held)
    with pytest.raises(Conflict, match="yours_already"):
        asked(held, who="rep")
    with pytest.raises(Forbidden):
        asked(held, who="finance")
    assert footprint() == before


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("rep_west", Forbidden("ownership.not_yours_to_decide")),
        ("marketing", Forbidden("ownership.not_yours_to_decide")),
        ("finance", Forbidden("ownership.not_yours_to_decide")),
        ("manager_west", NotFound("ownership_request.not_found")),
    ],
)
def test_who_may_not_decide(held, footprint, security_log, who, refusal):
    request = asked(held)
    before = footprint()
    with pytest.raises(type(refusal)) as refused:
        ownership.decide(held[who], request, agree=True)
    assert refused.value.code == refusal.code
    assert (footprint(), security_log()) == (before, [refusal.code])
    assert leads.lead_page(held["rep"], held["lead"]).owner == "rep"


def test_decided_once(held, footprint):
    request = asked(held)
    ownership.decide(held["manager"], request, agree=False)
    before = footprint()
    for agree in (True, False):
        with pytest.raises(Conflict, match="decided_already"):
            ownership.decide(held["rep"], request, agree=agree)
    with pytest.raises(Conflict, match="decided_already"):
        ownership.withdraw(held["rep_west"], request)
    assert footprint() == before


def test_two_who_decide_at_the_same_moment_decide_once(held, db):
    request = asked(held)
    start, outcomes = threading.Barrier(2), []

    def run(who, agree):
        start.wait()
        try:
            ownership.decide(held[who], request, agree=agree)
            outcomes.append("done")
        except Conflict as refusal:
            outcomes.append(refusal.code)

    threads = [
        threading.Thread(target=run, args=pair) for pair in (("rep", True), ("manager", False))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "ownership.decided_already"]
    with Session(db) as session:
        status = session.exec(select(OwnershipRequest.status)).one().value
    owner = leads.lead_page(held["director"], held["lead"]).owner
    assert owner == ("rep_west" if status == "approved" else "rep")
    assert len(told(db, held["rep_west"])) == 1


def test_withdrawn_by_who_asked_alone(held, footprint):
    request = asked(held)
    before = footprint()
    with pytest.raises(Forbidden, match="not_yours_to_withdraw"):
        ownership.withdraw(held["rep"], request)
    assert footprint() == before
    ownership.withdraw(held["rep_west"], request)
    assert ownership.waiting_requests(held["rep"]) == 0


def test_a_request_follows_the_record_to_its_new_owner(held, footprint):
    first = asked(held)
    second = asked(held, who="manager_west")
    ownership.decide(held["rep"], first, agree=True)
    row = ownership.request_page(held["rep_west"], second)
    assert (row.holder.name, row.can_decide) == ("rep_west", True)
    with pytest.raises(NotFound):
        ownership.request_page(held["rep"], second)


def test_nothing_is_handed_over_that_is_gone(held, footprint):
    request = asked(held)
    leads.delete_lead(held["rep"], held["lead"])
    before = footprint()
    with pytest.raises(Conflict, match="record_gone"):
        ownership.decide(held["manager"], request, agree=True)
    assert footprint() == before
    ownership.decide(held["manager"], request, agree=False)


def test_boxes(held):
    request = asked(held)
    mine = ownership.request_list(held["rep_west"], ListQuery(filters={"box": "mine"})).rows
    waiting = ownership.request_list(held["rep"], ListQuery(filters={"box": "waiting"})).rows
    assert [row.public_id for row in mine] == [row.public_id for row in waiting] == [request]
    assert ownership.request_list(held["rep"], ListQuery(filters={"box": "mine"})).rows == []
    with pytest.raises(Invalid):
        ownership.request_list(held["rep"], ListQuery(filters={"box": "x"}))


def test_nobody_shares_twice(held, db):
    asked(held, "share")
    ownership.decide(held["rep"], asked(held, "share", who="manager_west"), agree=True)
    with Session(db) as session:
        pairs = [(one.record_kind, one.user_id) for one in session.exec(select(Share))]
    assert len(pairs) == len(set(pairs)) == 3
