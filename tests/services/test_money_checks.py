"""Quote, contract, order, plan, payments and invoices agree whatever happens; what does not is named."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from crm_app.core.errors import AppError
from crm_app.core.permissions import system_actor
from crm_app.models.contracts import Contract
from crm_app.models.orders import Order, OrderLine
from crm_app.models.payments import Allocation, Instalment, InvoiceRequest, Payment
from crm_app.services import checks, contracts, invoices, orders, payments, quotes
from crm_app.services.invoices import InvoiceForm
from crm_app.services.orders import DeliveryForm, OrderForm, OrderLineForm
from crm_app.services.payments import InstalmentForm, PaymentForm, rules
from crm_app.services.quotes import LineForm
from tests.services.selling import agreed, customer, in_force

SYSTEM = system_actor("test")
SUM = st.integers(0, 10**6).map(Decimal)


@given(amount=SUM, planned=SUM, received=SUM, data=st.data(), invoiced=SUM)
def test_received_is_invoiced_or_an_advance_or_somebody_is_warned(
    amount, planned, received, data, invoiced
):
    advance = data.draw(st.integers(0, int(received)).map(Decimal))
    sums = {"received": received, "advance": advance, "invoiced": invoiced}
    said = {one.code: one.amount for one in rules.warnings(amount=amount, planned=planned, **sums)}
    assert ("payments.warn_not_invoiced" in said) == (received > invoiced + advance)
    assert ("payments.warn_over_amount" in said) == (received > amount)
    assert ("payments.warn_advance" in said) == (advance > 0)
    assert ("payments.warn_no_plan" in said) == (amount > 0 and planned == 0)
    assert all(much > 0 for much in said.values())


class Walk:
    """One contract and its order, and everything that can be done to their money."""

    def __init__(self, people, lines, discount):
        self.rep, self.finance = people["rep"], people["finance"]
        self.quote = agreed(self.rep, lines, discount=str(discount))
        self.contract = in_force(self.rep, quote=self.quote)
        self.order = orders.create_order(self.rep, OrderForm(contract=self.contract))
        self.paid: list[str] = []
        self.asked: list[str] = []

    def plan(self, much):
        first = str(much % 100 or 50)
        parts = [("2026-10-01", first), ("2026-12-01", str(100 - int(first)))]
        forms = [InstalmentForm(due_on=day, percent=percent) for day, percent in parts]
        payments.set_plan(self.rep, "contract", self.contract, forms)

    def no_plan(self, _):
        payments.set_plan(self.rep, "contract", self.contract, [])

    def pay(self, much):
        form = PaymentForm(amount=str(much), received_on="2026-10-05")
        made = payments.record_payment(self.finance, "contract", self.contract, form)
        self.paid.append(made)

    def void(self, much):
        if self.paid:
            payments.void_payment(self.finance, self.paid[much % len(self.paid)], "退回")

    def restore(self, much):
        if self.paid:
            payments.restore_payment(self.finance, self.paid[much % len(self.paid)])

    def ask(self, much):
        form = InvoiceForm(title="华东", amount=str(much))
        made = invoices.request_invoice(self.rep, "contract", self.contract, form)
        self.asked.append(made)

    def issue(self, much):
        if self.asked:
            invoices.issue_invoice(self.finance, self.asked[much % len(self.asked)], f"N{much}")

    def reconsider(self, much):
        if self.asked:
            invoices.reconsider(self.finance, self.asked[much % len(self.asked)])

    def deliver(self, much):
        line = orders.order_page(self.rep, self.order).lines[0].public_id
        orders.deliver(self.rep, self.order, DeliveryForm(lines=[(line, str(much % 5 + 1))]))

    def look(self):
        """What must hold, on the pages and in the recount."""
        offer = quotes.quote_page(self.rep, self.quote).figures
        order = orders.order_page(self.rep, self.order)
        contract = contracts.contract_page(self.rep, self.contract)
        assert offer.total == contract.amount == order.total == contract.ordered
        assert sum(line.amount for line in order.lines) == order.total
        money = payments.money_of(self.rep, "contract", self.contract)
        parts = sum(part.amount for part in money.instalments)
        assert parts in (0, contract.amount)
        held = sum(one.amount for one in money.payments if not one.is_void)
        assert money.received == contract.received == held
        assert sum(part.received for part in money.instalments) + money.advance == held
        assert money.invoiced + money.requested <= contract.amount
        warned = {one.code for one in money.warnings}
        over = money.received > money.invoiced + money.advance
        assert ("payments.warn_not_invoiced" in warned) == over
        assert checks.first_fault(SYSTEM) is None


DEEDS = (
    *("plan", "no_plan", "pay", "pay", "void", "restore"),
    *("ask", "issue", "reconsider", "deliver"),
)
OFFERED = st.builds(
    lambda quantity, price, discount: LineForm(
        text="茶", quantity=str(quantity), price=str(price), discount=str(discount)
    ),
    st.integers(1, 30),
    st.decimals("0.01", 500, places=2),
    st.sampled_from([0, 2, 5]),
)


@pytest.mark.long
@given(
    lines=st.lists(OFFERED, min_size=1, max_size=4),
    discount=st.sampled_from([0, 1, 3.33]),
    deeds=st.lists(
        st.tuples(st.sampled_from(DEEDS), st.integers(1, 4000)), min_size=4, max_size=14
    ),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_happens_quote_contract_order_and_money_agree(workspace, lines, discount, deeds):
    walk = Walk(workspace, lines, discount)
    walk.look()
    for name, much in deeds:
        try:
            getattr(walk, name)(much)
        except AppError as refusal:
            assert refusal.code.startswith(("payments.", "invoices.", "orders."))  # noqa: PT017
    walk.look()


# What is written into the last row of a table, and the figure that is then wrong.
TAMPERED = (
    (Contract, {"amount": Decimal(1)}, "amount"),
    (Contract, {"received": Decimal(1)}, "received"),
    (Contract, {"invoiced": Decimal(1)}, "invoiced"),
    (Order, {"total": Decimal(1)}, "total"),
    (Order, {"net": Decimal(1)}, "net"),
    (OrderLine, {"delivered": Decimal(1)}, "status"),
    (Instalment, {"amount": Decimal(1)}, "planned"),
    (Instalment, {"received": Decimal(1)}, "received"),
    (Allocation, {"amount": Decimal(1)}, "received"),
    (Payment, {"amount": Decimal(1)}, "received"),
    (InvoiceRequest, {"amount": Decimal(10**6)}, "requested"),
)


@pytest.fixture
def agreeing(workspace):
    """A contract with an order, a plan, money and an invoice."""
    walk = Walk(workspace, [LineForm(text="茶", quantity="10", price="100")], 0)
    for name, much in (("plan", 30), ("pay", 400), ("ask", 300), ("issue", 300), ("ask", 200)):
        getattr(walk, name)(much)
    walk.look()
    return walk


def test_every_figure_that_was_written_past_the_product_is_named(agreeing, db):
    for model, values, figure in TAMPERED:
        with Session(db) as session:
            row = session.exec(select(model).order_by(col(model.id))).all()[-1]
            kept = {name: getattr(row, name) for name in values}
            _write(session, row, values)
        fault = checks.first_fault(SYSTEM)
        assert fault is not None, (model, values)
        assert (fault.check, fault.code) == ("sums", "verify.money")
        assert fault.params["figure"] == figure, (model, values)
        with Session(db) as session:
            _write(session, session.get_one(model, row.id), kept)
    assert checks.first_fault(SYSTEM) is None


def _write(session, row, values):
    table = type(row).__table__
    statement = table.update().where(table.c.id == row.id).values(**values)
    session.connection().execute(statement)
    session.commit()
    session.refresh(row)
    session.expunge(row)


def test_orders_beyond_their_contract_are_named(workspace, db):
    rep = workspace["rep"]
    made = in_force(rep, customer=customer(rep), amount="1000")
    lines = [OrderLineForm(text="茶", quantity="1", price="800", tax_rate="0")]
    orders.create_order(rep, OrderForm(contract=made, lines=lines))
    with Session(db) as session:
        row = session.exec(select(Contract)).one()
        _write(session, row, {"amount": Decimal(700)})
    fault = checks.first_fault(SYSTEM)
    assert fault is not None
    assert (fault.params["figure"], fault.params["right"]) == ("ordered", "700")
