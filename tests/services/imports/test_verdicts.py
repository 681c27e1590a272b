"""Verdicts: rules of the company's own, likes that no number gives away, what is compared at once."""

import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.customers import Contact
from crm_app.models.duplicates import MatchKey
from crm_app.models.imports import ImportRow
from crm_app.services import contacts, customers, imports, search, validation_rules
from crm_app.services.customers import CustomerForm
from crm_app.services.imports.likeness import as_record
from crm_app.services.likeness import MODELS, records
from crm_app.services.points import read_point
from crm_app.services.validation_rules import Condition, Group, RuleForm
from tests.services.test_imports import bring, commit, table, verdicts

SYSTEM = system_actor("test")
HEAD = ["姓名", "公司", "职位", "手机", "邮箱"]


def rule(admin, record, field, is_, value="", when=()):
    form = RuleForm(
        record,
        "规则",
        "Rule",
        "请填写手机号",
        "Give a mobile number",
        Group([Condition(field, is_, value)]),
        Group([Condition(*one) for one in when]),
    )
    return validation_rules.create_rule(admin, form)


def said(actor, batch, language="en"):
    rows = imports.import_rows(actor, batch, size=200).rows
    return {one.number: [imports.sentence(r, language) for r in one.reasons] for one in rows}


def test_a_rule_is_about_each_row_alone_and_says_so_in_its_own_words(workspace, footprint):
    admin, desk = workspace["admin"], workspace["desk"]
    rule(admin, "contact", "mobile", "filled", when=[("customer", "yes")])
    rows = [
        ["张伟", "华信天茶业有限公司", "采购", "13800138001", ""],
        ["李娜", "华信天茶业有限公司", "经理", "", "lina@hx.example"],
        ["王五", "", "", "", "wang@five.example"],
    ]
    batch = bring(desk, "contacts", table(HEAD, *rows))
    assert verdicts(desk, batch) == {
        2: ("new", []),
        3: ("invalid", [("mobile", "imports.breaks_rule")]),
        4: ("new", []),
    }
    assert said(desk, batch)[3] == ["Give a mobile number"]
    assert imports.title_of("imports.breaks_rule", "en") == "Break a validation rule"
    imports.fix_cell(desk, batch, 3, "手机", "13900139002")
    assert commit(desk, batch).report["written"] == 3
    # What is known keeps the rule too, but only where the row changes what the rule looks at.
    rule(admin, "contact", "honorific", "filled")
    again = [["张伟", "华信天茶业有限公司", "总监", "13800138001", ""]]
    batch = bring(desk, "contacts", table(HEAD, *again))
    assert verdicts(desk, batch)[2][0] == "update"
    rule(admin, "contact", "email", "empty")
    before = footprint()
    with pytest.raises(Conflict) as refusal:
        commit(desk, batch)
    assert refusal.value.code == "imports.rules_changed"
    assert footprint()[:2] == before[:2]
    assert imports.import_page(desk, batch).row.state == "committing"
    more = [["张伟", "华信天茶业有限公司", "总监", "13800138001", "z@hx.example"]]
    batch = bring(desk, "contacts", table(HEAD, *more))
    assert verdicts(desk, batch)[2] == ("invalid", [("email", "imports.breaks_rule")])


def test_numbers_and_stages_of_deals_are_asked_as_their_rules_mean_them(workspace):
    admin = workspace["admin"]
    customers.create_customer(workspace["rep"], CustomerForm(name="云南普洱"))
    rule(admin, "deal", "amount", "least", "1000", when=[("stage", "is", "lead")])
    stages = {one.key: one for one in _stages(admin)}
    key = next(iter(stages))
    rule(admin, "deal", "expected_close", "filled", when=[("stage", "is", key)])
    head = ["商机名称", "客户", "金额", "阶段", "预计成交日期"]
    rows = [
        ["一期", "云南普洱", "5000", stages[key].zh, "2027-01-01"],
        ["二期", "云南普洱", "5000", stages[key].zh, ""],
    ]
    batch = bring(admin, "deals", table(head, *rows))
    assert [one for one, _ in verdicts(admin, batch).values()] == ["new", "invalid"]


def _stages(admin):
    field = next(one for one in validation_rules.rule_fields(admin, "deal") if one.key == "stage")
    return field.options


