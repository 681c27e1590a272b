"""Relations: read from both ends, ended and brought back, a chart without circles, seen by rights."""

import pytest

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.services import activities, contacts, customers, details, relations
from crm_app.services.activities import TimelineQuery
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.relations import RelationForm, rules


@pytest.fixture
def firm(workspace):
    """A customer of the rep with a boss, his assistant and a buyer: public ids by name."""
    rep = workspace["rep"]
    found = {"firm": customers.create_customer(rep, CustomerForm(name="华东科技"))}
    for name, title in (("李明", "采购经理"), ("张伟", "总经理"), ("王芳", "助理")):
        place = PositionForm(customer_id=found["firm"], title=title, department="管理部")
        form = ContactForm(name=name, positions=[place])
        found[name] = contacts.create_contact(rep, form)
    return found


def relate(actor, firm, one, kind, other, record="contact", **more):
    return relations.relate(actor, RelationForm(record, firm[one], kind, firm[other], **more))


def seen(actor, firm, record, name):
    rows = relations.relations_of(actor, record, firm[name])
    return [(row.kind, row.other.name) for row in rows]


def chart(actor, firm):
    return [(one.name, one.depth) for one in relations.people_chart(actor, firm["firm"])]


def test_a_relation_is_read_from_both_ends_and_ended_with_a_way_back(workspace, firm, footprint):
    rep = workspace["rep"]
    made = relate(rep, firm, "王芳", "assists", "张伟", note="周二在", since="2024-03-01")
    assert seen(rep, firm, "contact", "王芳") == [("assists", "张伟")]
    assert seen(rep, firm, "contact", "张伟") == [("assisted_by", "王芳")]
    (row,) = relations.relations_of(rep, "contact", firm["张伟"])
    assert (row.about, row.note, f"{row.since}") == ("华东科技 · 助理", "周二在", "2024-03-01")
    spouse = relate(rep, firm, "李明", "spouse", "王芳")
    assert seen(rep, firm, "contact", "李明") == [("spouse", "王芳")]
    before = footprint()
    for again in (("王芳", "spouse", "李明"), ("张伟", "assisted_by", "王芳")):
        with pytest.raises(Conflict):
            relate(rep, firm, *again)
    for wrong in (("王芳", "assists", "王芳"), ("王芳", "parent", "张伟"), ("王芳", "x", "张伟")):
        with pytest.raises(Invalid):
            relate(rep, firm, *wrong)
    assert footprint() == before
    relations.take_back(rep, spouse)
    gone = relations.unrelate(rep, made.public_id)
    assert seen(rep, firm, "contact", "张伟") == []
    relations.relate(rep, gone)
    (row,) = relations.relations_of(rep, "contact", firm["王芳"])
    assert (row.kind, row.note, f"{row.since}") == ("assists", "周二在", "2024-03-01")


def test_the_chart_follows_who_reports_to_whom_and_never_goes_round(workspace, firm, footprint):
    rep = workspace["rep"]
    assert chart(rep, firm) == [("李明", 0), ("张伟", 0), ("王芳", 0)]
    before = relations.place(rep, firm["firm"], firm["李明"], "buyer", firm["张伟"])
    relate(rep, firm, "张伟", "leads", "王芳")
    relate(rep, firm, "王芳", "influences", "李明")
    assert chart(rep, firm) == [("张伟", 0), ("李明", 1), ("王芳", 1)]
    nodes = {one.name: one for one in relations.people_chart(rep, firm["firm"])}
    assert (nodes["李明"].role, nodes["李明"].boss.name) == ("buyer", "张伟")
    assert (nodes["李明"].department, nodes["李明"].title) == ("管理部", "采购经理")
    assert [(tie.kind, tie.name) for tie in nodes["王芳"].ties] == [("influences", "李明")]
    held = footprint()
    with pytest.raises(Conflict):
        relate(rep, firm, "张伟", "reports_to", "李明")
    with pytest.raises(NotFound):
        relations.place(rep, firm["firm"], firm["李明"], "buyer", firm["firm"])
    assert footprint() == held
    moved = relate(rep, firm, "李明", "reports_to", "王芳")  # one boss at a time
    assert chart(rep, firm) == [("张伟", 0), ("王芳", 1), ("李明", 2)]
    relations.take_back(rep, moved)
    assert chart(rep, firm) == [("张伟", 0), ("李明", 1), ("王芳", 1)]
    relations.place(rep, before.customer_id, before.contact_id, before.role, before.boss_id)
    nodes = {one.name: one for one in relations.people_chart(rep, firm["firm"])}
    assert (nodes["李明"].role, nodes["李明"].boss.name) == ("", "")


