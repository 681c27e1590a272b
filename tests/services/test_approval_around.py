"""Any custom field decides about any approval: of the record, its customer, contact, deal and quote, and
of the products on its lines.
"""

from contextlib import suppress

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict
from crm_app.core.listing import ListQuery
from crm_app.models.users import User
from crm_app.services import (
    activities,
    approvals,
    contacts,
    contracts,
    customers,
    deals,
    defaults,
    leads,
    orders,
    ownership,
    products,
    quotes,
)
from crm_app.services.activities import ActivityForm
from crm_app.services.approvals import Case, ConditionForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.contracts import ContractForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import LeadForm
from crm_app.services.orders import OrderForm
from crm_app.services.ownership import Asked
from crm_app.services.points import read_point
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm, QuoteForm
from tests.services.test_approval_fields import define, flow

TAKEN = {
    "customers": customers.export_customers,
    "contacts": contacts.export_contacts,
    "leads": leads.export_leads,
    "deals": deals.export_deals,
    "quotes": quotes.export_quotes,
    "contracts": contracts.export_contracts,
    "orders": orders.export_orders,
    "products": products.export_products,
    "activities": activities.export_activities,
}
_OFFERS = {"quotes", "contracts", "orders"}
# Field → the lists that are held where a record around one of theirs has it.
HELD = {
    "customer": {"customers", "contacts", "deals", "activities", *_OFFERS},
    "contact": {"contacts", "deals", "activities", *_OFFERS},
    "deal": {"deals", "activities", *_OFFERS},
    "quote": _OFFERS,
    "product": {"products", *_OFFERS},
    "lead": {"leads"},
}
YES = {"secret": True}


@pytest.fixture
def house(workspace):
    """One record of each kind that has a secret, and what hangs on them."""
    defaults.ensure_defaults()
    admin, rep = workspace["admin"], workspace["rep"]
    for record in HELD:
        define(admin, record, "checkbox", "secret")
    firm = customers.create_customer(rep, CustomerForm(name="云岭", custom=YES))
    form = ContactForm(
        name="王珊",
        positions=[PositionForm(customer_id=firm)],
        points=[read_point("mobile", "+86 13800138001")],
        custom=YES,
    )
    person = contacts.create_contact(rep, form)
    form = DealForm(name="秋茶", customer=firm, contact=person, amount="9", custom=YES)
    deal = deals.create_deal(rep, form)
    tea = products.create_product(
        workspace["director"], ProductForm(code="T", zh="茶", en="Tea", price="9", custom=YES)
    )
    line = LineForm(product=tea, quantity="1")
    form = QuoteForm(deal=deal, contact=person, lines=[line], custom=YES)
    draft, one, other = (quotes.create_quote(rep, form) for _ in range(3))
    for quote in (one, other):
        quotes.send_quote(rep, quote)
        quotes.accept_quote(rep, quote)
    contract = contracts.create_contract(rep, ContractForm(quote=one))
    orders.create_order(rep, OrderForm(quote=other))
    activities.record_activity(
        rep, ActivityForm(kind="call", text="谈了"), [("deal", deal), ("contact", person)]
    )
    leads.create_lead(rep, LeadForm(name="李", company="海风", custom=YES))
    made = {"quote": draft, "contract": contract, "deal": deal, "contact": person}
    return workspace | made


def test_a_list_waits_where_a_record_around_one_of_its_has_what_a_flow_names(house, footprint):
    for record, lists in HELD.items():
        made = flow(house, "export", ConditionForm(f"custom.{record}.secret", "in", "yes"))
        before, held = footprint(), set()
        for name, take in TAKEN.items():
            with suppress(Conflict):
                take(house["rep"], ListQuery())
                continue
            held.add(name)
        assert held == lists, record
        assert footprint()[0] == before[0] + len(TAKEN) - len(held)  # only what went out
        approvals.delete_flow(house["admin"], made)
        assert TAKEN[min(held)](house["rep"], ListQuery()).rows


def test_products_go_out_with_a_word_as_other_lists(house):
    flow(house, "export", ConditionForm("listing", "in", "products"))
    with pytest.raises(Conflict, match="export_required"):
        products.export_products(house["rep"], ListQuery())
    asked = approvals.ask_for_export(house["rep"], "products", ListQuery(), "展会价目")
    approvals.approve(house["finance"], asked)
    assert len(products.export_products(house["rep"], ListQuery()).rows) == 1
    assert len(customers.export_customers(house["rep"], ListQuery()).rows) == 1


def test_offers_contracts_and_transfers_look_at_all_that_is_around_them(house, db):
    admin, rep = house["admin"], house["rep"]
    standing = {
        "quote": lambda: approvals.quote_standing(rep, house["quote"]),
        "deal": lambda: approvals.deal_standing(rep, house["deal"]),
        "contract": lambda: contracts.contract_standing(rep, house["contract"]),
    }
    with Session(db) as session:
        asker = session.exec(select(User.public_id).where(User.name == "rep")).one()
    for subject, of in standing.items():
        for record in set(HELD) - {"lead"}:
            field = f"custom.{record}.secret"
            made = flow(house, subject, ConditionForm(field, "in", "yes"))
            case = Case(subject, asker, values={field: "yes"})
            assert approvals.simulate(admin, case).flow.en == "Flow"
            assert of().who.en == "finance", (subject, record)
            approvals.delete_flow(admin, made)
            assert of().who.en == ""
    # Somebody else wants the person: what the firm is decides too.
    flow(house, "transfer", ConditionForm("custom.customer.secret", "in", "yes"))
    known = (read_point("mobile", "+86 13800138001"),)
    wish = Asked("transfer", "contact", house["contact"], "老客户", points=known)
    ownership.ask_for(house["rep_west"], wish)
    (waits,) = approvals.approval_list(house["finance"], ListQuery(filters={"box": "waiting"})).rows
    assert waits.kind == "transfer"
