"""The leads' screens without a browser: warned while typing, asked for, screened, converted, undone."""

import pytest

from crm_app.services import contacts, customers, leads
from crm_app.services.contacts import ContactForm
from crm_app.services.leads import LeadForm
from crm_app.services.points import read_point
from crm_app.state.lead import ANSWER, LeadRecord
from crm_app.state.leads import HomeLeads, LeadList, NewLead
from crm_app.state.ownership import RequestScreen
from crm_app.state.screening import QuestionScreen

MOBILE = read_point("mobile", "13800138001")


@pytest.fixture
def held(workspace):
    """A lead of the rep's."""
    form = LeadForm(name="李梅", company="海风贸易", points=[MOBILE])
    return leads.create_lead(workspace["rep"], form)


def test_warned_while_typing_refused_and_asked_for(held, tab, workspace):
    west = tab("rep_west")
    west.send(NewLead, "check", "mobile", "138001380")
    assert west.state(NewLead).holders == []
    west.send(NewLead, "check", "mobile", "13800138001")
    (holder,) = west.state(NewLead).holders
    assert (holder.owner, holder.name, holder.may_see) == ("rep", "", False)
    west.send(NewLead, "create", {"name": "李", "mobile": "13800138001"})
    assert west.state(NewLead).problem.code == "ownership.held"
    assert "海风" not in west.everything()
    west.send(NewLead, "ask_for", held)
    west.send(NewLead, "send_request", {"wish": "transfer", "reason": " "})
    assert west.state(NewLead).ask_problem.code == "ownership.reason_missing"
    west.send(NewLead, "send_request", {"wish": "transfer", "reason": "老客户"})
    assert west.state(NewLead).asking.record == ""
    assert west.state(NewLead).holders[0].asked is True


def test_whom_a_lead_may_be_stands_there_while_one_types(held, tab, workspace):
    """A lead, a contact and a customer, each with its score and its reasons, as far as one may see."""
    customers.create_customer(workspace["rep"], customers.CustomerForm(name="海风贸易有限公司"))
    contacts.create_contact(workspace["rep"], ContactForm(name="李梅", points=[MOBILE]))
    rep, west = tab("rep"), tab("rep_west")
    for one in (rep, west):
        one.send(NewLead, "check", "name", "李梅总")
        one.send(NewLead, "check", "company", "海风贸易")
        one.send(NewLead, "check", "mobile", "13800138001")
    assert west.state(NewLead).duplicates == []
    found = {row.kind: row for row in rep.state(NewLead).duplicates}
    assert found["lead"].public_id == held
    assert found["lead"].percent >= 95
    assert set(found["lead"].reasons) == {"phone", "same_name", "company"}
    assert (found["contact"].certainty, found["contact"].reasons[0]) == ("sure", "phone")
    assert found["customer"].name == "海风贸易有限公司"
    rep.send(NewLead, "start")
    assert rep.state(NewLead).duplicates == []


def test_the_owner_answers_with_one_tap(held, tab, workspace):
    west, rep = tab("rep_west"), tab("rep")
    west.send(NewLead, "check", "mobile", "13800138001")
    west.send(NewLead, "ask_for", held)
    west.send(NewLead, "send_request", {"wish": "transfer", "reason": "老客户"})
    rep.send(HomeLeads, "load")
    assert rep.state(HomeLeads).requests == 1
    from crm_app.core.listing import ListQuery
    from crm_app.services import ownership

    (row,) = ownership.request_list(workspace["rep"], ListQuery()).rows
    page = tab("rep", request_id=row.public_id)
    page.send(RequestScreen, "load")
    assert page.state(RequestScreen).row.can_decide is True
    page.send(RequestScreen, "agree")
    assert page.state(RequestScreen).row.status == "approved"
    assert leads.lead_page(workspace["rep_west"], held).owner == "rep_west"
    page.send(RequestScreen, "refuse", {"answer": "x"})
    assert page.state(RequestScreen).problem.code == "ownership.decided_already"