def test_a_stored_circle_shows_everybody_once():
    assert rules.in_tree([1, 2, 3, 4], {1: 2, 2: 1, 3: 1, 4: 9}) == [(4, 0), (1, 0), (2, 1), (3, 1)]


def test_companies_and_who_brought_them(workspace, firm):
    rep = workspace["rep"]
    firm |= {
        name: customers.create_customer(rep, CustomerForm(name=name, region="上海"))
        for name in ("华东集团", "华东物流")
    }
    first = relate(rep, firm, "firm", "parent", "华东集团", "customer")
    relate(rep, firm, "firm", "subsidiary", "华东物流", "customer")
    relate(rep, firm, "华东物流", "brought_by", "李明", "customer")
    assert seen(rep, firm, "customer", "firm") == [
        ("parent", "华东集团"),
        ("subsidiary", "华东物流"),
    ]
    assert customers.customer_page(rep, firm["华东物流"]).parent_public_id == firm["firm"]
    assert seen(rep, firm, "contact", "李明") == [("brought", "华东物流")]
    with pytest.raises(Invalid):
        relate(rep, firm, "firm", "parent", "华东物流", "customer")
    moved = relate(rep, firm, "firm", "parent", "华东集团", "customer")
    relations.take_back(rep, moved)
    assert seen(rep, firm, "customer", "firm")[0] == ("parent", "华东集团")
    relations.unrelate(rep, first.public_id)
    assert seen(rep, firm, "customer", "firm") == [("subsidiary", "华东物流")]


def test_who_may_not_see_an_end_sees_no_relation(workspace, firm, footprint):
    rep, west, admin = workspace["rep"], workspace["rep_west"], workspace["admin"]
    firm["west"] = customers.create_customer(west, CustomerForm(name="西部茶行"))
    made = relate(admin, firm, "firm", "partner", "west", "customer")
    assert seen(admin, firm, "customer", "west") == [("partner", "华东科技")]
    assert seen(west, firm, "customer", "west") == seen(rep, firm, "customer", "firm") == []
    before = footprint()
    for who, what in (
        (west, lambda: relations.relations_of(west, "customer", firm["firm"])),
        (west, lambda: relations.people_chart(west, firm["firm"])),
        (west, lambda: relations.unrelate(west, made.public_id)),
        (rep, lambda: relate(rep, firm, "firm", "referred_by", "west", "customer")),
        (rep, lambda: relations.unrelate(rep, "parent:x")),
    ):
        with pytest.raises(NotFound):
            what()
        assert footprint() == before, who.name


def test_the_timeline_tells_of_relations_and_of_what_to_remember(workspace, firm):
    rep = workspace["rep"]
    relate(rep, firm, "王芳", "assists", "张伟", note="周二在")
    details.remember(rep, "contact", firm["张伟"], "爱喝普洱")
    changes = activities.timeline(rep, "customer", firm["firm"], TimelineQuery(group="changes"))
    assert [(e.kind, e.zh, e.text, [one.name for one in e.about]) for e in changes.entries] == [
        ("remembered", "爱喝普洱", "", ["张伟"]),
        ("relation_assists", "", "周二在", ["王芳", "张伟"]),
    ]
    found = activities.timeline(rep, "customer", firm["firm"], TimelineQuery(words="普洱"))
    assert [entry.kind for entry in found.entries] == ["remembered"]
