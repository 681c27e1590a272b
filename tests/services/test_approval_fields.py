"""One engine: contracts, transfers and exports by custom fields, contracts by discount and margin; a
custom field is asked again only where it became worse.
"""

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.listing import ListQuery
from crm_app.models.users import User
from crm_app.services import (
    approvals,
    contacts,
    contracts,
    custom_fields,
    customers,
    leads,
    ownership,
    products,
    quotes,
)
from crm_app.services.approvals import Case, ConditionForm, FlowForm, StepForm
from crm_app.services.contacts import ContactForm
from crm_app.services.contracts import ContractForm
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.leads import LeadForm
from crm_app.services.ownership import Asked
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm, QuoteForm
from tests.services.selling import agreed


def define(admin, record, kind, key, **more):
    form = FieldForm(record=record, kind=kind, key=key, label_zh=key, label_en=key, **more)
    return custom_fields.create_field(admin, form)


def flow(workspace, subject, *conditions, who="role:finance"):
    form = FlowForm("流程", "Flow", subject, conditions, (StepForm((who,)),))
    return approvals.save_flow(workspace["admin"], form)


@pytest.fixture
def people(workspace, db):
    with Session(db) as session:
        ids = {user.name: user.public_id for user in session.exec(select(User))}
    return workspace | {"ids": ids}


def test_a_contract_is_judged_by_discount_and_margin_of_its_quote(people):
    rep, director = people["rep"], people["director"]
    tea = products.create_product(
        director, ProductForm(code="T", zh="茶", en="Tea", price="100", cost="60")
    )
    flow(people, "contract", ConditionForm("margin", "<", "35"))
    flow(people, "contract", ConditionForm("discount", ">", "5"), who="manager")

    def made(discount):
        lines = [LineForm(product=tea, quantity="1", discount=discount)]
        return contracts.create_contract(rep, ContractForm(quote=agreed(rep, lines)))

    waits = {}
    for discount in ("0", "6", "9"):
        one = made(discount)
        waits[discount] = contracts.contract_standing(rep, one)
    assert [waits[one].who.en for one in ("0", "6", "9")] == ["", "manager", "finance"]
    request = contracts.ask_for_contract(rep, one, "年度框架")
    seen = approvals.approval_case(people["finance"], request).details
    said = [one.en for one in approvals.approval_case(director, request).details]
    assert "Discount: 9.00%" in said
    assert "Margin: 34.07%" in said
    assert any(one.zh.startswith("让利") for one in seen)
    assert "Margin: 34.07%" not in [one.en for one in approvals.approval_case(rep, request).details]
    bare = contracts.create_contract(
        rep,
        ContractForm(customer=customers.create_customer(rep, CustomerForm(name="A")), amount="9"),
    )
    assert contracts.contract_standing(rep, bare).level == ""  # nothing known of either


def test_contracts_transfers_and_exports_by_custom_fields(people, footprint):
    admin, rep = people["admin"], people["rep"]
    define(admin, "customer", "checkbox", "secret")
    define(admin, "contact", "choice", "vip", options="重要 | Key\n普通 | Plain")
    define(admin, "lead", "number", "worth")
    define(admin, "product", "text", "danger")
    flow(people, "contract", ConditionForm("custom.customer.secret", "in", "yes"))
    flow(people, "contract", ConditionForm("custom.product.danger", "has", "鞭炮"), who="manager")
    flow(people, "transfer", ConditionForm("custom.lead.worth", ">=", "100"))
    for name in ("customer.secret", "contact.vip"):
        value = "yes" if name.endswith("secret") else "key"
        flow(people, "export", ConditionForm(f"custom.{name}", "in", value))
    before = footprint()
    for subject, wrong in (("transfer", "product.danger"), ("quote", "lead.worth")):
        with pytest.raises(Invalid, match="field_unknown"):
            flow(people, subject, ConditionForm(f"custom.{wrong}", "has", "x"))
    assert footprint() == before
    # Contracts: the customer, and any of the products that were offered.
    secret = customers.create_customer(rep, CustomerForm(name="密", custom={"secret": True}))
    held = contracts.create_contract(rep, ContractForm(customer=secret, amount="9"))
    assert contracts.contract_standing(rep, held).who.en == "finance"
    form = ProductForm(code="F", zh="炮", en="F", price="1", custom={"danger": "含鞭炮"})
    loud = products.create_product(people["director"], form)
    plain = LineForm(text="茶", quantity="1", price="1")
    made = agreed(rep, [plain, LineForm(product=loud, quantity="1")])
    with_it = contracts.create_contract(rep, ContractForm(quote=made))
    assert contracts.contract_standing(rep, with_it).who.en == "manager"
    # Exports: any record of the list, or the customer of one.
    with pytest.raises(Conflict, match="export_required"):
        customers.export_customers(rep, ListQuery())
    with pytest.raises(Conflict, match="export_required"):
        contracts.export_contracts(rep, ListQuery())
    assert customers.export_customers(rep, ListQuery(filters={"tier": "A"})).rows == []
    contacts.create_contact(rep, ContactForm(name="甲", custom={"vip": "普通"}))
    assert len(contacts.export_contacts(rep, ListQuery()).rows) == 1
    contacts.create_contact(rep, ContactForm(name="乙", custom={"vip": "重要"}))
    with pytest.raises(Conflict, match="export_required"):
        contacts.export_contacts(rep, ListQuery())
    asked = approvals.ask_for_export(rep, "contacts", ListQuery(), "展会邀请")
    approvals.approve(people["finance"], asked)  # who sees other rows than the rep
    assert len(contacts.export_contacts(rep, ListQuery()).rows) == 2
    # Transfers: what is wanted.
    for worth, waits in (("99", []), ("100", ["transfer"])):
        form = LeadForm(name="李", company=f"海风{worth}", custom={"worth": worth})
        lead = leads.create_lead(rep, form)
        wish = Asked("transfer", "lead", lead, "老客户", company=f"海风{worth}")
        ownership.ask_for(people["rep_west"], wish)
        box = ListQuery(filters={"box": "waiting"})
        rows = approvals.approval_list(people["finance"], box).rows
        assert [one.kind for one in rows] == waits


