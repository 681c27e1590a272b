"""Custom fields: defined without code, filled, refused, seen by roles, listed, searched, audited."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select, text

from crm_app.core.database import engine, is_sqlite
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Permission, system_actor
from crm_app.models.customers import Customer
from crm_app.models.ledger import AuditEntry
from crm_app.services import (
    accounts,
    approvals,
    audit,
    contacts,
    custom_fields,
    customers,
    deals,
    leads,
    pipelines,
    products,
    quotes,
)
from crm_app.services.approvals import Case, ConditionForm, FlowForm, StepForm
from crm_app.services.contacts import ContactForm
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.leads import ConvertForm, LeadForm
from crm_app.services.pipelines import StageForm
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm, QuoteForm

TEAS = "生普 | Raw Pu'er\n熟普 | Ripe Pu'er\n白茶 | White tea"


def define(actor, record="customer", kind="text", key="note", **more):
    more = {"label_zh": f"字段{key}", "label_en": key, "is_listed": True} | more
    return custom_fields.create_field(actor, FieldForm(record=record, kind=kind, key=key, **more))


def make(actor, name="华东科技", **custom):
    return customers.create_customer(actor, CustomerForm(name=name, custom=custom))


def shown(actor, public_id):
    page = customers.customer_page(actor, public_id)
    return {one.key: (one.value, one.shown_zh, one.shown_en) for one in page.custom}


VALUES = [
    ("text", "  两  字 ", ("两 字", "两 字", "两 字")),
    ("number", "-1,234.5", ("-1234.5", "-1,234.5", "-1,234.5")),
    ("money", "128000", ("128000", "128,000 CNY", "128,000 CNY")),
    ("date", "2026-02-28", ("2026-02-28", "2026-02-28", "2026-02-28")),
    ("choice", "熟普", ("ripe_pu_er", "熟普", "Ripe Pu'er")),
    ("multi", ["白茶", "raw_pu_er"], ("raw_pu_er,white_tea", "生普、白茶", "Raw Pu'er, White tea")),
    ("checkbox", True, ("true", "是", "Yes")),
    ("link", "example.com/茶", ("https://example.com/茶",) * 3),
]
WRONG = [
    ("text", "字" * 501, "record.too_long"),
    ("number", "viel", "money.number_invalid"),
    ("number", "1.23456", "money.too_fine"),
    ("number", True, "money.number_invalid"),
    ("money", "-1", "money.number_low"),
    ("money", "1e30", "money.number_high"),
    ("date", "2026-02-30", "record.day_invalid"),
    ("choice", "coffee", "custom_fields.option_unknown"),
    ("multi", ["熟普", "coffee"], "custom_fields.option_unknown"),
    ("checkbox", "maybe", "custom_fields.tick_unknown"),
    ("link", "javascript://example.com", "custom_fields.link_invalid"),
    ("link", "tea", "custom_fields.link_invalid"),
]


def test_each_kind_is_read_shown_emptied_and_refused(people, footprint):
    for kind in {kind for kind, *_ in VALUES}:
        define(people["admin"], kind=kind, key=kind, options=TEAS)
    rep = people["rep"]
    public_id = make(rep)
    for kind, typed, expected in VALUES:
        change = CustomerForm(custom={kind: typed})
        customers.change_customer(rep, public_id, change)
        assert shown(rep, public_id)[kind] == expected
    before = footprint()
    for kind, typed, code in WRONG:
        with pytest.raises(Invalid) as refused:
            customers.change_customer(rep, public_id, CustomerForm(custom={kind: typed}))
        assert (refused.value.code, refused.value.field) == (code, f"custom.{kind}")
    with pytest.raises(Invalid) as refused:
        make(rep, "B", coffee="1")
    assert refused.value.code == "custom_fields.unknown"
    assert footprint() == before
    customers.change_customer(
        rep, public_id, CustomerForm(custom=dict.fromkeys(shown(rep, public_id)))
    )
    assert {value for value, *_ in shown(rep, public_id).values()} == {""}
    with Session(engine()) as session:
        assert session.exec(select(Customer.custom)).one() == {}


def test_every_record_keeps_values_and_says_its_version(workspace):
    admin, rep = workspace["admin"], workspace["rep"]
    for record in custom_fields.RECORDS:
        define(admin, record, key="bid", is_required=True)
    customer = make(rep, bid="A")
    own = {"custom": {"bid": "招标"}}
    contact = contacts.create_contact(rep, ContactForm(name="张伟", **own))
    lead = leads.create_lead(rep, LeadForm(name="李娜", **own))
    deal = deals.create_deal(rep, DealForm(name="D", customer=customer, **own))
    quote = quotes.create_quote(rep, QuoteForm(deal=deal, **own))
    product = products.create_product(admin, ProductForm(code="P", zh="茶", **own))
    pages = {
        "contact": contacts.contact_page(rep, contact).custom,
        "lead": leads.lead_page(rep, lead).custom,
        "deal": deals.deal_page(rep, deal).custom,
        "quote": quotes.quote_page(rep, quote).custom,
        "product": products.product(rep, product).custom,
    }
    assert {record: [one.value for one in page] for record, page in pages.items()} == {
        record: ["招标"] for record in pages
    }
    copy = quotes.quote_page(rep, quotes.copy_quote(rep, quote))
    assert [one.value for one in copy.custom] == ["招标"]
    # A new one is asked for what is required; one that is there already only for what it sends.
    for attempt in (
        lambda: make(rep, "B"),
        lambda: contacts.create_contact(rep, ContactForm(name="B", custom={})),
        lambda: leads.create_lead(rep, LeadForm(name="B", custom={"bid": " "})),
        lambda: deals.create_deal(rep, DealForm(name="B", customer=customer, custom={})),
        lambda: quotes.create_quote(rep, QuoteForm(deal=deal, custom={})),
        lambda: products.create_product(admin, ProductForm(code="B", zh="B", custom={})),
        lambda: customers.change_customer(rep, customer, CustomerForm(custom={"bid": ""})),
    ):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert refused.value.code == "custom_fields.missing"
    # What a machine of ours brings is kept as it comes, and asked for nothing when it is changed.
    came = leads.create_lead(system_actor("web form"), LeadForm(name="来自网站", owner=""))
    leads.change_lead(admin, came, LeadForm(region="上海"), 1)
    assert leads.lead_page(admin, came).version == 2


def test_roles_see_and_change_what_they_may_and_nothing_tells_the_rest(people, footprint):
    admin, rep, manager = people["admin"], people["rep"], people["manager"]
    define(admin, key="margin", sees=["manager"], label_zh="底价")
    define(admin, key="class", edits=["manager"], is_required=True)
    public_id = make(rep)
    before = footprint()
    with pytest.raises(Invalid) as unknown:
        customers.change_customer(rep, public_id, CustomerForm(custom={"margin": "1"}))
    assert unknown.value.code == "custom_fields.unknown"
    with pytest.raises(Forbidden):
        customers.change_customer(rep, public_id, CustomerForm(custom={"class": "A"}))
    assert footprint() == before
    customers.change_customer(
        manager, public_id, CustomerForm(custom={"margin": "机密价", "class": "重点"})
    )
    assert list(shown(rep, public_id)) == ["class"]
    assert list(shown(manager, public_id)) == ["margin", "class"]
    customers.change_customer(rep, public_id, CustomerForm(custom={"class": "重点"}))  # the same
    for words, found in (("重点", 1), ("机密", 0)):
        assert len(customers.customers(manager, ListQuery(words=words)).rows) == found
    for asked in (ListQuery(filters={"custom.margin": "机"}), ListQuery(sort="custom.margin")):
        assert customers.customers(manager, asked).total == 1
        with pytest.raises(Invalid):
            customers.customers(rep, asked)
    assert [one.key for one in custom_fields.form_fields(rep, "customer")] == []
    assert custom_fields.form_fields(people["finance"], "lead") == []
    told = audit.entries(people["director"], ListQuery(filters={"record": public_id})).rows
    said = {(c.label_en, c.before, c.after) for row in told for c in row.changes if c.label_en}
    assert said == {("class", "", "重点"), ("Custom fields", "", "（无权查看）")}


def test_definitions_change_retire_return_and_keep_what_was_entered(
    people, footprint, security_log
):
    admin, rep = people["admin"], people["rep"]
    tea = define(admin, kind="choice", key="tea", options=TEAS, label_zh="爱喝的茶")
    define(admin, kind="number", key="cups")
    public_id = make(rep, tea="熟普", cups="3")
    # An option that goes stays where it was chosen; one that is renamed keeps its key.
    back = custom_fields.change_field(
        admin, tea, FieldForm(options="生茶 | Raw Pu'er\n红茶 | Black"), 1
    )
    assert shown(rep, public_id)["tea"] == ("ripe_pu_er", "熟普", "Ripe Pu'er")
    customers.change_customer(
        rep, public_id, CustomerForm(custom={"tea": "ripe_pu_er", "cups": "4"})
    )
    offered = custom_fields.form_fields(rep, "customer")[0].options
    assert [(one.key, one.zh) for one in offered] == [("raw_pu_er", "生茶"), ("black", "红茶")]
    custom_fields.change_field(admin, tea, back)
    assert custom_fields.custom_fields(admin, "customer")[0].options == TEAS
    custom_fields.move_field(admin, tea, 1)
    assert list(shown(rep, public_id)) == ["cups", "tea"]
    custom_fields.retire_field(admin, tea)
    assert list(shown(rep, public_id)) == ["cups"]
    assert index_names() == {"ix_custom_customer_cups"}
    before = footprint()
    for attempt, refusal in (
        (lambda: custom_fields.retire_field(admin, tea), Conflict),
        (lambda: custom_fields.move_field(admin, tea, 1), Conflict),
        (lambda: define(admin, key="tea"), Invalid),
        (lambda: define(admin, key="Käse"), Invalid),
        (lambda: define(admin, kind="formula", key="x"), Invalid),
        (lambda: define(admin, "user", key="x"), Invalid),
        (lambda: define(admin, key="x", label_zh="", label_en=" "), Invalid),
        (lambda: define(admin, key="x", kind="multi", options=" \n"), Invalid),
        (lambda: define(admin, key="x", sees=["king"]), Invalid),
        (lambda: custom_fields.change_field(admin, tea, FieldForm(kind="text")), Conflict),
        (lambda: custom_fields.change_field(admin, tea, FieldForm(label_zh="X"), 1), Stale),
        (lambda: custom_fields.change_field(admin, "none", FieldForm()), NotFound),
        (lambda: define(rep, key="x"), Forbidden),
        (lambda: custom_fields.custom_fields(rep), Forbidden),
    ):
        with pytest.raises(refusal):
            attempt()
    assert footprint() == before
    custom_fields.restore_field(admin, tea)
    assert shown(rep, public_id)["tea"] == ("ripe_pu_er", "熟普", "Ripe Pu'er")
    assert index_names() == {"ix_custom_customer_cups", "ix_custom_customer_tea"}
    assert security_log().count("permission.denied") == 2


def index_names():
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'index'"
        if is_sqlite()
        else ("SELECT indexname FROM pg_indexes")
    )
    with engine().connect() as connection:
        found = {str(name) for (name,) in connection.execute(text(names))}
    return {name for name in found if name.startswith("ix_custom_customer")}


def test_lists_filter_sort_and_count_by_them(people):
    admin, rep = people["admin"], people["rep"]
    for kind in ("text", "number", "date", "choice", "multi", "checkbox"):
        define(admin, kind=kind, key=kind, options=TEAS)
    define(admin, key="aside", is_listed=False)
    make(rep, "A", text="老 50%_客户", number="9", date="2026-01-05", choice="熟普", multi="熟普")
    make(rep, "B", text="新客户", number="10.5", date="2026-03-01", choice="白茶", checkbox=True)
    make(rep, "C", number="-3", multi=["熟普", "白茶"])
    cases = {
        ("custom.text", "客户"): "AB",
        ("custom.text", "0%_"): "A",
        ("custom.number", "10.50"): "B",
        ("custom.number.from", "9"): "AB",
        ("custom.number.to", "9"): "AC",
        ("custom.date", "2026-01-05"): "A",
        ("custom.date.from", "2026-01-06"): "B",
        ("custom.choice", "ripe_pu_er"): "A",
        ("custom.multi", "ripe_pu_er"): "AC",
        ("custom.multi", "white_tea"): "C",
        ("custom.checkbox", "yes"): "B",
        ("custom.checkbox", "no"): "AC",
    }
    for (name, value), expected in cases.items():
        rows = customers.customers(rep, ListQuery(filters={name: value}, sort="name")).rows
        assert "".join(row.name for row in rows) == expected, (name, value)
    both = ListQuery("客户", {"custom.number.from": "9.5"}, "-custom.number")
    assert [row.name for row in customers.customers(rep, both).rows] == ["B"]
    rows = customers.customers(
        rep, ListQuery(sort="-custom.number", filters={"custom.number.from": "-9"})
    ).rows
    assert [row.name for row in rows] == ["B", "A", "C"]
    assert [(one.key, one.zh) for one in rows[1].custom][:4] == [
        ("text", "老 50%_客户"),
        ("number", "9"),
        ("date", "2026-01-05"),
        ("choice", "熟普"),
    ]
    for name, value in (
        ("custom.number", "many"),
        ("custom.choice", "coffee"),
        ("custom.checkbox", "x"),
        ("custom.text.from", "a"),
        ("custom.aside", "a"),
        ("custom.none", "a"),
        ("custom.date.to", " "),
    ):
        with pytest.raises(Invalid):
            customers.customers(rep, ListQuery(filters={name: value}))
    for sort in ("custom.multi", "custom.none", "-custom.aside"):
        with pytest.raises(Invalid):
            customers.customers(rep, ListQuery(sort=sort))


def test_merged_people_keep_what_only_one_had_and_part_exactly(people):
    rep = people["rep"]
    for key in ("a", "b"):
        define(people["admin"], "contact", key=key)
    keep = contacts.create_contact(rep, ContactForm(name="张伟", custom={"a": "1"}))
    other = contacts.create_contact(rep, ContactForm(name="张 伟", custom={"a": "2", "b": "3"}))
    values = lambda one: [v.value for v in contacts.contact_page(rep, one).custom]  # noqa: E731
    merge = contacts.merge_contacts(rep, keep, other)
    assert values(keep) == ["1", "3"]
    contacts.unmerge_contacts(rep, merge)
    assert (values(keep), values(other)) == (["1", ""], ["2", "3"])


def test_each_field_is_noted_in_the_chain_with_its_name(people):
    admin, rep = people["admin"], people["rep"]
    define(admin, kind="money", key="budget", label_zh="预算", label_en="Budget")
    define(admin, kind="multi", key="teas", options=TEAS, label_zh="茶", label_en="Teas")
    public_id = make(rep, budget="100")
    customers.change_customer(
        rep, public_id, CustomerForm(custom={"budget": "250.5", "teas": "熟普,白茶"})
    )
    with Session(engine()) as session:
        last = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last.changes[f"customer:{public_id}"] == {
        "custom.budget": [1_000_000, 2_505_000],
        "custom.teas": [None, ["ripe_pu_er", "white_tea"]],
    }
    row = audit.entries(admin, ListQuery()).rows[0]
    assert [(c.label_zh, c.before, c.after) for c in row.changes] == [
        ("预算", "100 CNY", "250.5 CNY"),
        ("茶", "", "熟普、白茶"),
    ]
    assert admin.can(Permission.AUDIT_READ)


def test_a_stage_asks_for_them_and_they_are_filled_at_the_gate(workspace, footprint):
    admin, rep = workspace["admin"], workspace["rep"]
    define(admin, "deal", key="bid", label_zh="招标编号", label_en="Bid number")
    define(admin, "customer", "choice", "tea", options=TEAS, label_zh="茶", label_en="Tea")
    hidden = define(admin, "deal", key="floor", label_en="Floor price", sees=["manager"])
    stage = next(s for s in pipelines.pipeline_settings(admin)[0].stages if s.key == "proposal")
    asked = ["amount", "custom.bid", "customer.custom.tea"]
    pipelines.change_stage(admin, stage.public_id, StageForm(required=asked))
    with pytest.raises(Invalid):
        pipelines.change_stage(admin, stage.public_id, StageForm(required=["custom.none"]))
    said = pipelines.stage_of(rep, "sales", stage.public_id)
    assert "Bid number, Customer · Tea" in said.saying_en
    customer = make(rep)
    deal = deals.create_deal(rep, DealForm(name="D", customer=customer))
    before = footprint()
    with pytest.raises(Invalid) as refused:
        deals.move_deal(rep, deal, "proposal")
    assert (refused.value.params["fields"], refused.value.params["zh"]) == (
        asked,
        "金额、招标编号、客户 · 茶",
    )
    needs = deals.move_needs(rep, deal, "proposal")
    assert [(one.name, one.kind) for one in needs.custom] == [
        ("custom.bid", "text"),
        ("customer.custom.tea", "choice"),
    ]
    half = DealForm(amount="10", custom={"bid": "ZB-1"}, customer_custom={"tea": "coffee"})
    with pytest.raises(Invalid):
        deals.move_deal(rep, deal, "proposal", fill=half)
    assert footprint() == before
    whole = DealForm(amount="10", custom={"bid": "ZB-1"}, customer_custom={"tea": "白茶"})
    deals.move_deal(rep, deal, "proposal", fill=whole)
    assert shown(rep, customer)["tea"][0] == "white_tea"
    page = deals.deal_page(rep, deal)
    assert (page.stage.key, page.missing, [one.value for one in page.custom]) == (
        ("proposal", [], ["ZB-1"])
    )
    with pytest.raises(Invalid):  # it stands there only with it
        deals.change_deal(rep, deal, DealForm(custom={"bid": ""}))
    # What somebody may not see is not named, and still asked for; what is retired is not.
    pipelines.change_stage(admin, stage.public_id, StageForm(required=["custom.floor"]))
    assert [one.en for one in deals.deal_page(rep, deal).lacking] == ["(not yours to see)"]
    assert deals.move_needs(rep, deal, "proposal").custom == []
    custom_fields.retire_field(admin, hidden)
    assert deals.deal_page(rep, deal).missing == []


FLOW = [
    ConditionForm("custom.deal.way", "in", "single"),
    ConditionForm("custom.deal.seats", ">", "10"),
    ConditionForm("custom.customer.note", "has", "赊账"),
    ConditionForm("custom.quote.due", "until", "2026-12-31"),
    ConditionForm("custom.customer.nda", "in", "no"),
]


def test_flows_look_at_them_and_a_change_is_asked_again(workspace, footprint):
    admin, rep, manager = (workspace[name] for name in ("admin", "rep", "manager"))
    define(
        admin, "deal", "choice", "way", options="单一 | Single\n招标 | Tender", label_zh="采购方式"
    )
    define(admin, "deal", "number", "seats", label_en="Seats")
    define(admin, "quote", "date", "due", label_zh="交付日")
    define(admin, key="note", label_zh="备注")
    define(admin, kind="checkbox", key="nda", label_zh="保密协议", sees=["director"])
    flow = FlowForm("特批", "Special", "quote", tuple(FLOW), (StepForm(("manager",)),))
    before = footprint()
    for wrong in (
        ConditionForm("custom.deal.none", "has", "x"),
        ConditionForm("custom.lead.way", "in", "single"),
        ConditionForm("custom.deal.way", "in", "barter"),
        ConditionForm("custom.deal.way", ">", "1"),
        ConditionForm("custom.deal.seats", ">", "many"),
        ConditionForm("custom.quote.due", "from", "2026-02-30"),
        ConditionForm("custom.quote.due", "from", " "),
    ):
        with pytest.raises(Invalid):
            approvals.save_flow(admin, replace(flow, conditions=(wrong,)))
    assert footprint() == before
    saved = approvals.save_flow(admin, flow)
    assert approvals.flow(admin, saved).sentence.zh == (
        "报价：商机 · 采购方式为 单一 且 商机 · 字段seats超过 10 且 客户 · 备注包含 赊账 且 "
        "报价 · 交付日不晚于 2026-12-31 且 客户 · 保密协议为 否时，由申请人的上级审批"
    )
    assert "保密协议" not in approvals.flow(rep, saved).sentence.zh
    case = {
        "custom.deal.way": "single",
        "custom.deal.seats": "10.5",
        "custom.customer.note": "可赊账",
        "custom.quote.due": "2026-12-31",
        "custom.customer.nda": "no",
    }
    asker = next(one.public_id for one in accounts.users(admin) if one.name == "rep")
    answer = approvals.simulate(admin, Case("quote", asker, values=case))
    assert (answer.flow.zh, [step.people for step in answer.steps]) == ("特批", [["manager"]])
    for key, value in (("custom.deal.seats", "10"), ("custom.quote.due", "2027-01-01")):
        answer = approvals.simulate(admin, Case("quote", asker, values=case | {key: value}))
        assert (answer.flow.zh, len(answer.looked_at[0].misses)) == ("", 1)
    customer = make(rep, note="可赊账")
    own = {"way": "单一", "seats": "20"}
    deal = deals.create_deal(rep, DealForm(name="D", customer=customer, amount="5", custom=own))
    lines = [LineForm(text="茶", quantity="1", price="5")]
    quote = quotes.create_quote(
        rep, QuoteForm(deal=deal, lines=lines, custom={"due": "2026-12-01"})
    )
    with pytest.raises(Conflict) as refused:
        quotes.send_quote(rep, quote)
    assert refused.value.code == "approval_required"
    request = approvals.ask_for_quote(rep, quote, "急")
    approvals.approve(manager, request, "好")
    # Another value of what was judged is another matter: the word does not hold for it.
    deals.change_deal(rep, deal, DealForm(custom={"seats": "30"}))
    with pytest.raises(Conflict):
        quotes.send_quote(rep, quote)
    deals.change_deal(rep, deal, DealForm(custom={"seats": "20"}))
    quotes.change_quote(rep, quote, QuoteForm(custom={"due": "2026-11-30"}))
    assert approvals.approval_row(rep, request).status == "outdated"
    again = approvals.ask_for_quote(rep, quote, "换了交付日")
    told = approvals.approval_case(rep, again)
    assert any("报价 · 交付日" in line.words.zh for line in told.events), told.events
    deals.change_deal(rep, deal, DealForm(custom={"way": "招标"}))  # no flow fits any more
    quotes.send_quote(rep, quote)


def test_a_lead_becomes_records_that_keep_what_is_called_alike(workspace):
    admin, rep = workspace["admin"], workspace["rep"]
    for record in ("lead", "customer", "deal"):
        define(admin, record, "choice", "tea", options=TEAS)
        define(admin, record, "text" if record == "deal" else "number", "cups")
    define(admin, "lead", key="only", label_en="Only here")
    lead = leads.create_lead(
        rep, LeadForm(name="张伟", company="茶行", custom={"tea": "熟普", "cups": "3", "only": "x"})
    )
    for question in leads.screening_questions(admin):
        leads.remove_question(admin, question.public_id)
    made = leads.convert_lead(rep, lead, ConvertForm())
    assert shown(rep, made.customer)["tea"][0] == "ripe_pu_er"
    assert shown(rep, made.customer)["cups"][0] == "3"
    deal = deals.deal_page(rep, made.deal).custom
    assert [(one.key, one.value) for one in deal] == [("tea", "ripe_pu_er"), ("cups", "")]
    leads.undo_conversion(rep, lead)
    assert [one.value for one in leads.lead_page(rep, lead).custom] == ["ripe_pu_er", "3", "x"]
