"""Conditions in and/or groups over built-in and own fields, and views: who finds, who changes them."""

import json

import pytest
from sqlmodel import Session, select

from crm_app.core import asking
from crm_app.core.errors import Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.models.ledger import AuditEntry
from crm_app.services import asked as asked_fields
from crm_app.services import (
    contacts,
    contracts,
    custom_fields,
    customers,
    deals,
    leads,
    orders,
    quotes,
    saved_views,
)
from crm_app.services.contacts import ContactForm
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.points import read_point
from crm_app.services.saved_views import Column, ViewForm


def where(*groups, match="all"):
    made = [{"match": how, "rules": [list(rule) for rule in rules]} for how, *rules in groups]
    return json.dumps({"match": match, "groups": made}, ensure_ascii=False)


def found(actor, *groups, match="all"):
    asked = ListQuery(filters={"where": where(*groups, match=match)}, sort="name")
    page = customers.customers(actor, asked)
    assert page.total == len(page.rows)
    return "".join(row.name for row in page.rows)


@pytest.fixture
def three(people):
    """A, B, C of the rep: tiers A, B, C; C has no region; a custom number, choice and date."""
    admin, rep = people["admin"], people["rep"]
    for key, kind, more in (
        ("seats", "number", {}),
        ("paint", "choice", {"options": "红 | Red\n蓝 | Blue"}),
        ("since", "date", {}),
        ("secret", "text", {"sees": ["director"]}),
    ):
        form = FieldForm("customer", key, kind, key, key, is_listed=key == "seats", **more)
        custom_fields.create_field(admin, form)
    colours = {
        o.zh: o.key
        for f in saved_views.condition_fields(admin, "customer")
        if f.name == "custom.paint"
        for o in f.options
    }
    facts = (
        ("A", "A", "华东", {"seats": "10", "paint": colours["红"], "since": "2026-01-05"}),
        ("B", "B", "华南", {"seats": "20", "paint": colours["蓝"]}),
        ("C", "C", "", {}),
    )
    ids = {}
    for name, tier, region, own in facts:
        form = CustomerForm(name=name, tier=tier, region=region, custom=own)
        ids[name] = customers.create_customer(rep, form)
    return ids, colours


def test_each_operator_finds_just_what_it_says(people, three):
    rep, (_, colours) = people["rep"], three
    cases = {
        ("tier", "is", ("A",)): "A",
        ("tier", "is_not", ("A",)): "BC",
        ("tier", "any_of", ("A", "C")): "AC",
        ("region", "contains", ("东",)): "A",
        ("region", "starts", ("华",)): "AB",
        ("region", "is", ("华南",)): "B",
        ("region", "is_not", ("华南",)): "AC",
        ("region", "empty", ()): "C",
        ("region", "filled", ()): "AB",
        ("region", "any_of", ("华东", "华南")): "AB",
        ("created", "within", ("1",)): "ABC",
        ("created", "before", ("2020-01-01",)): "",
        ("created", "after", ("2020-01-01",)): "ABC",
        ("contacted", "empty", ()): "ABC",
        ("owner", "is", ("me",)): "ABC",
        ("owner", "is_not", ("me",)): "",
        ("phone", "empty", ()): "ABC",
        ("custom.seats", "least", ("15",)): "B",
        ("custom.seats", "most", ("10",)): "A",
        ("custom.seats", "between", ("20", "5")): "AB",
        ("custom.seats", "is_not", ("10",)): "BC",
        ("custom.seats", "empty", ()): "C",
        ("custom.paint", "is", (colours["红"],)): "A",
        ("custom.paint", "any_of", tuple(colours.values())): "AB",
        ("custom.since", "is", ("2026-01-05",)): "A",
        ("custom.since", "before", ("2026-01-05",)): "",
        ("custom.since", "between", ("2026-01-01", "2026-02-01")): "A",
    }
    said = {case: found(rep, ("all", [*case[:2], list(case[2])])) for case in cases}
    assert said == cases


def test_groups_join_with_and_and_or_and_rights_stay(people, three):
    rep = people["rep"]
    a = ("all", ("tier", "is", ["A"]), ("region", "contains", ["东"]))
    c = ("any", ("tier", "is", ["C"]), ("region", "is", ["nowhere"]))
    assert found(rep, a, c, match="any") == "AC"
    assert found(rep, a, c, match="all") == ""
    assert found(people["rep_west"], a, c, match="any") == ""
    assert found(people["manager"], a, c, match="any") == "AC"
    said = saved_views.sentence(rep, "customer", where(a, c, match="any"))
    assert said == (
        "（等级 是 A 级 且 地区 包含“东”） 或 （等级 是 C 级 或 地区 是 nowhere）",
        "(Tier is Tier A and Region contains “东”) or (Tier is Tier C or Region is nowhere)",
    )


