"""Invoice requests: checked, never more than the amount, decided by finance alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core import database
from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.messages import Notice
from crm_app.models.payments import InvoiceRequest, InvoiceStatus
from crm_app.services import checks, contracts, customers, invoices
from crm_app.services.customers import CustomerForm
from crm_app.services.invoices import InvoiceForm, rules
from tests.days import house_day
from tests.services.selling import customer, in_force

CODE = "91350100M000100Y43"
ORDINARY = InvoiceForm(title="华东科技有限公司", amount="400", tax_id=CODE)
SPECIAL = InvoiceForm(
    kind="special",
    title="华东科技有限公司",
    amount="400",
    tax_id=CODE,
    bank="示例银行上海分行",
    account="0000 1111",
    address="上海市示例路 1 号",
    phone="021 5555 0100",
)


@pytest.fixture
def rep(workspace):
    return workspace["rep"]


@pytest.fixture
def contract(rep):
    return in_force(rep, customer=customer(rep), amount="1000")


def ask(actor, contract, form=ORDINARY):
    return invoices.request_invoice(actor, "contract", contract, form)


def told(user):
    with Session(database.engine()) as session:
        found = select(Notice.code).where(Notice.user_id == user.user_id)
        return list(session.exec(found.order_by(Notice.id)).all())


def test_asked_for_issued_and_both_sides_told(workspace, rep, contract):
    finance = workspace["finance"]
    public_id = ask(rep, contract, SPECIAL)
    assert (told(finance), told(workspace["admin"])) == (["invoices.asked_notice"], [])
    assert invoices.waiting_invoices(finance) == 1
    invoices.issue_invoice(finance, public_id, "25117000000012345678", "2026-01-15")
    row = invoices.invoice(rep, public_id)
    assert (row.status, row.number, row.decided_by) == ("issued", "25117000000012345678", "finance")
    assert (row.issued_on.isoformat(), row.tax_id, row.account) == ("2026-01-15", CODE, "0000 1111")
    assert told(rep) == ["invoices.issued_notice"]
    assert contracts.contract_page(rep, contract).invoiced == 400
    assert checks.first_fault(system_actor("test")) is None


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"title": ""}, "invoices.title_missing"),
        ({"amount": "0"}, "invoices.amount_missing"),
        ({"amount": "1.001"}, "money.too_fine"),
        ({"amount": "x"}, "money.number_invalid"),
        ({"tax_id": "91350100M000100Y44"}, "invoices.tax_id_invalid"),
        ({"tax_id": "123"}, "invoices.tax_id_invalid"),
        ({"kind": "pink"}, "invoices.kind_unknown"),
        ({"kind": "special"}, "invoices.special_needs_bank"),
        ({"kind": "special", "tax_id": ""}, "invoices.special_needs_tax_id"),
        ({"email": "x" * 255}, "record.too_long"),
    ],
)
def test_what_cannot_be_invoiced_leaves_nothing(rep, contract, footprint, form, code):
    before = footprint()
    given_ = {"title": "华东", "amount": "1", "tax_id": CODE} | form
    with pytest.raises(Invalid) as refusal:
        ask(rep, contract, InvoiceForm(**given_))
    assert refusal.value.code == code
    assert footprint() == before


def test_together_never_more_than_the_amount(workspace, rep, contract, footprint):
    first, second = ask(rep, contract), ask(rep, contract)
    before = footprint()
    with pytest.raises(Conflict) as refusal:
        ask(rep, contract)
    assert (refusal.value.code, refusal.value.params["left"]) == ("invoices.over_amount", "200.00")
    with pytest.raises(Conflict, match="over_amount"):
        invoices.change_request(rep, second, InvoiceForm(amount="600.01"))
    assert footprint() == before
    invoices.change_request(rep, second, InvoiceForm(amount="600"))
    finance = workspace["finance"]
    invoices.refuse_invoice(finance, first, "抬头有误")
    third = ask(rep, contract)
    with pytest.raises(Conflict, match="over_amount"):
        invoices.reconsider(finance, first)
    invoices.withdraw_request(rep, third)
    invoices.reconsider(finance, first)
    with pytest.raises(Conflict, match="over_amount"):
        invoices.restore_request(rep, third)


def test_refused_with_a_reason_corrected_and_asked_again(workspace, rep, contract, footprint):
    finance, public_id = workspace["finance"], ask(rep, contract)
    before = footprint()
    with pytest.raises(Invalid, match="reason_missing"):
        invoices.refuse_invoice(finance, public_id, " ")
    with pytest.raises(Invalid, match="number_missing"):
        invoices.issue_invoice(finance, public_id, "")
    assert footprint() == before
    invoices.refuse_invoice(finance, public_id, "税号不对")
    assert told(rep) == ["invoices.refused_notice"]
    invoices.change_request(rep, public_id, InvoiceForm(title="华东科技股份有限公司"))
    row = invoices.invoice(rep, public_id)
    assert (row.status, row.reason, row.title) == ("requested", "", "华东科技股份有限公司")
    assert len(told(finance)) == 2


def test_void_leaves_room_and_its_trace(workspace, rep, contract, footprint):
    finance, public_id = workspace["finance"], ask(rep, contract)
    with pytest.raises(Conflict, match="not_issued"):
        invoices.void_invoice(finance, public_id, "x")
    invoices.issue_invoice(finance, public_id, "N1")
    before = footprint()
    for act in (
        lambda: invoices.issue_invoice(finance, public_id, "N2"),
        lambda: invoices.refuse_invoice(finance, public_id, "x"),
        lambda: invoices.change_request(rep, public_id, InvoiceForm(amount="1")),
        lambda: invoices.withdraw_request(rep, public_id),
    ):
        with pytest.raises(Conflict, match="decided_already"):
            act()
    assert footprint() == before
    invoices.void_invoice(finance, public_id, "红冲")
    row = invoices.invoice(rep, public_id)
    assert (row.status, row.number, row.reason) == ("void", "N1", "红冲")
    assert contracts.contract_page(rep, contract).invoiced == 0
    ask(rep, contract, InvoiceForm(title="华东", amount="1000"))


def test_only_finance_decides_and_only_who_sells_asks(workspace, rep, contract, footprint):
    public_id = ask(rep, contract)
    before = footprint()
    for who in ("rep", "manager", "director", "desk"):
        for act in (
            lambda actor: invoices.issue_invoice(actor, public_id, "N"),
            lambda actor: invoices.refuse_invoice(actor, public_id, "x"),
            lambda actor: invoices.void_invoice(actor, public_id, "x"),
            lambda actor: invoices.reconsider(actor, public_id),
        ):
            with pytest.raises(Forbidden):
                act(workspace[who])
    with pytest.raises(Forbidden):
        ask(workspace["finance"], contract)
    with pytest.raises(NotFound):
        invoices.invoice(workspace["rep_west"], public_id)
    with pytest.raises(NotFound):
        ask(workspace["rep_west"], contract)
    with pytest.raises(Forbidden):
        invoices.invoices(workspace["service"], ListQuery())
    assert footprint() == before


def test_a_new_request_begins_with_the_last_one(rep):
    form = CustomerForm(name="华东", legal_name_zh="华东科技有限公司", tax_id=CODE)
    whom = customers.create_customer(rep, form)
    contract = in_force(rep, customer=whom, amount="1000")
    first = invoices.suggested_invoice(rep, "contract", contract)
    assert (first.title, first.tax_id, first.amount) == ("华东科技有限公司", CODE, "1000")
    ask(rep, contract, SPECIAL)
    second = invoices.suggested_invoice(rep, "contract", contract)
    assert (second.bank, second.kind, second.amount) == ("示例银行上海分行", "special", "600")


def test_lists_and_versions(rep, contract):
    public_id = ask(rep, contract)
    for filters, total in (
        ({"status": "requested"}, 1),
        ({"status": "issued"}, 0),
        ({"contract": contract}, 1),
    ):
        assert invoices.invoices(rep, ListQuery(filters=filters)).total == total
    assert [row.public_id for row in invoices.invoices_of(rep, "contract", contract)] == [public_id]
    with pytest.raises(Stale):
        invoices.change_request(rep, public_id, InvoiceForm(amount="1"), 7)


DEEDS = st.lists(st.sampled_from(["issue", "refuse", "void", "again"]), max_size=12)


@given(DEEDS)
def test_no_walk_leads_past_the_states(deeds):
    row = InvoiceRequest(customer_id=1, title="x", amount=Decimal(1))
    allowed = {
        "requested": {"issue", "refuse"},
        "issued": {"void", "again"},
        "refused": {"again"},
        "void": {"again"},
    }
    acts = {
        "issue": lambda: rules.issue(row, "N", house_day(), 1, now()),
        "refuse": lambda: rules.refuse(row, "x", 1, now()),
        "void": lambda: rules.void(row, "x", 1, now()),
        "again": lambda: rules.ask_again(row),
    }
    for deed in deeds:
        before = row.status
        try:
            acts[deed]()
        except AppError:
            assert deed not in allowed[before.value]
            assert row.status is before
        else:
            assert deed in allowed[before.value]
        # An issued invoice has a number, a request has none.
        assert bool(row.number) == (row.status in (InvoiceStatus.ISSUED, InvoiceStatus.VOID))