def test_screening_refuses_then_converts_and_undoes(held, tab, workspace):
    page = tab("rep", lead_id=held)
    page.send(LeadRecord, "load")
    page.send(LeadRecord, "open_conversion")
    assert page.state(LeadRecord).plan.customer_name == "海风贸易"
    page.send(LeadRecord, "convert", {"with_deal": True})
    assert page.state(LeadRecord).convert_problem.code == "leads.answers_missing"
    questions = page.state(LeadRecord).page.questions
    page.send(LeadRecord, "answer", questions[0].public_id, "yes")
    assert page.state(LeadRecord).page.missing == 3
    page.undo()
    page.send(LeadRecord, "load")
    assert page.state(LeadRecord).page.missing == 4
    values = {"yes_no": "yes", "amount": "1000", "text": "x"}
    form = {ANSWER + one.public_id: values.get(one.kind) or one.options[0].key for one in questions}
    page.send(LeadRecord, "convert", {**form, "with_deal": True, "deal_name": "首单"})
    assert page.state(LeadRecord).page.status == "converted"
    assert [one.name for one in page.state(LeadRecord).page.became] == ["海风贸易", "李梅", "首单"]
    page.undo()
    page.send(LeadRecord, "load")
    assert (page.state(LeadRecord).page.status, page.state(LeadRecord).page.missing) == ("new", 4)


def test_an_undo_that_is_too_late_says_why(held, tab, workspace):
    from crm_app.core.listing import ListQuery
    from crm_app.services.customers import CustomerForm

    rep, page = workspace["rep"], tab("rep", lead_id=held)
    page.send(LeadRecord, "load")
    one = [(q.public_id, q.kind, q.options) for q in page.state(LeadRecord).page.questions]
    values = {"yes_no": "yes", "amount": "1000", "text": "x"}
    form = {ANSWER + key: values.get(kind) or options[0].key for key, kind, options in one}
    page.send(LeadRecord, "convert", form)
    (row,) = customers.customers(rep, ListQuery()).rows
    customers.change_customer(rep, row.public_id, CustomerForm(tier="A"))
    page.send(LeadRecord, "undo_conversion")
    assert "客户资料" in page.state(LeadRecord).problem.zh
    assert page.state(LeadRecord).page.status == "converted"


def test_discarded_and_brought_back(held, tab):
    page = tab("rep", lead_id=held)
    page.send(LeadRecord, "load")
    page.send(LeadRecord, "discard", {"reason": ""})
    assert page.state(LeadRecord).problem.code == "leads.reason_missing"
    page.send(LeadRecord, "discard", {"reason": "no_need"})
    assert page.state(LeadRecord).page.status == "discarded"
    page.undo()
    page.send(LeadRecord, "load")
    assert page.state(LeadRecord).page.status == "new"


def test_what_is_not_ones_own_is_not_sent(held, tab):
    page = tab("rep_west", lead_id=held)
    page.send(LeadRecord, "load")
    for name, args in (("answer", ("x", "y")), ("convert", ({},)), ("undo_conversion", ())):
        page.send(LeadRecord, name, *args)
    page.send(LeadList, "refresh")
    assert page.state(LeadRecord).missing is True
    assert "李梅" not in page.everything()


def test_questions_are_kept_by_an_administrator_alone(workspace, tab):
    form = {"text_zh": "有竞品吗？", "text_en": "Competitor?", "kind": "yes_no"}
    rep, admin = tab("rep"), tab("admin")
    rep.send(QuestionScreen, "save", "", 0, form)
    assert rep.state(QuestionScreen).problem.code == "permission.denied"
    admin.send(QuestionScreen, "save", "", 0, form)
    assert [row.text_en for row in admin.state(QuestionScreen).rows][-1] == "Competitor?"
    last = admin.state(QuestionScreen).rows[-1]
    admin.send(QuestionScreen, "move", last.public_id, -1)
    admin.send(QuestionScreen, "remove", last.public_id, last.text_zh)
    assert len(admin.state(QuestionScreen).rows) == 5
    admin.undo()
    admin.send(QuestionScreen, "load")
    assert len(admin.state(QuestionScreen).rows) == 6
