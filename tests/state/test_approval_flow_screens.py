"""Handlers of flows, stand-ins, comments and exports: by a role that may not, and with nonsense."""

import pytest

from crm_app.services import approvals, customers, quotes
from crm_app.services.customers import CustomerForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.state.approval import ApprovalScreen
from crm_app.state.approval_export import ExportScreen
from crm_app.state.approval_flows import CaseScreen, FlowScreen
from crm_app.state.approval_report import ReportScreen


@pytest.fixture
def request_id(workspace) -> str:
    rep = workspace["rep"]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技"))
    lines = [LineForm(text="咨询", quantity="2", price="1000")]
    form = QuoteForm(customer=customer, discount="15", lines=lines)
    return approvals.ask_for_quote(rep, quotes.create_quote(rep, form), "x")


def entered(seat):
    """A flow put together by hand."""
    seat.send(FlowScreen, "load")
    seat.send(FlowScreen, "start", "")
    seat.send(FlowScreen, "enter_text", "name_zh", "折扣")
    seat.send(FlowScreen, "enter_text", "name_en", "Discount")
    seat.send(FlowScreen, "add_condition")
    seat.send(FlowScreen, "enter_condition", 0, "value", "7")


def test_put_together_read_back_stored_ordered_and_brought_back(tab, workspace):
    admin = tab("admin")
    entered(admin)
    assert admin.state(FlowScreen).reads.en == (
        "Quote: when discount over 7 %, the manager of who asks decides"
    )
    admin.send(FlowScreen, "add_step")
    admin.send(FlowScreen, "enter_step", 1, "when", "tier")
    admin.send(FlowScreen, "enter_step", 1, "when_option", "A")
    admin.send(FlowScreen, "enter_step", 1, "hours", "12")
    admin.send(FlowScreen, "toggle_copy", "role:finance")
    admin.send(FlowScreen, "save")
    (row,) = admin.state(FlowScreen).rows
    assert row.sentence.en.endswith(
        "then sales director (when customer tier is A) (within 12 h) decides; finance is told"
    )
    admin.send(FlowScreen, "delete", row.public_id)
    assert approvals.flows(workspace["admin"]) == []
    admin.undo()
    assert [one.sentence for one in approvals.flows(workspace["admin"])] == [row.sentence]


@pytest.mark.parametrize("who", ["rep", "manager", "director", "finance"])
def test_flows_are_the_administrators(tab, workspace, footprint, who):
    before = footprint()
    seat = tab(who)
    entered(seat)
    seat.send(FlowScreen, "save")
    assert seat.state(FlowScreen).problem.code == "permission.denied"
    seat.send(CaseScreen, "run", {"asker": "x"})
    assert seat.state(CaseScreen).problem.code == "permission.denied"
    assert (seat.notes(), footprint()) == ([], before)


def test_nonsense_changes_nothing(tab, workspace, footprint):
    before = footprint()
    admin = tab("admin")
    admin.send(FlowScreen, "load")
    admin.send(FlowScreen, "start", "nobody")
    for place in (-1, 0, 99):
        admin.send(FlowScreen, "enter_condition", place, "field", "colour")
        admin.send(FlowScreen, "drop_condition", place)
        admin.send(FlowScreen, "enter_step", place, "hours", "-5")
        admin.send(FlowScreen, "enter_step", place, "approver", "role:rep")
    admin.send(FlowScreen, "enter_text", "public_id", "x")
    admin.send(FlowScreen, "enter_text", "subject", "holiday")
    admin.send(FlowScreen, "shift", "nobody", 1)
    admin.send(FlowScreen, "save")
    assert admin.state(FlowScreen).problem.code == "approvals.flow_nameless"
    admin.send(CaseScreen, "choose_subject", "holiday")
    admin.send(CaseScreen, "run", {"asker": ["x"], "discount": {"a": 1}})
    assert admin.state(CaseScreen).problem.code == "approvals.subject_unknown"
    assert footprint() == before


def test_said_given_back_and_joined_from_the_screen(tab, request_id, workspace):
    manager = tab("manager", approval_id=request_id)
    manager.send(ApprovalScreen, "load")
    manager.send(ApprovalScreen, "comment", {"text": " "})
    assert manager.state(ApprovalScreen).comment_problem.code == "approvals.comment_missing"
    manager.send(ApprovalScreen, "comment", {"text": "再想想"})
    assert manager.state(ApprovalScreen).page.events[-1].text == "再想想"
    finance = next(one for one in manager.state(ApprovalScreen).people if one.name == "finance")
    manager.send(
        ApprovalScreen, "add_signer", {"person": finance.public_id, "when": "after", "reason": ""}
    )
    assert len(manager.state(ApprovalScreen).page.steps) == 2
    rep = tab("rep", approval_id=request_id)
    rep.send(ApprovalScreen, "give_back", {"reason": "x"})
    assert rep.state(ApprovalScreen).problem.code == "permission.denied"
    manager.send(ApprovalScreen, "give_back", {"reason": "写清付款"})
    assert approvals.approval_row(workspace["rep"], request_id).status == "returned"


def test_exports_and_the_report(tab, workspace, footprint):
    before = footprint()
    rep = tab("rep")
    rep.send(ExportScreen, "load")
    rep.send(ExportScreen, "ask", {"reason": "x"})
    assert rep.state(ExportScreen).problem.code == "approvals.listing_unknown"
    rep.send(ReportScreen, "load")
    assert rep.state(ReportScreen).report.decided == 0
    assert footprint() == before
