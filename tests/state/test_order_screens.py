"""Contracts, orders and money without a browser: made, signed, taken back, delivered, paid, decided."""

import json
from decimal import Decimal

import pytest

from crm_app.core.listing import ListQuery
from crm_app.services import approvals, contracts, erp, invoices, orders, payments, products
from crm_app.services.approvals import ConditionForm, FlowForm, StepForm
from crm_app.services.contracts import ContractForm
from crm_app.services.erp import ErpForm
from crm_app.services.invoices import InvoiceForm
from crm_app.services.orders import OrderForm, OrderLineForm
from crm_app.services.payments import InstalmentForm
from crm_app.services.products import ProductForm
from crm_app.state.business import Business
from crm_app.state.contract import ContractRecord
from crm_app.state.erp import ErpScreen
from crm_app.state.invoices import InvoiceList
from crm_app.state.order import LINE, OrderRecord
from crm_app.state.order_lines import OrderLines
from crm_app.state.payments import DueList, HomeMoney, MoneyScreen
from crm_app.state.standing import StandingScreen
from tests.services.selling import agreed, customer, in_force, ordered


@pytest.fixture
def contract(workspace):
    rep = workspace["rep"]
    return in_force(rep, customer=customer(rep), amount="1000")


def test_a_quote_becomes_a_contract_and_an_order(workspace, tab):
    quote = agreed(workspace["rep"])
    page = tab("rep", quote_id=quote)
    page.send(Business, "load_quote")
    page.send(Business, "make_contract")
    page.send(Business, "refresh")
    (made,) = page.state(Business).contracts
    page.send(Business, "make_contract")
    assert page.state(Business).problem.code == "contracts.made_already"
    page.send(Business, "make_order")
    assert page.state(Business).problem.code == "orders.contract_not_in_force"
    record = tab("rep", contract_id=made.public_id)
    record.send(ContractRecord, "load")
    for action in ("send", "sign_us", "sign_customer"):
        record.send(ContractRecord, "step", action)
    assert record.state(ContractRecord).page.status == "in_force"
    record.undo()
    record.send(ContractRecord, "refresh")
    assert record.state(ContractRecord).page.status == "signed_us"
    record.send(ContractRecord, "step", "sign_customer")
    record.send(ContractRecord, "make_order")
    (order,) = contracts.contract_page(workspace["rep"], made.public_id).orders
    assert orders.order_page(workspace["rep"], order.public_id).contract.public_id == made.public_id


def test_only_what_was_changed_in_the_sheet_is_sent(workspace, tab, contract):
    page = tab("rep", contract_id=contract)
    page.send(ContractRecord, "load")
    page.send(ContractRecord, "start_edit")
    form = {"note": "续约找李总", "reminder_days": "30"}
    page.send(ContractRecord, "save", form)
    assert page.state(ContractRecord).page.note == "续约找李总"
    page.send(ContractRecord, "save", {"title": "x"})
    assert page.state(ContractRecord).problem.code == "record.stale"
    page.send(ContractRecord, "start_edit")
    page.send(ContractRecord, "save", {"title": "x"})
    assert page.state(ContractRecord).problem.code == "contracts.not_draft"
    page.send(ContractRecord, "step_with_reason", {"action": "end", "reason": "提前终止"})
    assert page.state(ContractRecord).page.history[0].reason == "提前终止"


def test_delivered_voided_and_back(workspace, tab):
    order = ordered(workspace["rep"])
    page = tab("rep", order_id=order)
    page.send(OrderRecord, "load")
    page.send(OrderRecord, "start")
    lines = page.state(OrderRecord).page.lines
    page.send(OrderRecord, "deliver", {LINE + lines[0].public_id: "99"})
    assert page.state(OrderRecord).problem.code == "orders.over_delivery"
    page.send(OrderRecord, "deliver", {LINE + lines[0].public_id: "4", "tracking": "SF1"})
    assert page.state(OrderRecord).page.status == "partly"
    page.send(OrderRecord, "ask_void", page.state(OrderRecord).page.deliveries[0].public_id)
    page.send(OrderRecord, "void", {"reason": ""})
    assert page.state(OrderRecord).wrong != ""
    page.send(OrderRecord, "void", {"reason": "录错"})
    assert (page.state(OrderRecord).wrong, page.state(OrderRecord).page.status) == ("", "open")
    page.undo()
    page.send(OrderRecord, "refresh")
    assert page.state(OrderRecord).page.status == "partly"