def test_phones_company_stages_are_found_through_their_own_tables(people, monkeypatch):
    rep = people["rep"]
    home = customers.create_customer(
        rep, CustomerForm(name="茶行", points=[read_point("phone", "021-5555 0123")])
    )
    bare = customers.create_customer(rep, CustomerForm(name="空"))
    for few in (asked_fields.FEW, 0):  # named one by one, or each looked at when it is come to
        monkeypatch.setattr(asked_fields, "FEW", few)
        assert found(rep, ("all", ("phone", "contains", ["55550123"]))) == "茶行"
        assert found(rep, ("all", ("phone", "contains", ["9999"]))) == ""
        assert found(rep, ("any", ("phone", "contains", ["9999"]), ("name", "is", ["空"]))) == "空"
        assert found(rep, ("all", ("phone", "empty", []))) == "空"
        assert found(rep, ("all", ("phone", "filled", []))) == "茶行"
    customers.delete_customer(rep, bare)
    person = contacts.create_contact(rep, ContactForm(name="张伟"))
    contacts.put_position(rep, person, contacts.PositionForm(customer_id=home, title="采购"))
    for rule, names in (
        (("company", "contains", ["茶"]), ["张伟"]),
        (("title", "is", ["采购"]), ["张伟"]),
        (("company", "empty", []), []),
    ):
        asked = ListQuery(filters={"where": where(("all", rule))})
        assert [one.name for one in contacts.contacts(rep, asked).rows] == names, rule


def test_what_a_name_or_number_holds_is_found_with_the_index_and_without(people, monkeypatch):
    """Whichever way it is looked for, the rows are those that hold it letter by letter."""
    rep = people["rep"]
    for name, phone in (("Peak & Son_Tea", "13900010001"), ("雲岭茶行", "13900020002"), ("云", "")):
        points = [read_point("mobile", phone)] if phone else []
        customers.create_customer(rep, CustomerForm(name=name, points=points))
    rules = (
        (("name", "contains", ["SON_t"]), "Peak & Son_Tea"),
        (("name", "contains", ["son"]), "Peak & Son_Tea"),
        (("name", "contains", ["sonXt"]), ""),
        (("name", "contains", ["雲岭"]), "雲岭茶行"),
        (
            ("name", "contains", ["云岭"]),
            "",
        ),  # the search finds it; a condition takes one at one's word
        (("name", "contains", ["云"]), "云"),
        (("name", "starts", ["茶行"]), ""),
        (("phone", "contains", ["0002000"]), "雲岭茶行"),
        (("phone", "contains", ["+861390001"]), "Peak & Son_Tea"),
        (("phone", "starts", ["1390001"]), ""),
    )
    for few in (asking.FEW, 0):
        monkeypatch.setattr(asking, "FEW", few)
        for rule, names in rules:
            assert found(rep, ("all", rule)) == names, (few, rule)
            either = found(rep, ("any", rule, ("region", "is", ["nowhere"])))
            assert either == names, (few, rule)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "list.conditions_unreadable"),
        ("[]", "list.conditions_unreadable"),
        ('{"match":"none","groups":[]}', "list.conditions_unreadable"),
        (
            '{"match":"all","groups":[{"match":"all","rules":[[1,2]]}]}',
            "list.conditions_unreadable",
        ),
        ("[" * 3000, "list.conditions_unreadable"),
        ("x" * 5000, "list.conditions_long"),
        (where(("all", ("cost", "is", ["1"]))), "list.filter_unknown"),
        (where(("all", ("custom.secret", "is", ["1"]))), "list.filter_unknown"),
        (where(("all", ("tier", "contains", ["A"]))), "list.operator_unknown"),
        (where(("all", ("tier", "is", ["X"]))), "list.value_unknown"),
        (where(("all", ("tier", "is", []))), "list.value_missing"),
        (where(("all", ("created", "is", ["9999-12-31"]))), "list.value_unknown"),
        (where(("all", ("created", "within", ["-1"]))), "list.value_unknown"),
        (where(("all", ("custom.seats", "is", ["1e400"]))), "list.value_unknown"),
        (where(*[("all", ("tier", "is", ["A"]))] * 11), "list.conditions_many"),
    ],
)
def test_what_cannot_be_asked_is_refused(people, three, text, code):
    with pytest.raises(Invalid) as refusal:
        customers.customers(people["rep"], ListQuery(filters={"where": text}))
    assert refusal.value.code == code


def test_every_offered_condition_can_be_asked(people, workspace, db):
    reads = {
        "customer": customers.customers,
        "contact": contacts.contacts,
        "lead": leads.leads,
        "deal": deals.deals,
        "quote": quotes.quotes,
        "contract": contracts.contracts,
        "order": orders.orders,
    }
    values = {"number": "5", "day": "2026-01-01", "moment": "2026-01-01", "text": "x", "point": "x"}
    for kind, read in reads.items():
        for one in saved_views.condition_fields(people["admin"], kind):
            value = one.options[-1].key if one.options else values.get(one.kind, "")
            if not value:
                continue
            for operator in one.operators:
                count = {"empty": 0, "filled": 0, "between": 2}.get(operator, 1)
                given = ["7"] if operator in ("within", "coming") else [value] * count
                tree = where(("all", (one.name, operator, given)))
                assert read(people["admin"], ListQuery(filters={"where": tree})).total == 0
                assert all(saved_views.sentence(people["admin"], kind, tree))