@pytest.mark.parametrize(
    ("way", "now", "again"),
    [
        ("any", "30", True),
        ("any", "10", True),
        ("higher", "30", True),
        ("higher", "10", False),
        ("lower", "30", False),
        ("lower", "10", True),
        ("higher", "", True),
    ],
)
def test_a_custom_field_is_asked_again_only_the_way_it_becomes_worse(people, way, now, again):
    admin, rep = people["admin"], people["rep"]
    define(admin, "quote", "number", "days", worse=way)
    flow(people, "quote", ConditionForm("custom.quote.days", ">", "5"))
    flow(people, "quote", ConditionForm("amount", ">", "0"))
    customer = customers.create_customer(rep, CustomerForm(name="云岭"))
    lines = [LineForm(text="茶", quantity="1", price="5")]
    form = QuoteForm(customer=customer, lines=lines, custom={"days": "20"})
    made = quotes.create_quote(rep, form)
    approvals.approve(people["finance"], approvals.ask_for_quote(rep, made, "急"))
    quotes.change_quote(rep, made, QuoteForm(custom={"days": now}))
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(rep, made)
    row = approvals.approval_row(rep, approvals.ask_for_quote(rep, made, "改"))
    if now:
        assert row.status == ("pending" if again else "approved")


def test_only_what_has_an_order_has_a_way(people, footprint):
    before = footprint()
    with pytest.raises(Invalid, match="worse_unknown"):
        define(people["admin"], "quote", "text", "note", worse="higher")
    with pytest.raises(Invalid, match="worse_unknown"):
        define(people["admin"], "quote", "number", "note", worse="sideways")
    assert footprint() == before
    made = define(people["admin"], "quote", "date", "due", worse="lower")
    before = custom_fields.change_field(people["admin"], made, FieldForm(worse="any"))
    assert before.worse == "lower"


def test_words_about_payment_are_a_condition(people):
    flow(people, "quote", ConditionForm("payment_terms", "has", "月结"))
    customer = customers.create_customer(people["rep"], CustomerForm(name="云岭"))
    lines = [LineForm(text="茶", quantity="1", price="5")]
    for words, who in (("月结 30 天", "finance"), ("预付一半", "")):
        form = QuoteForm(customer=customer, lines=lines, payment_terms=words)
        made = quotes.create_quote(people["rep"], form)
        assert approvals.quote_standing(people["rep"], made).who.en == who
    case = Case("quote", people["ids"]["rep"], values={"payment_terms": "月结"})
    assert approvals.simulate(people["admin"], case).flow.zh == "流程"


def test_a_case_can_be_tried_for_every_subject(people):
    define(people["admin"], "lead", "number", "worth")
    flow(people, "transfer", ConditionForm("custom.lead.worth", ">", "10"))
    flow(people, "contract", ConditionForm("margin", "<", "10"))
    for subject, values in (
        ("transfer", {"custom.lead.worth": "11"}),
        ("contract", {"margin": "9"}),
    ):
        case = Case(subject, people["ids"]["rep"], values=values)
        assert approvals.simulate(people["admin"], case).flow.zh == "流程"
