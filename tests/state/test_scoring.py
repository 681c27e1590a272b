"""Settling classes and the scoring settings without a browser."""

from crm_app.services import customers, deals, leads
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import LeadForm
from crm_app.state.base import Shell
from crm_app.state.classification import ClassList
from crm_app.state.deal import DealRecord
from crm_app.state.lead import LeadRecord
from crm_app.state.scoring import ScoringScreen


def make(actor, company="苏州远望精密机械"):
    return leads.create_lead(actor, LeadForm(name="李梅", company=company))


def industry(actor, lead):
    return leads.lead_page(actor, lead).industry.key


def test_selected_rows_are_confirmed_or_set_and_taken_back(tab, workspace):
    rep = workspace["rep"]
    ids = [make(rep, f"苏州{letter}精密机械") for letter in "甲乙"]
    page = tab("rep")
    page.send(ClassList, "load")
    screen = page.state(ClassList)
    assert (screen.field, sorted(row.public_id for row in screen.rows)) == ("industry", sorted(ids))
    page.send(ClassList, "toggle", ids[0])
    page.send(ClassList, "toggle", "somebody-elses")
    assert page.state(ClassList).chosen == [ids[0]]
    page.send(ClassList, "give_value", {"value": "energy"})
    assert (page.state(ClassList).chosen, industry(rep, ids[0])) == ([], "energy")
    page.send(Shell, "undo", page.state(Shell).notes[-1].number)
    assert industry(rep, ids[0]) == ""
    page.send(ClassList, "refresh")
    page.send(ClassList, "toggle_all")
    assert sorted(page.state(ClassList).chosen) == sorted(ids)
    page.send(ClassList, "confirm")
    assert [industry(rep, one) for one in ids] == ["manufacturing"] * 2
    assert page.state(ClassList).rows == []


def test_what_is_refused_keeps_the_selection_and_says_why(tab, workspace):
    lead = make(workspace["rep"])
    page = tab("rep")
    page.send(ClassList, "load")
    page.send(ClassList, "toggle", lead)
    page.send(ClassList, "give_value", {})
    assert page.state(ClassList).problem.code == "classification.value_unknown"
    assert page.state(ClassList).chosen == [lead]


def test_a_prediction_is_confirmed_on_the_lead(tab, workspace):
    lead = make(workspace["rep"])
    page = tab("rep", lead_id=lead)
    page.send(LeadRecord, "load")
    assert page.state(LeadRecord).page.score.band == "low"
    page.send(LeadRecord, "confirm_class", "industry")
    assert industry(workspace["rep"], lead) == "manufacturing"
    page.send(LeadRecord, "confirm_class", "colour")
    assert page.state(LeadRecord).problem.code == "classification.field_unknown"


def test_a_deals_hint_comes_with_its_page(tab, workspace):
    firm = customers.create_customer(workspace["rep"], CustomerForm(name="海风贸易"))
    deal = deals.create_deal(workspace["rep"], DealForm(name="首单", customer=firm))
    page = tab("rep", deal_id=deal)
    page.send(DealRecord, "load")
    assert page.state(DealRecord).score.band == "low"


def test_the_settings_are_the_administrators(tab, workspace):
    rep, admin = tab("rep"), tab("admin")
    rep.send(ScoringScreen, "load")
    assert (rep.state(ScoringScreen).cards, rep.state(ScoringScreen).problem.code) == (
        [],
        "permission.denied",
    )
    admin.send(ScoringScreen, "load")
    assert [card.kind for card in admin.state(ScoringScreen).cards] == [
        *("lead", "deal", "industry", "size")
    ]
    admin.send(ScoringScreen, "train")
    assert admin.state(ScoringScreen).problem.code == ""
