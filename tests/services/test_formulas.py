"""Formulas among custom fields: reckoned with what they read, refused in words, found like any value."""

import pytest
from sqlmodel import Session, col, select

from crm_app.core.database import engine
from crm_app.core.errors import Conflict, Forbidden, Invalid
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.models.custom_fields import CustomField
from crm_app.models.customers import Customer
from crm_app.models.ledger import Job
from crm_app.services import custom_fields, customers, deals
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from tests.services.test_custom_fields import define, make, shown

SYSTEM = system_actor("test")


def formula(actor, text, key="sum", **more):
    return define(actor, kind="formula", key=key, formula=text, **more)


def names(actor, sort="", words="", **filters):
    return [one.name for one in customers.customers(actor, ListQuery(words, filters, sort)).rows]


def field_called(key):
    with Session(engine()) as session:
        return session.exec(select(CustomField).where(col(CustomField.key) == key)).one()


def test_a_formula_follows_what_it_reads_and_is_found_like_any_value(people):
    admin, rep = people["admin"], people["rep"]
    for key, kind in (("price", "money"), ("pieces", "number"), ("signed", "date")):
        define(admin, kind=kind, key=key)
    first = make(rep, "甲公司", price="100", pieces="3", signed="2026-01-31")
    formula(admin, "price * pieces", result="money", currency="USD")
    formula(admin, "sum * 113%", key="gross")
    formula(admin, "addmonths(signed, 1)", key="until")
    formula(admin, 'if(sum > 500, "大", "小") & "-" & name', key="size")
    formula(admin, "sum > 500", key="big")
    assert shown(rep, first)["sum"] == ("300", "300 USD", "300 USD")  # of what there was, at once
    second = make(rep, "乙公司", price="400.5", pieces="2")
    make(rep, "丙公司", pieces="7")
    assert {key: value[0] for key, value in shown(rep, second).items() if key in _ALL} == {
        "sum": "801",
        "gross": "905.13",
        "until": "",
        "size": "大-乙公司",
        "big": "true",
    }
    customers.change_customer(rep, first, CustomerForm(custom={"pieces": "9", "sum": "1"}))
    assert shown(rep, first)["sum"][0] == "900"  # what a form sends of it counts for nothing
    assert shown(rep, first)["until"][0] == "2026-02-28"
    assert names(rep, "-custom.sum", **{"custom.sum.from": "1"}) == ["甲公司", "乙公司"]
    assert names(rep, **{"custom.gross.from": "906"}) == ["甲公司"]
    assert names(rep, **{"custom.until.to": "2026-02-28"}) == ["甲公司"]
    assert names(rep, **{"custom.big": "yes"}, sort="name") == ["乙公司", "甲公司"]
    assert names(rep, words="大-乙") == ["乙公司"]
    where = '{"match":"all","groups":[{"match":"all","rules":[["custom.sum","empty"]]}]}'
    assert names(rep, where=where) == ["丙公司"]


_ALL = {"sum", "gross", "until", "size", "big"}


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "empty", 1),
        ("price +", "ended", 8),
        ("price # 2", "sign", 7),
        ("price 2", "unexpected", 7),
        ("price * 利润", "name_unknown", 9),
        ("eval(price)", "function_unknown", 1),
        ("round()", "arguments", 1),
        ("1 + name", "kind_wrong", 5),
        ("if(big, 1, 'a')", "kinds_differ", 12),
        ("-" * 60 + "1", "deep", 41),
        ("1" * 501, "long", 500),
        ("__import__('os')", "function_unknown", 1),
        ("name.upper", "sign", 5),
    ],
)
def test_what_is_wrong_with_a_formula_is_said_with_its_place(people, footprint, text, code, at):
    admin = people["admin"]
    define(admin, kind="money", key="price")
    define(admin, kind="checkbox", key="big")
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        formula(admin, text)
    assert (refusal.value.code, refusal.value.params["at"]) == (f"custom_fields.formula_{code}", at)
    assert footprint() == before