def test_a_plan_as_it_is_typed(tab, contract):
    page = tab("rep", contract_id=contract)
    page.send(MoneyScreen, "load_contract")
    page.send(MoneyScreen, "start_plan")
    (part,) = page.state(MoneyScreen).parts
    assert page.state(MoneyScreen).typed_sum == 1000
    page.send(MoneyScreen, "type_part", part.key, "share", "30％")
    page.send(MoneyScreen, "type_part", part.key, "due_on", "2026-01-01")
    assert page.state(MoneyScreen).typed_sum == 300
    page.send(MoneyScreen, "save_plan")
    assert page.state(MoneyScreen).problem.code == "payments.plan_under"
    page.send(MoneyScreen, "add_part")
    rest = page.state(MoneyScreen).parts[1]
    assert rest.share == "700"
    page.send(MoneyScreen, "type_part", rest.key, "due_on", "2031-01-01")
    page.send(MoneyScreen, "save_plan")
    amounts = [part.amount for part in page.state(MoneyScreen).money.instalments]
    assert amounts == [Decimal(300), Decimal(700)]
    page.undo()
    page.send(MoneyScreen, "refresh")
    assert page.state(MoneyScreen).money.instalments == []


def test_finance_books_and_decides_and_a_rep_does_not(workspace, tab, contract):
    rep, finance = tab("rep", contract_id=contract), tab("finance", contract_id=contract)
    plan = [InstalmentForm(due_on="2026-01-01", percent="100")]
    payments.set_plan(workspace["rep"], "contract", contract, plan)
    for page in (rep, finance):
        page.send(MoneyScreen, "load_contract")
    rep.send(MoneyScreen, "pay", {"amount": "1"})
    assert rep.state(MoneyScreen).problem.code == "permission.denied"
    rep.send(HomeMoney, "load")
    assert (rep.state(HomeMoney).overdue, rep.state(HomeMoney).waiting) == (1, 0)
    finance.send(MoneyScreen, "pay", {"amount": "1000", "method": "transfer"})
    assert finance.state(MoneyScreen).money.left == 0
    finance.undo()
    finance.send(DueList, "refresh")
    assert finance.state(DueList).owed.overdue[0].amount == 1000
    form = InvoiceForm(title="华东", amount="400")
    asked = invoices.request_invoice(workspace["rep"], "contract", contract, form)
    finance.send(HomeMoney, "load")
    assert finance.state(HomeMoney).waiting == 1
    finance.send(InvoiceList, "show", asked)
    finance.send(InvoiceList, "issue", {"number": ""})
    assert finance.state(InvoiceList).asking is True
    finance.send(InvoiceList, "issue", {"number": "N1"})
    assert finance.state(InvoiceList).asking is False
    assert invoices.invoice(workspace["rep"], asked).number == "N1"
    finance.undo()
    assert invoices.invoice(workspace["rep"], asked).status == "requested"
    rep.send(InvoiceList, "show", asked)
    rep.send(InvoiceList, "refuse", {"reason": "x"})
    assert rep.state(InvoiceList).problem.code == "permission.denied"


def test_an_invoice_is_asked_for_from_the_page(workspace, tab, contract):
    page = tab("rep", contract_id=contract)
    page.send(MoneyScreen, "load_contract")
    page.send(MoneyScreen, "start_request")
    suggested = page.state(MoneyScreen).suggested
    assert (suggested.title, suggested.amount) == ("华东科技", "1000")
    page.send(MoneyScreen, "request", {"title": "华东", "amount": "5", "tax_id": "123"})
    assert page.state(MoneyScreen).problem.code == "invoices.tax_id_invalid"
    page.send(MoneyScreen, "request", {"title": "华东", "amount": "5", "tax_id": ""})
    assert [row.amount for row in page.state(MoneyScreen).requests] == [5]
    page.undo()
    page.send(MoneyScreen, "refresh")
    assert page.state(MoneyScreen).requests == []


def test_what_is_not_ones_own_is_not_sent(workspace, tab, contract):
    order = ordered(workspace["rep"])
    page = tab("rep_west", contract_id=contract, order_id=order)
    for model, name in (
        (ContractRecord, "load"),
        (OrderRecord, "load"),
        (MoneyScreen, "load_contract"),
        (DueList, "refresh"),
    ):
        page.send(model, name)
    assert page.state(ContractRecord).missing is page.state(OrderRecord).missing is True
    assert "华东" not in page.everything()


def test_the_erps_secret_never_comes_to_the_browser(workspace, tab):
    page = tab("admin")
    secret = "0123456789abcdef"
    page.send(ErpScreen, "save", {"url": "http://erp.example.com/", "secret": secret})
    assert page.state(ErpScreen).problem.code == "erp.url_open"
    page.send(ErpScreen, "save", {"url": "https://erp.example.com/", "secret": secret})
    assert (page.state(ErpScreen).row.has_secret, secret in page.everything()) == (True, False)
    order = ordered(workspace["rep"])
    rep = tab("rep", order_id=order)
    rep.send(OrderRecord, "load")
    rep.send(OrderRecord, "hand_over")
    assert rep.state(OrderRecord).handover.state == "waiting"
    rep.send(OrderRecord, "hand_over")
    assert rep.state(OrderRecord).problem.code == "erp.handed_already"
    erp.save_erp_settings(workspace["admin"], ErpForm(is_automatic=True))


