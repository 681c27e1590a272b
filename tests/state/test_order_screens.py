"""Contracts, orders and money without a browser: made, signed, taken back, delivered, paid, decided."""

from decimal import Decimal

import pytest

from crm_app.services import contracts, erp, invoices, orders, payments
from crm_app.services.erp import ErpForm
from crm_app.services.invoices import InvoiceForm
from crm_app.services.payments import InstalmentForm
from crm_app.state.business import Business
from crm_app.state.contract import ContractRecord
from crm_app.state.erp import ErpScreen
from crm_app.state.invoices import InvoiceList
from crm_app.state.order import LINE, OrderRecord
from crm_app.state.payments import DueList, HomeMoney, MoneyScreen
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