def test_circles_results_and_fields_that_are_read_are_kept(people, footprint):
    admin = people["admin"]
    price = define(admin, kind="number", key="price")
    a = formula(admin, "price + 1", key="a")
    formula(admin, "a * 2", key="b")
    before = footprint()
    with pytest.raises(Invalid, match=r"formula_circle") as refusal:
        custom_fields.change_field(admin, a, FieldForm(formula="b + 1"))
    assert refusal.value.params["en"] == "a → b → a"
    with pytest.raises(Invalid, match=r"formula_circle"):
        custom_fields.change_field(admin, a, FieldForm(formula="a + 1"))
    with pytest.raises(Conflict, match=r"result_fixed"):
        custom_fields.change_field(admin, a, FieldForm(formula="'x'"))
    with pytest.raises(Conflict, match=r"used_by"):
        custom_fields.retire_field(admin, price)
    assert footprint() == before
    undo = custom_fields.change_field(admin, a, FieldForm(formula="price * 10"))
    record = make(admin, price="2")
    assert shown(admin, record)["b"][0] == "40"
    custom_fields.change_field(admin, a, undo)
    assert shown(admin, record)["b"][0] == "6"


def test_who_may_not_see_what_a_formula_reads_does_not_see_it(people):
    admin, rep, director = people["admin"], people["rep"], people["director"]
    cost = define(admin, kind="money", key="cost", sees=["director"])
    formula(admin, "cost * 2", key="twice")
    formula(admin, "twice + 1", key="more")
    record = make(rep, "机密公司")
    customers.change_customer(admin, record, CustomerForm(custom={"cost": "7"}))
    assert {"twice", "more"} & set(shown(rep, record)) == set()
    assert shown(director, record)["more"][0] == "15"
    with pytest.raises(Invalid):
        names(rep, **{"custom.more.from": "1"})
    custom_fields.change_field(admin, cost, FieldForm(sees=[]))
    assert shown(rep, record)["more"][0] == "15"
    with pytest.raises(Forbidden):
        custom_fields.reckon_by_day(rep)


def test_deals_reckon_their_own_facts_and_days_are_reckoned_anew(workspace, monkeypatch):
    admin, rep = workspace["admin"], workspace["rep"]
    define(admin, record="deal", kind="number", key="rate")
    formula(admin, "amount * rate / 100", record="deal", key="fee", result="money")
    formula(admin, "expected_close - today()", record="deal", key="left")
    customer = make(rep, "远方公司")
    deal = deals.create_deal(
        rep,
        DealForm(
            name="大单",
            customer=customer,
            amount="1234.5",
            expected_close="2100-01-01",
            custom={"rate": "3"},
        ),
    )
    page = {one.key: one.value for one in deals.deal_page(rep, deal).custom}
    assert page["fee"] == "37.035"
    left = int(page["left"])
    assert left > 26_000
    custom_fields.reckon_by_day(SYSTEM)
    custom_fields.reckon_by_day(SYSTEM)
    with Session(engine()) as session:
        jobs = session.exec(select(Job).where(col(Job.name) == custom_fields.JOB)).all()
    assert [job.payload for job in jobs] == [{"record": "deal", "after": 0}]
    from crm_app.services.custom_fields import reckoning

    tomorrow = reckoning._today().replace(year=reckoning._today().year + 1)
    monkeypatch.setattr(reckoning, "_today", lambda: tomorrow)
    assert custom_fields.go_on_reckoning(SYSTEM, "deal", 0) == 0
    page = {one.key: one.value for one in deals.deal_page(rep, deal).custom}
    assert left - int(page["left"]) in (365, 366)


def test_many_records_are_reckoned_in_the_background(people, monkeypatch):
    admin = people["admin"]
    from crm_app.services.custom_fields import reckoning

    monkeypatch.setattr(reckoning, "AT_ONCE", 2)
    define(admin, kind="number", key="price")
    ids = [make(admin, f"公司{n}", price=str(n)) for n in range(1, 6)]
    formula(admin, "price * 2", key="twice")
    done = [shown(admin, one)["twice"][0] for one in ids]
    assert done == ["2", "4", "", "", ""]
    with Session(engine()) as session:
        job = session.exec(select(Job).where(col(Job.name) == custom_fields.JOB)).one()
        version = session.exec(
            select(Customer.version).where(col(Customer.public_id) == ids[4])
        ).one()
    after = job.payload["after"]
    while after:
        after = custom_fields.go_on_reckoning(SYSTEM, "customer", after)
    assert [shown(admin, one)["twice"][0] for one in ids] == ["2", "4", "6", "8", "10"]
    with Session(engine()) as session:
        now = session.exec(select(Customer.version).where(col(Customer.public_id) == ids[4])).one()
    assert now == version  # nobody's own save is refused for it