def test_an_order_by_hand_is_typed_priced_and_stored(workspace, tab):
    rep = workspace["rep"]
    tea = products.create_product(
        workspace["director"],
        ProductForm(code="PU-1", zh="熟普饼茶", en="Ripe cake", unit="饼", price="180", cost="70"),
    )
    page = tab("rep")
    page.send(OrderLines, "begin")
    page.send(OrderLines, "find_products", "熟普")
    assert [row.public_id for row in page.state(OrderLines).found] == [tea]
    page.send(OrderLines, "add_product", tea)
    page.send(OrderLines, "paste", "", '[["PU-1", "3", "150"], ["配送", "2", "50", "10%"]]')
    (first, second, third) = page.state(OrderLines).lines
    assert [(line.product, line.price) for line in (first, second, third)] == [
        (tea, "180"),
        (tea, "150"),
        ("", "50"),
    ]
    assert third.unmatched
    sums = page.state(OrderLines).sums
    assert (sums.net, sums.tax, sums.total) == (720, Decimal("93.6"), Decimal("813.6"))
    bad = json.dumps({"order": [first.key], "lines": [{"key": first.key, "quantity": "0"}]})
    page.send(OrderLines, "type_lines", bad)
    state = page.state(OrderLines)
    assert (state.bad_line, state.answers.bad) == (1, f"{first.key}.quantity")
    page.send(OrderLines, "save", {"customer": customer(rep)})
    assert state.asking, "what was typed stays"
    good = json.dumps({"order": [first.key], "lines": [{"key": first.key, "quantity": "4"}]})
    page.send(OrderLines, "type_lines", good)
    page.send(OrderLines, "save", {"customer": ""})
    assert page.state(OrderLines).problem.code == "contracts.customer_missing"
    page.send(OrderLines, "save", {"customer": customer(rep), "deliver_by": "2030-01-05"})
    assert not page.state(OrderLines).asking
    (made,) = orders.orders(rep, ListQuery()).rows
    assert (made.total, str(made.deliver_by)) == (Decimal("813.6"), "2030-01-05")


def test_lines_of_an_order_change_until_something_holds_them(workspace, tab, contract):
    rep = workspace["rep"]
    page = tab("rep", contract_id=contract)
    page.send(OrderLines, "begin_under", contract)
    page.send(OrderLines, "paste", "", '[["配送", "1", "500"]]')
    page.send(OrderLines, "save", {})
    (made,) = orders.orders(rep, ListQuery()).rows
    assert made.contract.public_id == contract
    for typed, problem in (("2000", "orders.over_contract"), ("300", "")):
        page.send(OrderLines, "begin_edit", made.public_id)
        (line,) = page.state(OrderLines).lines
        sent = {"order": [line.key], "lines": [{"key": line.key, "price": typed}]}
        page.send(OrderLines, "type_lines", json.dumps(sent))
        page.send(OrderLines, "save", {})
        assert page.state(OrderLines).problem.code == problem
    assert orders.order_page(rep, made.public_id).net == 300
    page.send(OrderLines, "begin_edit", made.public_id)
    orders.change_order(rep, made.public_id, OrderForm(note="x"))
    page.send(OrderLines, "save", {})
    assert page.state(OrderLines).problem.code == "record.stale"
    own = orders.create_order(
        rep, OrderForm(customer=customer(rep), lines=[OrderLineForm(text="茶", price="10")])
    )
    assert orders.order_page(rep, own).can_change_lines
    payments.set_plan(rep, "order", own, [InstalmentForm(due_on="2030-01-01", percent="100")])
    assert not orders.order_page(rep, own).can_change_lines


def test_a_contract_says_whose_word_it_needs_and_asks_for_it(workspace, tab):
    rep = workspace["rep"]
    flow = FlowForm(
        "账期",
        "Terms",
        "contract",
        (ConditionForm("payment_days", ">", "45"),),
        (StepForm(("manager",)),),
    )
    approvals.save_flow(workspace["admin"], flow)
    form = ContractForm(customer=customer(rep), amount="1000", payment_days="60")
    made = contracts.create_contract(rep, form)
    page = tab("rep", contract_id=made)
    page.send(ContractRecord, "load")
    page.send(StandingScreen, "load_contract")
    assert page.state(StandingScreen).standing.can_ask
    page.send(ContractRecord, "step", "send")
    assert page.state(ContractRecord).problem.code == "approval_required"
    page.send(StandingScreen, "ask", {"reason": "老客户"})
    assert page.state(StandingScreen).request.status == "pending"
    approvals.approve(workspace["manager"], page.state(StandingScreen).request.public_id)
    page.send(StandingScreen, "refresh")
    assert page.state(StandingScreen).standing.is_cleared
    page.send(ContractRecord, "step", "send")
    assert page.state(ContractRecord).page.status == "sent"