def test_what_no_number_says_is_compared_as_the_search_for_duplicates_does(workspace):
    desk = workspace["desk"]
    known = [["张伟", "华信天茶业有限公司", "采购", "", "zhangwei@huaxintian.example"]]
    commit(desk, bring(desk, "contacts", table(HEAD, *known)))
    rows = [
        ["Wei Zhang", "华信天茶业", "采购经理", "", "zhang.wei@huaxintian.example"],
        ["欧阳明明", "华信天茶业", "", "13911112222", ""],
        ["陈静", "春风文具", "", "13700137001", "chenjing@chunfeng.example"],
        ["陈婧", "春风文具店", "", "", "chen.jing@chunfeng.example"],
        ["陈大海", "春风文具", "", "13700137088", ""],
    ]
    batch = bring(desk, "contacts", table(HEAD, *rows))
    assert [one for one, _ in verdicts(desk, batch).values()] == [
        *("duplicate", "new", "new", "duplicate", "new")
    ]
    assert said(desk, batch, "zh") == {
        2: ["系统里可能已有：张伟（邮箱相近、名字相同、单位相同）"],
        3: [],
        4: [],
        5: ["与第 4 行重复（邮箱相近、名字同音、单位相近）"],
        6: [],
    }


def test_a_row_is_compared_as_the_record_will_be_and_is_filed_and_found_at_once(workspace, db):
    desk = workspace["desk"]
    rows = [
        ["张伟总", "华信天茶业有限公司", "采购", "138 0013 8001", "Zhang@HX.example"],
        ["Avery Smith", "Müller GmbH", "Buyer", "+49 30 12345609", "avery@mueller.example"],
        ["赵敏", "", "", "13700137003", ""],
    ]
    batch = bring(desk, "contacts", table(HEAD, *rows))
    commit(desk, batch)
    for kind, model in MODELS.items():
        with Session(db) as session:
            ids = list(session.exec(select(model.id)))
            filed = {row.record_id for row in session.exec(select(MatchKey)) if row.kind == kind}
        assert filed == set(ids)
    with Session(db) as session:
        brought = {row.record: dict(row.read) for row in session.exec(select(ImportRow))}
        for one in session.exec(select(Contact)):
            stored = records(session, "contact", [one.key])[one.key]
            assert _filled(as_record("contact", brought[one.public_id])) == _filled(stored)
    asked = contacts.possible_duplicates(desk, "张伟", [read_point("mobile", "13800138001")])
    assert [(one.name, one.certainty) for one in asked] == [("张伟", "sure")]
    slip = search.look_up(desk, "zhangwie")  # two letters swapped
    assert {(hit.kind, hit.title) for hit in slip} == {
        ("contact", "张伟"),
        ("customer", "华信天茶业有限公司"),
    }


def _filled(record):
    return {
        key: value if isinstance(value, list) else [value] for key, value in record.items() if value
    }


@pytest.mark.parametrize("said", ["A级", "A 级", "a类", "A类客户", "Tier A", "A"])
def test_a_tier_is_known_as_it_is_said(workspace, said):
    batch = bring(workspace["desk"], "customers", table(["客户名称", "级别"], ["甲茶行", said]))
    assert verdicts(workspace["desk"], batch) == {2: ("new", [])}
    commit(workspace["desk"], batch)
    rows = customers.customers(workspace["desk"], ListQuery()).rows
    assert [row.tier for row in rows] == ["A"]


def test_a_code_that_is_none_is_left_out_and_said(workspace):
    """As in the form of a customer; the row itself comes in."""
    desk = workspace["desk"]
    rows = (
        ["甲茶行", "91530100MA6K3ABC12"],
        ["乙茶行", "91110000600037341L"],
        ["丙茶行", "DE136695976"],
    )
    batch = bring(desk, "customers", table(["客户名称", "税号"], *rows))
    assert verdicts(desk, batch)[2] == ("new", [("tax_id", "standards.credit_code_check")])
    commit(desk, batch)
    found = customers.customers(desk, ListQuery(sort="name")).rows
    pages = {one.name: customers.customer_page(desk, one.public_id) for one in found}
    assert {name: page.tax_id for name, page in pages.items()} == {
        "甲茶行": "",
        "乙茶行": "91110000600037341L",
        "丙茶行": "DE136695976",
    }