def make(actor, name="我的视图", **more):
    asks = {"where": where(("all", ("tier", "is", ["A"]))), "sort": "-name"}
    return saved_views.create_view(actor, ViewForm("customer", name, asks=asks, **more))


def seen(actor):
    return [row.name for row in saved_views.views(actor, "customer").rows]


def test_a_view_is_found_by_whom_it_is_for_and_changed_by_its_owner(people, footprint):
    rep = people["rep"]
    view = make(rep)
    everybody = ("rep", "manager", "rep_west", "finance", "admin")
    for audience, finds in (
        ({"audience": "private"}, {"rep"}),
        ({"audience": "team"}, {"rep", "manager"}),
        ({"audience": "role", "role": "finance"}, {"rep", "finance"}),
        ({"audience": "everybody"}, set(everybody)),
    ):
        saved_views.change_view(rep, view, ViewForm(**audience))
        assert {who for who in everybody if seen(people[who])} == finds, audience
    before = footprint()
    for who in ("manager", "rep_west"):
        for attempt in (
            saved_views.delete_view,
            lambda a, v: saved_views.change_view(a, v, ViewForm(name="X")),
        ):
            with pytest.raises(Forbidden):
                attempt(people[who], view)
    with pytest.raises(Stale):
        saved_views.change_view(rep, view, ViewForm(name="X"), 1)
    assert footprint() == before
    saved_views.change_view(people["admin"], view, ViewForm(name="大家的"))
    saved_views.change_view(rep, view, ViewForm(audience="private"))
    with pytest.raises(NotFound):
        saved_views.view_page(people["admin"], view)


def test_deleted_and_back(people, db):
    rep = people["rep"]
    view = make(rep)
    saved_views.delete_view(rep, view)
    assert seen(rep) == []
    saved_views.restore_view(rep, view)
    assert seen(rep) == ["我的视图"]
    with Session(db) as session:
        done = [e.action for e in session.exec(select(AuditEntry)) if e.action.startswith("saved")]
    assert done == [
        "saved_views.create_view",
        "saved_views.delete_view",
        "saved_views.restore_view",
    ]


def test_the_first_view_is_ones_own_choice_else_the_roles(people):
    admin, rep = people["admin"], people["rep"]
    role = make(admin, "销售的", audience="role", role="rep", for_role="rep")
    assert saved_views.views(rep, "customer").first == role
    assert saved_views.views(people["manager"], "customer").first == "all"
    own = make(rep)
    saved_views.begin_with(rep, "customer", own)
    assert saved_views.views(rep, "customer").first == own
    saved_views.begin_with(rep, "customer", "all")
    assert saved_views.views(rep, "customer").first == "all"
    saved_views.begin_with(rep, "customer", "")
    assert saved_views.views(rep, "customer").first == role


def test_columns_are_kept_by_each_person_and_each_view(people, three):
    rep, manager = people["rep"], people["manager"]
    names = [one.name for one in saved_views.views(rep, "customer").columns[""]]
    assert [*names[:2], names[-1]] == ["name", "tier", "custom.seats"]
    order = [Column("custom.seats", 90), Column("name", 5), Column("tier", is_shown=False)]
    saved_views.keep_columns(rep, "customer", "", [*order, Column("no_such")])
    kept = saved_views.views(rep, "customer").columns[""]
    assert kept[:3] == [Column("custom.seats", 90), Column("name", 40), Column("tier", 0, False)]
    assert len(kept) == len(names)
    assert saved_views.views(manager, "customer").columns[""][0].name == "name"
    view = make(rep, columns=order, audience="team")
    assert saved_views.view_page(manager, view).columns[0] == Column("custom.seats", 90)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (ViewForm("product", "x"), "saved_views.kind_unknown"),
        (ViewForm("customer", " "), "saved_views.name_missing"),
        (ViewForm("customer", "x" * 81), "record.too_long"),
        (ViewForm("customer", "x", "world"), "saved_views.audience_unknown"),
        (ViewForm("customer", "x", "role", "king"), "saved_views.role_unknown"),
        (ViewForm("customer", "x", "everybody", for_role="rep"), "saved_views.default_admin"),
        (ViewForm("customer", "x", asks={"no": "1"}), "list.filter_unknown"),
        (ViewForm("customer", "x", asks={"where": "{"}), "list.conditions_unreadable"),
        (ViewForm("customer", "x", asks={"sort": "secret"}), "list.order_unknown"),
        (
            ViewForm("customer", "x", columns=[Column("name", is_shown=False)]),
            "saved_views.columns_none",
        ),
    ],
)
def test_a_view_that_could_not_be_opened_is_refused(people, footprint, form, code):
    before = footprint()
    with pytest.raises(Invalid) as refusal:
        saved_views.create_view(people["rep"], form)
    assert refusal.value.code == code
    assert footprint() == before


def test_kinds_that_one_may_not_read_are_not_there(people):
    view = saved_views.create_view(
        people["rep"], ViewForm("contact", "人", "everybody", asks={"sort": "name"})
    )
    with pytest.raises(Forbidden):
        saved_views.views(people["finance"], "contact")
    with pytest.raises(NotFound):
        saved_views.view_page(people["finance"], view)
