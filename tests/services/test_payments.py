"""Plans that add up, money that comes in: partial, too much, voided, and what is late."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_app.core.errors import AppError, Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.services import checks, contracts, invoices, orders, payments
from crm_app.services.contracts import ContractForm
from crm_app.services.currencies import smallest
from crm_app.services.invoices import InvoiceForm
from crm_app.services.orders import OrderForm
from crm_app.services.payments import InstalmentForm, PaymentForm, rules
from tests.days import house_day
from tests.services.selling import TOTAL, customer, in_force, ordered

SYSTEM = system_actor("test")
TODAY = house_day()
LATE, SOON = (TODAY - timedelta(12)).isoformat(), (TODAY + timedelta(12)).isoformat()
FAR = (TODAY + timedelta(200)).isoformat()


@pytest.fixture
def rep(workspace):
    return workspace["rep"]


@pytest.fixture
def contract(rep):
    """A contract over 1,000, of which 300 are late, 500 due soon, 200 far away."""
    public_id = in_force(rep, customer=customer(rep), amount="1000")
    plan = [
        InstalmentForm(label="定金", due_on=LATE, percent="30"),
        InstalmentForm(label="发货款", due_on=SOON, amount="500"),
        InstalmentForm(label="尾款", due_on=FAR, percent="20"),
    ]
    payments.set_plan(rep, "contract", public_id, plan)
    return public_id


def money(actor, public_id, kind="contract"):
    return payments.money_of(actor, kind, public_id)


def pay(workspace, public_id, amount, kind="contract", **more):
    return payments.record_payment(
        workspace["finance"], kind, public_id, PaymentForm(amount=amount, **more)
    )


def test_a_plan_in_percent_and_amounts(rep, contract):
    page = money(rep, contract)
    assert [(part.label, part.amount) for part in page.instalments] == [
        ("定金", Decimal(300)),
        ("发货款", Decimal(500)),
        ("尾款", Decimal(200)),
    ]
    assert (page.planned, page.overdue, page.left) == (1000, 300, 1000)
    assert [part.state for part in page.instalments] == ["overdue", "open", "open"]
    assert page.instalments[0].days_late == 12


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([{"percent": "30"}], "payments.plan_under"),
        ([{"percent": "60"}, {"amount": "500"}], "payments.plan_over"),
        ([{"amount": "999.99"}], "payments.plan_under"),
        ([{"amount": "1000.01"}], "payments.plan_over"),
        ([{"amount": "1000"}, {"amount": "0"}], "payments.part_empty"),
        ([{"amount": "-5"}], "money.number_low"),
        ([{"percent": "101"}], "money.number_high"),
        ([{"amount": "1000", "due_on": ""}], "payments.due_missing"),
        ([{"amount": "1000", "due_on": "31.12.2026"}], "record.day_invalid"),
        ([{"amount": "500.001"}, {"amount": "499.999"}], "money.too_fine"),
        ([{"percent": "1"}] * 100, "payments.too_many"),
    ],
)
def test_a_plan_that_does_not_add_up_leaves_the_old_one(rep, contract, footprint, parts, code):
    before = footprint(), money(rep, contract)
    forms = [InstalmentForm(**({"due_on": SOON} | part)) for part in parts]
    with pytest.raises(Invalid) as refusal:
        payments.set_plan(rep, "contract", contract, forms)
    assert refusal.value.code == code
    assert (footprint(), money(rep, contract)) == before


def test_thirds_are_exactly_the_whole(rep):
    public_id = in_force(rep, customer=customer(rep), amount="100")
    plan = [InstalmentForm(due_on=FAR, percent=p) for p in ("33.33", "33.33", "33.34")]
    payments.set_plan(rep, "contract", public_id, plan)
    assert [part.amount for part in money(rep, public_id).instalments] == [
        Decimal("33.33"),
        Decimal("33.33"),
        Decimal("33.34"),
    ]


def test_payments_pay_what_is_due_first_and_the_rest_is_an_advance(workspace, rep, contract):
    pay(workspace, contract, "450.50", reference="BOC-1")
    page = money(rep, contract)
    assert [part.received for part in page.instalments] == [300, Decimal("150.5"), 0]
    assert [part.state for part in page.instalments] == ["paid", "partly", "open"]
    assert (page.received, page.advance, page.overdue) == (Decimal("450.5"), 0, 0)
    pay(workspace, contract, "600")
    page = money(rep, contract)
    assert (page.received, page.advance, page.left) == (Decimal("1050.5"), Decimal("50.5"), 0)
    assert {one.code for one in page.warnings} == {
        "payments.warn_over_amount",
        "payments.warn_not_invoiced",
        "payments.warn_advance",
    }
    assert contracts.contract_page(rep, contract).received == Decimal("1050.5")
    assert checks.first_fault(SYSTEM) is None


def test_a_payment_may_name_what_it_pays(workspace, rep, contract):
    last = money(rep, contract).instalments[2].public_id
    pay(workspace, contract, "250", instalment=last)
    assert [part.received for part in money(rep, contract).instalments] == [50, 0, 200]
    with pytest.raises(Invalid, match="instalment_unknown"):
        pay(workspace, contract, "1", instalment="nobody")


def test_an_advance_is_taken_by_the_plan_that_comes_later(workspace, rep):
    public_id = in_force(rep, customer=customer(rep), amount="1000")
    pay(workspace, public_id, "400")
    assert money(rep, public_id).advance == 400
    payments.set_plan(rep, "contract", public_id, [InstalmentForm(due_on=SOON, percent="100")])
    page = money(rep, public_id)
    assert (page.advance, page.instalments[0].received) == (0, 400)


def test_what_has_received_money_does_not_leave_the_plan(workspace, rep, contract, footprint):
    pay(workspace, contract, "300")
    before = footprint()
    with pytest.raises(Conflict, match="below_received"):
        payments.set_plan(rep, "contract", contract, [InstalmentForm(due_on=SOON, percent="100")])
    first = money(rep, contract).instalments[0].public_id
    for plan in (
        [],
        [
            InstalmentForm(first, due_on=SOON, amount="299.99"),
            InstalmentForm(due_on=SOON, amount="700.01"),
        ],
    ):
        with pytest.raises(Conflict, match="below_received"):
            payments.set_plan(rep, "contract", contract, plan)
    assert footprint() == before
    plan = [
        InstalmentForm(first, "定金", FAR, "300"),
        InstalmentForm(due_on=SOON, amount="700"),
    ]
    payments.set_plan(rep, "contract", contract, plan)
    assert [part.received for part in money(rep, contract).instalments] == [0, 300]
    assert checks.first_fault(SYSTEM) is None


def test_a_plan_goes_and_comes_back(rep, contract):
    before = payments.set_plan(rep, "contract", contract, [])
    assert money(rep, contract).instalments == []
    payments.set_plan(rep, "contract", contract, before)
    assert [part.amount for part in money(rep, contract).instalments] == [300, 500, 200]


def test_a_wrong_payment_is_voided_and_stays_to_be_seen(workspace, rep, contract, footprint):
    finance = workspace["finance"]
    first = pay(workspace, contract, "300")
    second = pay(workspace, contract, "100")
    before = footprint()
    with pytest.raises(Invalid, match="reason_missing"):
        payments.void_payment(finance, first, "")
    assert footprint() == before
    payments.void_payment(finance, first, "退票")
    page = money(rep, contract)
    # What the second one paid stays where it was booked.
    assert ([part.received for part in page.instalments], page.received) == ([0, 100, 0], 100)
    assert [(row.is_void, row.void_reason) for row in page.payments] == [
        (False, ""),
        (True, "退票"),
    ]
    with pytest.raises(Conflict, match="void_already"):
        payments.void_payment(finance, first, "x")
    payments.restore_payment(finance, first)
    assert [part.received for part in money(rep, contract).instalments] == [300, 100, 0]
    with pytest.raises(Conflict, match="not_void"):
        payments.restore_payment(finance, second)
    assert checks.first_fault(SYSTEM) is None


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"amount": "0"}, "payments.amount_missing"),
        ({"amount": "-3"}, "money.number_low"),
        ({"amount": "1.005"}, "money.too_fine"),
        ({"amount": "1", "method": "barter"}, "payments.method_unknown"),
        ({"amount": "1", "received_on": "2099-01-01"}, "payments.day_ahead"),
        ({"amount": "1", "reference": "x" * 121}, "record.too_long"),
    ],
)
def test_a_payment_that_cannot_be_leaves_nothing(workspace, contract, footprint, form, code):
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        payments.record_payment(workspace["finance"], "contract", contract, PaymentForm(**form))
    assert refusal.value.code == code
    assert footprint() == before


def test_money_of_an_order_is_with_its_contract(workspace, rep, footprint):
    contract = in_force(rep)
    order = orders.create_order(rep, OrderForm(contract=contract))
    before = footprint()
    for act in (
        lambda: money(rep, order, "order"),
        lambda: pay(workspace, order, "1", "order"),
        lambda: payments.set_plan(rep, "order", order, []),
    ):
        with pytest.raises(Conflict, match="on_contract"):
            act()
    assert footprint() == before
    own = ordered(rep)
    payments.set_plan(rep, "order", own, [InstalmentForm(due_on=SOON, percent="100")])
    pay(workspace, own, "45.29", "order")
    assert (money(rep, own, "order").left, money(rep, own, "order").amount) == (2000, TOTAL)
    with pytest.raises(Conflict, match="has_money"):
        orders.cancel_order(rep, own, "x")


def test_the_overdue_list_holds_what_is_late_and_owed(workspace, rep, contract):
    def listed(actor, state):
        page = payments.instalments(actor, ListQuery(filters={"state": state}))
        return [row.label for row in page.rows]

    assert listed(rep, "overdue") == listed(workspace["finance"], "overdue") == ["定金"]
    assert (listed(rep, "soon"), listed(rep, "open")) == (["发货款"], ["定金", "发货款", "尾款"])
    assert listed(workspace["manager"], "overdue") == ["定金"]
    assert listed(workspace["rep_west"], "overdue") == []
    owed = payments.owed(rep)
    assert (owed.overdue_count, owed.overdue[0].amount, owed.left[0].amount) == (1, 300, 1000)
    whom = contracts.contract_page(rep, contract).customer.public_id
    assert payments.owed(workspace["finance"], whom) == owed
    assert payments.owed(workspace["rep_west"], whom).left == []
    pay(workspace, contract, "300")
    assert (listed(rep, "overdue"), listed(rep, "paid")) == ([], ["定金"])
    # A draft owes nothing yet.
    draft = contracts.create_contract(rep, ContractForm(customer=customer(rep), amount="7"))
    payments.set_plan(rep, "contract", draft, [InstalmentForm(due_on=LATE, percent="100")])
    assert listed(rep, "overdue") == []


def test_rights(workspace, rep, contract, footprint, security_log):
    before = footprint()
    for who in ("rep", "manager", "director", "desk"):
        with pytest.raises(Forbidden):
            payments.record_payment(workspace[who], "contract", contract, PaymentForm(amount="1"))
    with pytest.raises(Forbidden):
        payments.set_plan(workspace["finance"], "contract", contract, [])
    for act in (
        lambda: money(workspace["rep_west"], contract),
        lambda: payments.set_plan(workspace["rep_west"], "contract", contract, []),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(Forbidden):
        money(workspace["service"], contract)
    with pytest.raises(Invalid, match="kind_unknown"):
        money(rep, contract, "quote")
    assert footprint() == before


def test_what_came_in_is_compared_with_what_was_invoiced(workspace, rep, contract):
    pay(workspace, contract, "300")
    assert [(w.code, w.amount) for w in money(rep, contract).warnings] == [
        ("payments.warn_not_invoiced", 300)
    ]
    asked = invoices.request_invoice(
        rep, "contract", contract, InvoiceForm(title="华东", amount="300")
    )
    assert money(rep, contract).requested == 300
    invoices.issue_invoice(workspace["finance"], asked, "25117000000012345678")
    page = money(rep, contract)
    assert (page.warnings, page.invoiced, page.requested) == ([], 300, 0)


CENTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)


@given(
    CENTS,
    st.lists(st.integers(1, 10_000), min_size=1, max_size=30),
    st.sampled_from(["CNY", "JPY"]),
)
def test_any_percentages_that_are_a_hundred_are_exactly_the_amount(amount, weights, currency):
    whole = amount.quantize(smallest(currency))
    percents = [round(Decimal(w) * 100 / sum(weights), 4) for w in weights[:-1]]
    percents.append(Decimal(100) - sum(percents))
    assume(all(p > 0 for p in percents))
    forms = [InstalmentForm(due_on="2030-01-01", percent=str(p)) for p in percents]
    try:
        plan = rules.read_plan(forms, whole, currency)
    except AppError as refusal:
        assert refusal.code == "payments.part_empty"  # noqa: PT017 - less than a unit for a part
        return
    assert sum(part.amount for part in plan) == whole
    assert all(part.amount % smallest(currency) == 0 for part in plan)


@given(st.lists(st.integers(0, 500), max_size=12), st.integers(0, 5000))
def test_what_is_allocated_and_the_advance_are_the_payment(rooms, amount):
    open_parts = [(key, Decimal(room)) for key, room in enumerate(rooms)]
    taken = rules.allocate(open_parts, Decimal(amount))
    assert all(0 < taken[key] <= rooms[key] for key in taken)
    assert sum(taken.values()) == min(amount, sum(rooms))
    full = [key for key, room in open_parts if taken.get(key, 0) == room]
    # Nobody later is paid before who comes first is full.
    assert all(key in full or room == 0 for key, room in open_parts[: max(taken, default=0)])


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 9), st.integers(0, 9))
def test_states_leave_no_gap(due, amount, received):
    state = rules.state_of(due, Decimal(amount), Decimal(received), date(2025, 6, 1))
    assert (state == "paid") == (received >= amount)
    assert (state == "overdue") == (received < amount and due < date(2025, 6, 1))
