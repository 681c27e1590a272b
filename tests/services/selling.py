"""What tests of contracts, orders and money begin with: offers that were agreed."""

from decimal import Decimal

from crm_app.core.permissions import Actor
from crm_app.services import contracts, customers, deals, orders, quotes
from crm_app.services.contracts import ContractForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.orders import OrderForm
from crm_app.services.quotes import LineForm, QuoteForm

# 10 x 180 less 5 %, and 3 x 33.33: 1,710.00 + 99.99 net, 13 % tax on it.
LINES = [
    LineForm(text="熟普饼茶", unit="饼", quantity="10", price="180", discount="5", tax_rate="13"),
    LineForm(text="配送", unit="次", quantity="3", price="33.33", tax_rate="13"),
]
TOTAL = Decimal("2045.29")


def customer(actor: Actor, name: str = "华东科技") -> str:
    return customers.create_customer(actor, CustomerForm(name=name))


def agreed(actor: Actor, lines=LINES, deal: str = "", **more) -> str:
    """A quote that its customer accepted."""
    whom = {"deal": deal} if deal else {"customer": customer(actor)}
    public_id = quotes.create_quote(actor, QuoteForm(**whom, lines=list(lines), **more))
    quotes.send_quote(actor, public_id)
    quotes.accept_quote(actor, public_id)
    return public_id


def won_deal(actor: Actor) -> str:
    """A deal in the stage that means won; needs the default pipeline."""
    form = DealForm(
        name="秋茶",
        customer=customer(actor),
        amount="2000",
        expected_close="2026-12-31",
    )
    public_id = deals.create_deal(actor, form)
    deals.move_deal(actor, public_id, "won")
    return public_id


def in_force(actor: Actor, **form) -> str:
    """A contract that both sides have signed."""
    if not form:
        form = {"quote": agreed(actor)}
    public_id = contracts.create_contract(actor, ContractForm(**form))
    for action in ("send", "sign_us", "sign_customer"):
        contracts.take_step(actor, public_id, action)
    return public_id


def ordered(actor: Actor, **form) -> str:
    """An order of an agreed quote."""
    return orders.create_order(actor, OrderForm(**(form or {"quote": agreed(actor)})))
