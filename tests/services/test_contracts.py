"""Contracts: from an agreed quote, signed step by step, each step taken back, reminded of once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core import database
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.activities import Task
from crm_app.models.contracts import Contract, ContractStatus
from crm_app.models.messages import Notice
from crm_app.services import company, contracts, customers, orders, payments, quotes, search
from crm_app.services.company import CompanyForm
from crm_app.services.contracts import ContractForm, rules
from crm_app.services.customers import CustomerForm
from crm_app.services.orders import OrderForm
from crm_app.services.payments import InstalmentForm
from crm_app.services.quotes import QuoteForm
from tests.days import house_day
from tests.services.selling import LINES, TOTAL, agreed, customer, in_force, won_deal

WORKER = system_actor("worker")


@pytest.fixture
def rep(workspace):
    return workspace["rep"]


def page(actor, public_id):
    return contracts.contract_page(actor, public_id)


def test_a_contract_is_worth_what_its_quote_is(rep):
    quote = agreed(rep)
    made = page(rep, contracts.create_contract(rep, ContractForm(quote=quote)))
    offer = quotes.quote_page(rep, quote)
    assert (made.amount, made.currency) == (offer.figures.total, "CNY") == (TOTAL, "CNY")
    assert (made.status, made.number[:2], made.quote.name) == ("draft", "C-", offer.number)
    assert made.customer.public_id == offer.customer_public_id


def test_numbers_follow_the_companys_pattern(workspace, rep):
    form = CompanyForm(
        name_zh="普洱", contract_pattern="HT{YYYY}-{NNN}", order_pattern="DD{YY}{NNNN}"
    )
    company.change_company(workspace["admin"], form)
    year = now().astimezone().year
    first = page(rep, in_force(rep))
    assert first.number == f"HT{year}-001"
    assert page(rep, in_force(rep)).number == f"HT{year}-002"
    order = orders.create_order(rep, OrderForm(contract=first.public_id))
    assert orders.order_page(rep, order).number == f"DD{year % 100:02d}0001"


def test_only_what_was_agreed_becomes_a_contract(rep, footprint):
    whom = customer(rep)
    draft = quotes.create_quote(rep, QuoteForm(customer=whom, lines=LINES))
    before = footprint()
    with pytest.raises(Conflict, match="quote_not_agreed"):
        contracts.create_contract(rep, ContractForm(quote=draft))
    assert footprint() == before
    quotes.send_quote(rep, draft)
    with pytest.raises(Conflict, match="quote_not_agreed"):
        contracts.create_contract(rep, ContractForm(quote=draft))


def test_the_quote_of_a_won_deal_is_agreed(rep):
    deal = won_deal(rep)
    sent = quotes.create_quote(rep, QuoteForm(deal=deal, lines=LINES))
    quotes.send_quote(rep, sent)
    made = page(rep, contracts.create_contract(rep, ContractForm(quote=sent)))
    assert (made.deal.public_id, made.title) == (deal, "秋茶")


def test_one_contract_a_quote_until_it_is_cancelled(rep, footprint):
    quote = agreed(rep)
    first = contracts.create_contract(rep, ContractForm(quote=quote))
    before = footprint()
    with pytest.raises(Conflict, match="made_already"):
        contracts.create_contract(rep, ContractForm(quote=quote))
    assert footprint() == before
    step = contracts.take_step(rep, first, "cancel", "换供应商")
    contracts.create_contract(rep, ContractForm(quote=quote))
    with pytest.raises(Conflict, match="made_already"):
        contracts.take_step_back(rep, first, step)


def test_signed_by_both_it_is_in_force_and_stays_as_it_is(rep, footprint):
    public_id = contracts.create_contract(
        rep, ContractForm(customer=customer(rep), amount="5000", ends_on="2031-03-31")
    )
    for action, status in (
        ("send", "sent"),
        ("sign_customer", "signed_customer"),
        ("sign_us", "in_force"),
    ):
        contracts.take_step(rep, public_id, action)
        assert page(rep, public_id).status == status
    today = house_day()
    assert abs((page(rep, public_id).signed_on - today).days) <= 1
    before = footprint()
    for form in (ContractForm(amount="6000"), ContractForm(title="x"), ContractForm(ends_on="")):
        with pytest.raises(Conflict, match="not_draft"):
            contracts.change_contract(rep, public_id, form)
    assert footprint() == before
    contracts.change_contract(rep, public_id, ContractForm(note="续约", reminder_days="45"))
    assert (page(rep, public_id).note, page(rep, public_id).reminder_days) == ("续约", 45)


def test_parties_are_kept_as_they_were_when_it_went_out(workspace, rep):
    company.change_company(workspace["admin"], CompanyForm(name_zh="普洱", tax_id="旧"))
    whom = customers.create_customer(
        rep, CustomerForm(name="华东", legal_name_zh="华东科技有限公司", tax_id="1")
    )
    public_id = contracts.create_contract(rep, ContractForm(customer=whom, amount="1"))
    assert page(rep, public_id).them.name == "华东科技有限公司"
    contracts.take_step(rep, public_id, "send")
    customers.change_customer(rep, whom, CustomerForm(legal_name_zh="新名称"))
    company.change_company(workspace["admin"], CompanyForm(tax_id="新"))
    made = page(rep, public_id)
    assert (made.us.tax_id, made.them.name, made.them.tax_id) == ("旧", "华东科技有限公司", "1")


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({}, "contracts.customer_missing"),
        ({"amount": "-1"}, "money.number_low"),
        ({"amount": "1e40"}, "money.number_high"),
        ({"currency": "QQQ"}, "money.currency_unknown"),
        ({"signed_on": "2026-02-30"}, "record.day_invalid"),
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-30"}, "contracts.ends_before"),
        ({"reminder_days": "366"}, "contracts.reminder_invalid"),
        ({"title": "x" * 201}, "record.too_long"),
    ],
)
def test_what_cannot_be_leaves_nothing(rep, footprint, form, code):
    whom = customer(rep) if form else None
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        contracts.create_contract(rep, ContractForm(customer=whom, **form))
    assert refusal.value.code == code
    assert footprint() == before


def test_it_does_not_go_out_without_an_amount(rep, footprint):
    public_id = contracts.create_contract(rep, ContractForm(customer=customer(rep)))
    before = footprint()
    with pytest.raises(Invalid, match="amount_missing"):
        contracts.take_step(rep, public_id, "send")
    assert footprint() == before


def test_the_amount_of_a_quote_is_the_quotes(rep):
    public_id = contracts.create_contract(rep, ContractForm(quote=agreed(rep)))
    for form in (ContractForm(amount="1"), ContractForm(currency="USD")):
        with pytest.raises(Invalid, match="amount_of_quote"):
            contracts.change_contract(rep, public_id, form)
    contracts.change_contract(rep, public_id, ContractForm(amount=str(TOTAL)))


def test_a_plan_holds_the_amount(rep):
    public_id = contracts.create_contract(rep, ContractForm(customer=customer(rep), amount="100"))
    payments.set_plan(
        rep, "contract", public_id, [InstalmentForm(due_on="2030-01-01", percent="100")]
    )
    with pytest.raises(Conflict, match="has_plan"):
        contracts.change_contract(rep, public_id, ContractForm(amount="200"))
    payments.set_plan(rep, "contract", public_id, [])
    contracts.change_contract(rep, public_id, ContractForm(amount="200"))


def test_a_step_is_taken_back_once_and_only_the_last(rep, footprint):
    public_id = contracts.create_contract(rep, ContractForm(customer=customer(rep), amount="1"))
    first = contracts.take_step(rep, public_id, "send")
    second = contracts.take_step(rep, public_id, "sign_us")
    before = footprint()
    with pytest.raises(Conflict, match="step_over"):
        contracts.take_step_back(rep, public_id, first)
    assert footprint() == before
    contracts.take_step_back(rep, public_id, second)
    assert page(rep, public_id).status == "sent"
    with pytest.raises(Conflict, match="step_over"):
        contracts.take_step_back(rep, public_id, second)
    contracts.take_step_back(rep, public_id, first)
    made = page(rep, public_id)
    assert (made.status, [step.is_taken_back for step in made.history]) == ("draft", [True, True])


def test_what_has_orders_is_not_cancelled_or_unsigned(rep, footprint):
    public_id = in_force(rep)
    orders.create_order(rep, OrderForm(contract=public_id))
    last = page(rep, public_id).history[0].public_id
    before = footprint()
    with pytest.raises(Conflict, match="has_orders"):
        contracts.take_step_back(rep, public_id, last)
    assert footprint() == before
    contracts.take_step(rep, public_id, "end", "提前终止")
    assert page(rep, public_id).status == "ended"


@given(st.lists(st.sampled_from([*rules.ACTIONS, "burn"]), max_size=12))
def test_no_walk_leads_past_the_table(walk):
    contract = Contract(number="C", customer_id=1)
    signed = set()
    for action in walk:
        before = contract.status
        try:
            contract.status = rules.next_status(contract, action)
        except (Conflict, Invalid):
            assert action not in rules.STEPS[before]
            continue
        if action.startswith("sign_"):
            signed.add(action)
        if action in ("send", "recall"):
            signed.clear()
        # In force is what both signed since it last went out, and nothing else.
        assert (contract.status is ContractStatus.IN_FORCE) == (
            len(signed) == 2 and action not in ("end", "cancel")
        )
    if contract.status in (ContractStatus.ENDED, ContractStatus.CANCELLED):
        assert rules.STEPS[contract.status] == {}


def test_whoever_owns_it_is_told_once_before_it_ends(rep):
    today = house_day()
    whom = customer(rep)
    ends = (today + timedelta(20)).isoformat()
    public_id = in_force(rep, customer=whom, amount="9", ends_on=ends, reminder_days="30")
    later = (today + timedelta(200)).isoformat()
    in_force(rep, customer=whom, amount="9", ends_on=later)
    assert contracts.watch_ends(WORKER) == 1
    assert contracts.watch_ends(WORKER) == 0
    with Session(database.engine()) as session:
        (task,) = session.exec(select(Task)).all()
        (notice,) = session.exec(select(Notice)).all()
    number = page(rep, public_id).number
    assert (task.owner_id, task.source) == (rep.user_id, "contract")
    assert number in task.title
    assert ends in task.title
    assert (notice.user_id, notice.link) == (rep.user_id, f"/contracts/{public_id}")
    assert page(rep, public_id).ends_soon is True


def test_past_its_last_day_it_has_ended(rep, db):
    public_id = in_force(rep, customer=customer(rep), amount="9", ends_on="2031-01-01")
    with Session(db) as session:
        row = session.exec(select(Contract)).one()
        row.ends_on = house_day() - timedelta(3)
        session.add(row)
        session.commit()
    assert contracts.watch_ends(WORKER) == 1
    made = page(rep, public_id)
    assert (made.status, made.history[0].action, made.history[0].by) == ("ended", "end", "")
    assert contracts.watch_ends(WORKER) == 0


def test_rights_own_team_all_and_finance_looks_on(workspace, rep, footprint, security_log):
    public_id = in_force(rep)
    for who in ("manager", "director", "finance", "admin"):
        assert page(workspace[who], public_id).amount == TOTAL, who
    before = footprint()
    for who in ("rep_west", "manager_west"):
        with pytest.raises(NotFound):
            page(workspace[who], public_id)
        assert contracts.contracts(workspace[who], ListQuery()).total == 0
    for who in ("service", "marketing"):
        with pytest.raises(Forbidden):
            page(workspace[who], public_id)
    with pytest.raises(Forbidden):
        contracts.take_step(workspace["finance"], public_id, "end")
    with pytest.raises(NotFound):
        contracts.take_step(workspace["rep_west"], public_id, "end")
    assert footprint() == before
    assert set(security_log()) == {"contract.not_found", "permission.denied"}


def test_found_filtered_and_stale(rep):
    public_id = in_force(rep)
    number = page(rep, public_id).number
    assert [hit.kind for hit in search.find(rep, number)] == ["contract"]
    for filters, total in (
        ({"status": "in_force"}, 1),
        ({"status": "draft"}, 0),
        ({"ending": "soon"}, 0),
        ({"number": number}, 1),
    ):
        assert contracts.contracts(rep, ListQuery(filters=filters)).total == total, filters
    assert contracts.contracts(rep, ListQuery(words="华东")).total == 1
    with pytest.raises(Stale):
        contracts.change_contract(rep, public_id, ContractForm(note="x"), 1)
    with pytest.raises(Stale):
        contracts.take_step(rep, public_id, "end", version=1)


def test_deleted_and_restored(rep):
    public_id = contracts.create_contract(rep, ContractForm(customer=customer(rep), amount="1"))
    contracts.delete_contract(rep, public_id)
    with pytest.raises(NotFound):
        page(rep, public_id)
    contracts.restore_contract(rep, public_id)
    contracts.take_step(rep, public_id, "send")
    with pytest.raises(Conflict, match="not_draft"):
        contracts.delete_contract(rep, public_id)


def test_a_client_that_asks_twice_makes_one(rep):
    key = "01890000-0000-7000-8000-000000000001"
    form = ContractForm(customer=customer(rep), amount="1")
    assert contracts.create_contract(rep, form, key) == key
    assert contracts.create_contract(rep, form, key) == key
    assert contracts.contracts(rep, ListQuery()).total == 1
    assert page(rep, key).amount == Decimal(1)
