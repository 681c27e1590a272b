"""Rules that an administrator adds: tried first, asked of everybody who writes, audited."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.models.ledger import AuditEntry
from crm_app.services import contacts, custom_fields, customers, leads, validation_rules
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.leads import ConvertForm, LeadForm
from crm_app.services.points import read_point
from crm_app.services.validation_rules import Condition, Group, RuleForm
from crm_app.services.validation_rules.rules import OPERATORS, holds

WHEN = Group([Condition("stage", "is", "first,repeat")])
TAX = RuleForm(
    record="customer",
    name_zh="老客户要有税号",
    message_zh="请填写税号，开票要用。",
    message_en="Please fill the tax id: invoices need it.",
    asked=Group([Condition("tax_id", "filled")]),
    only_when=WHEN,
)


def rule(actor, record, *parts, **more):
    asked = Group([Condition(*part) for part in parts], more.pop("join", "and"))
    texts = {"name_zh": "规则", "message_zh": "不行", "message_en": "No."}
    return validation_rules.create_rule(
        actor, RuleForm(record=record, asked=asked, **texts, **more)
    )


def test_a_rule_is_tried_then_asked_and_old_records_stay(people, footprint, db):
    rep, admin = people["rep"], people["admin"]
    old = customers.create_customer(rep, CustomerForm(name="华东科技", stage="first"))
    customers.create_customer(rep, CustomerForm(name="华南科技", stage="prospect"))
    before = footprint()
    trial = validation_rules.try_rule(admin, replace(TAX, name_zh=None, message_zh=None))
    assert (trial.total, trial.failing, [one.name for one in trial.rows]) == (2, 1, ["华东科技"])
    assert footprint() == before
    validation_rules.create_rule(admin, TAX)
    (row,) = validation_rules.validation_rules(admin, "customer")
    assert row.says_zh.startswith("仅当阶段是“")
    assert row.says_zh.endswith("”时：税号已填写")
    assert row.name_en == "老客户要有税号"
    # Not touched by what the rule does not look at; asked for once it is.
    customers.change_customer(rep, old, CustomerForm(region="上海"))
    (told,) = validation_rules.unmet(rep, "customer", old)
    assert (told.field, told.en) == ("tax_id", "Please fill the tax id: invoices need it.")
    before = footprint()
    with pytest.raises(Invalid, match="broken") as refused:
        customers.change_customer(rep, old, CustomerForm(stage="repeat"))
    assert (refused.value.field, refused.value.params["zh"]) == ("tax_id", "请填写税号，开票要用")
    with pytest.raises(Invalid, match="broken"):
        customers.create_customer(rep, CustomerForm(name="华北科技", stage="first"))
    assert footprint() == before
    assert customers.customer_page(rep, old).stage == "first"
    customers.change_customer(rep, old, CustomerForm(stage="repeat", tax_id="310115123456789"))
    assert validation_rules.unmet(rep, "customer", old) == []


def test_rules_are_for_those_who_keep_the_settings(people, footprint):
    before = footprint()
    for use_case, *args in (
        (validation_rules.create_rule, TAX),
        (validation_rules.try_rule, TAX),
        (validation_rules.validation_rules,),
        (validation_rules.rule_fields, "customer"),
        (validation_rules.retire_rule, "x"),
    ):
        with pytest.raises(Forbidden):
            use_case(people["rep"], *args)
    assert footprint() == before


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (replace(TAX, record="order"), "record_unknown"),
        (replace(TAX, name_zh=""), "name_missing"),
        (replace(TAX, message_zh="", message_en=""), "message_missing"),
        (replace(TAX, asked=Group()), "nothing_asked"),
        (replace(TAX, asked=Group([Condition("nope", "filled")])), "field_unknown"),
        (replace(TAX, asked=Group([Condition("tax_id", "over", "1")])), "operator_unknown"),
        (replace(TAX, asked=Group([Condition("stage", "is", "nowhere")])), "value_unknown"),
        (replace(TAX, asked=Group([Condition("tax_id", "is", "")])), "value_unknown"),
        (replace(TAX, asked=Group([Condition("tax_id", "filled")] * 9)), "too_many"),
    ],
)
def test_what_cannot_be_a_rule_is_refused(people, footprint, form, code):
    before = footprint()
    with pytest.raises(Invalid, match=code):
        validation_rules.create_rule(people["admin"], form)
    assert footprint() == before


def test_a_rule_is_changed_retired_and_used_again(people, db):
    admin, rep = people["admin"], people["rep"]
    made = validation_rules.create_rule(admin, TAX)
    back = validation_rules.change_rule(admin, made, RuleForm(only_when=Group()), 1)
    with pytest.raises(Stale):
        validation_rules.change_rule(admin, made, RuleForm(name_zh="x"), 1)
    with pytest.raises(Conflict):
        validation_rules.change_rule(admin, made, RuleForm(record="lead"))
    with pytest.raises(NotFound):
        validation_rules.change_rule(admin, "gone", RuleForm())
    with pytest.raises(Invalid):
        customers.create_customer(rep, CustomerForm(name="华东科技"))
    validation_rules.change_rule(admin, made, back)
    customers.create_customer(rep, CustomerForm(name="华东科技"))
    validation_rules.retire_rule(admin, made)
    customers.create_customer(rep, CustomerForm(name="华南科技", stage="first"))
    validation_rules.restore_rule(admin, made)
    with pytest.raises(Invalid):
        customers.create_customer(rep, CustomerForm(name="华北科技", stage="first"))
    with Session(db) as session:
        actions = [one.action for one in session.exec(select(AuditEntry)).all()]
    assert [one for one in actions if one.startswith("validation")] == [
        "validation_rules.create_rule",
        *["validation_rules.change_rule"] * 2,
        "validation_rules.retire_rule",
        "validation_rules.restore_rule",
    ]


def test_parts_of_a_record_are_looked_at(people):
    rep, admin = people["rep"], people["admin"]
    at = customers.create_customer(rep, CustomerForm(name="华东科技"))
    place, mobile = [PositionForm(customer_id=at)], read_point("mobile", "13800138001")
    person = contacts.create_contact(rep, ContactForm(name="张伟", positions=place))
    rule(admin, "contact", ("mobile", "filled"), ("email", "filled"), join="or")
    with pytest.raises(Invalid, match="broken"):
        contacts.create_contact(rep, ContactForm(name="李四"))
    contacts.create_contact(rep, ContactForm(name="李四", points=[mobile]))
    contacts.change_contact(rep, person, ContactForm(source="card"))
    mail = read_point("email", "zw@example.com")
    contacts.change_contact(rep, person, ContactForm(points=[mail]))
    with pytest.raises(Invalid, match="broken"):
        contacts.change_contact(rep, person, ContactForm(points=[]))
    assert [p.shown for p in contacts.contact_page(rep, person).points] == ["zw@example.com"]


def test_a_conversion_is_asked_too_and_loses_nothing(workspace, footprint):
    rep, admin = workspace["rep"], workspace["admin"]
    lead = leads.create_lead(rep, LeadForm(name="张伟", company="华东科技"))
    values = {"yes_no": "yes", "amount": "120000", "text": "Excel"}
    questions = leads.lead_page(rep, lead).questions
    answers = {q.public_id: values.get(q.kind) or q.options[0].key for q in questions}
    leads.answer_questions(rep, lead, answers)
    rule(admin, "customer", ("region", "is", "上海"))
    state = leads.lead_page(rep, lead).status
    before = footprint()
    with pytest.raises(Invalid, match="broken"):
        leads.convert_lead(rep, lead, ConvertForm())
    assert footprint() == before
    assert leads.lead_page(rep, lead).status == state


_DAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("fact", "operator", "value", "kept"),
    [
        ("华东科技", "has", "东科", True),
        ("华东科技", "has", "南, 东", True),
        ("华东科技", "has_not", "东", False),
        ("华东科技", "begins", "华", True),
        ("华东科技", "longer", "4", True),
        ("华东科技", "longer", "5", False),
        ("华东科技", "shorter", "4", True),
        ("A", "is", "a, b", True),
        (None, "is", "a", False),
        (None, "is_not", "a", True),
        ("", "empty", "", True),
        (Decimal(5), "least", "5", True),
        (Decimal(5), "over", "5", False),
        (None, "under", "5", False),
        (date(2026, 12, 1), "after", "today", True),
        (date(2026, 12, 1), "most", "today+3", True),
        (date(2026, 12, 1), "before", "2026-12-01", False),
        (date(2026, 11, 20), "before", "today-7", True),
        (["x", "y"], "is", "y", True),
        (["x", "y"], "is_not", "y", False),
        (True, "yes", "", True),
        (None, "no", "", True),
    ],
)
def test_comparisons(fact, operator, value, kept):
    assert holds(Condition("f", operator, value), {"f": fact}, _DAY) is kept


_OPPOSITES = [("filled", "empty"), ("is", "is_not"), ("has", "has_not"), ("yes", "no")]


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(st.none(), st.text(max_size=8), st.lists(st.text(max_size=4), max_size=3)),
    st.text(min_size=1, max_size=6),
    st.sampled_from(_OPPOSITES),
)
def test_of_two_opposites_one_holds(fact, value, pair):
    one, other = (holds(Condition("f", name, value), {"f": fact}, _DAY) for name in pair)
    assert one is not other


def test_every_operator_has_words_in_both_languages():
    from crm_app.locales.catalog import TEXT

    for kind, names in OPERATORS.items():
        for name in names:
            assert f"validation_rules.is.{kind}.{name}" in TEXT
            assert f"validation_rules.choice.{kind}.{name}" in TEXT


def test_a_rule_about_a_retired_field_says_so_and_asks_nothing(people):
    admin, rep = people["admin"], people["rep"]
    form = FieldForm("customer", "bid", "text", "招标编号", "Bid number")
    field = custom_fields.create_field(admin, form)
    rule(admin, "customer", ("custom.bid", "filled"))
    with pytest.raises(Invalid, match=r"validation_rules\.broken"):
        customers.create_customer(rep, CustomerForm(name="甲"))
    assert [one.gone_en for one in validation_rules.validation_rules(admin)] == [""]
    custom_fields.retire_field(admin, field)
    assert [(one.gone_zh, one.gone_en) for one in validation_rules.validation_rules(admin)] == [
        ("招标编号", "Bid number")
    ]
    made = customers.create_customer(rep, CustomerForm(name="乙"))
    assert validation_rules.unmet(rep, "customer", made) == []
    custom_fields.restore_field(admin, field)
    assert [one.en for one in validation_rules.unmet(rep, "customer", made)] == ["No."]
