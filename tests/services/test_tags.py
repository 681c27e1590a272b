"""Tags: made by typing, coloured, given to many and taken back, found by filters and conditions."""

import pytest

from crm_app.core.errors import Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.services import bulk, custom_fields, customers
from crm_app.services.bulk import Chosen
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm


def given(actor, public_id):
    return customers.customer_page(actor, public_id).custom


def of(actor, public_id):
    (cell,) = [
        cell
        for row in customers.customers(actor, ListQuery()).rows
        if row.public_id == public_id
        for cell in row.custom
        if cell.key == "tags"
    ]
    return [(one.zh, one.colour) for one in cell.chips]


@pytest.fixture
def ids(people):
    return [customers.create_customer(people["rep"], CustomerForm(name=n)) for n in ("A", "B")]


def test_many_get_tags_lose_one_and_all_of_it_goes_back(people, ids):
    rep, chosen = people["rep"], Chosen(tuple(ids))
    done = bulk.tag(rep, "customer", chosen, "重点，VIP, vip", colour="red")
    assert (done.changed, done.left) == (2, {})
    assert of(rep, ids[0]) == [("重点", "red"), ("VIP", "red")]
    more = bulk.tag(rep, "customer", Chosen((ids[0],)), "展会 2026", "vip")
    assert of(rep, ids[0]) == [("重点", "red"), ("展会 2026", "green")]
    found = customers.customers(rep, ListQuery(filters={"custom.tags": "vip"}))
    assert [row.name for row in found.rows] == ["B"]
    where = '{"match":"all","groups":[{"match":"any","rules":[["custom.tags","is",["vip"]]]}]}'
    assert customers.customers(rep, ListQuery(filters={"where": where})).total == 1
    bulk.undo(rep, more.public_id)
    assert of(rep, ids[0]) == of(rep, ids[1])
    bulk.undo(rep, done.public_id)  # A was touched since
    assert [len(of(rep, one)) for one in ids] == [2, 0]
    assert [one.name for one in custom_fields.tags(rep, "customer")] == ["重点", "VIP", "展会 2026"]


def test_a_cell_and_a_form_make_tags_by_typing(people, ids):
    rep = people["rep"]
    customers.change_customer(rep, ids[0], CustomerForm(custom={"tags": "老客户"}))
    bulk.edit_one(rep, "customer", ids[0], "custom.tags", "老客户, 华东")
    assert [name for name, _ in of(rep, ids[0])] == ["老客户", "华东"]
    bulk.edit_one(rep, "customer", ids[0], "custom.tags", "")
    assert of(rep, ids[0]) == []


def test_refusals_leave_no_tag(people, ids, footprint):
    rep, admin, chosen = people["rep"], people["admin"], Chosen(tuple(ids))
    bulk.tag(rep, "customer", chosen, "A")
    before = footprint()
    for kind, add, colour in (
        *(("customer", "", ""), ("customer", "x" * 41, ""), ("customer", "B", "pink")),
        *(("quote", "B", ""), ("task", "B", "")),
    ):
        with pytest.raises(Invalid):
            bulk.tag(rep, kind, chosen, add, colour=colour)
    with pytest.raises(Forbidden):
        bulk.tag(people["finance"], "customer", chosen, "B")
    with pytest.raises(NotFound):
        custom_fields.colour_tag(admin, "customer", "none", "red")
    with pytest.raises(Forbidden):
        custom_fields.colour_tag(rep, "customer", "a", "red")
    assert footprint() == before
    assert custom_fields.colour_tag(admin, "customer", "a", "blue") == "grey"
    field = next(one for one in custom_fields.custom_fields(admin, "customer") if one.key == "tags")
    custom_fields.change_field(admin, field.public_id, FieldForm(options="A\nC"))
    assert of(rep, ids[0]) == [("A", "blue")]
    custom_fields.change_field(admin, field.public_id, FieldForm(edits=["manager"]))
    before = footprint()
    with pytest.raises(Forbidden):
        bulk.tag(rep, "customer", chosen, "D")
    assert footprint() == before
