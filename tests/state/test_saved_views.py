"""Views above a list in one's tab: conditions, tabs, columns, ticked rows, the records beside one."""

import json

import pytest
from reflex.istate.data import RouterData

from crm_app.services import custom_fields, customers, saved_views
from crm_app.services.custom_fields import FieldForm
from crm_app.services.customers import CustomerForm
from crm_app.services.saved_views import ViewForm
from crm_app.state.customers import CustomerList
from crm_app.state.neighbours import ListPlace


@pytest.fixture
def ids(people):
    tiers = {"A1": "A", "A2": "A", "B1": "B"}
    return {
        name: customers.create_customer(people["rep"], CustomerForm(name=name, tier=tier))
        for name, tier in tiers.items()
    }


def go(tab, url):
    """The browser is at another address."""
    asked = {"headers": {"origin": "http://localhost"}, "asPath": url, "pathname": url}
    tab.root.router = RouterData.from_router_data(asked)


def shown(tab):
    return [row.name for row in tab.state(CustomerList).rows]


@pytest.fixture
def listed(tab, ids):
    mine = tab("rep")
    go(mine, "/customers/?sort=name")
    mine.send(CustomerList, "load")
    return mine


def test_conditions_are_built_applied_said_and_taken_away(listed):
    listed.send(CustomerList, "open_conditions")
    for part, value in (("name", "tier"), ("operator", "is"), ("first", "A")):
        listed.send(CustomerList, "enter_rule", 0, 0, part, value)
    listed.send(CustomerList, "add_rule", 0)
    listed.send(CustomerList, "enter_rule", 0, 1, "first", "2")
    listed.send(CustomerList, "enter_rule", 0, 1, "operator", "contains")
    listed.send(CustomerList, "narrow", {})
    assert shown(listed) == ["A2"]
    assert listed.state(CustomerList).said_en == "Tier is Tier A and Name contains “2”"
    listed.send(CustomerList, "drop_rule", 0, 1)
    listed.send(CustomerList, "add_group")
    listed.send(CustomerList, "enter_rule", 1, 0, "first", "B1")
    listed.send(CustomerList, "match_by", -1, "any")
    listed.send(CustomerList, "narrow", {})
    assert shown(listed) == ["A1", "A2", "B1"]
    listed.send(CustomerList, "clear_narrowing")
    assert listed.state(CustomerList).said_zh == ""


def test_own_fields_and_conditions_are_applied_by_one_press(listed, people):
    """One sheet holds both: beside own fields no half condition waits to be applied with them."""
    own = FieldForm(
        record="customer", kind="text", key="mark", label_zh="标记", label_en="Mark", is_listed=True
    )
    custom_fields.create_field(people["admin"], own)
    ids = {row.name: row.public_id for row in listed.state(CustomerList).rows}
    for name in ("A1", "B1"):
        form = CustomerForm(custom={"mark": "x"})
        customers.change_customer(people["rep"], ids[name], form)
    listed.send(CustomerList, "refresh")
    listed.send(CustomerList, "open_conditions")
    assert listed.state(CustomerList).groups == []
    listed.send(CustomerList, "narrow", {"custom.mark": "x"})
    assert shown(listed) == ["A1", "B1"]
    listed.send(CustomerList, "add_group")
    for part, value in (("name", "tier"), ("operator", "is"), ("first", "A")):
        listed.send(CustomerList, "enter_rule", 0, 0, part, value)
    listed.send(CustomerList, "narrow", {"custom.mark": "x"})
    assert shown(listed) == ["A1"]
    listed.send(CustomerList, "clear_narrowing")
    assert shown(listed) == ["A1", "A2", "B1"]


def test_a_view_is_saved_changed_reset_and_comes_first(listed, people):
    listed.send(CustomerList, "filter_by", "tier", "A")
    listed.send(
        CustomerList, "save_view_as", {"name": "只看 A", "audience": "private", "first": True}
    )
    view = listed.state(CustomerList).view_now
    assert (view.name, view.is_first, listed.state(CustomerList).is_changed) == (
        "只看 A",
        True,
        False,
    )
    listed.send(CustomerList, "filter_by", "tier", "B")
    assert listed.state(CustomerList).is_changed
    listed.send(CustomerList, "reset_view")
    assert (shown(listed), listed.state(CustomerList).is_changed) == (["A1", "A2"], False)
    listed.send(CustomerList, "show_column", "region")
    assert listed.state(CustomerList).is_changed
    listed.send(CustomerList, "save_view")
    assert not listed.state(CustomerList).is_changed
    assert "region" not in [one.name for one in listed.state(CustomerList).shown]
    go(listed, "/customers/")
    onward = listed.send(CustomerList, "load")
    assert onward is not None
    assert shown(listed) == ["A1", "A2"]
    listed.send(CustomerList, "delete_view")
    assert saved_views.views(people["rep"], "customer").rows == []
    listed.undo()
    assert [one.name for one in saved_views.views(people["rep"], "customer").rows] == ["只看 A"]


def test_rows_are_ticked_changed_and_taken_back(listed, ids, people):
    listed.send(CustomerList, "pick", ids["A1"], False)
    listed.send(CustomerList, "pick", ids["B1"], True)
    assert listed.state(CustomerList).selected == list(ids.values())
    listed.send(CustomerList, "open_bulk")
    listed.send(CustomerList, "choose_edited", "tier")
    listed.send(CustomerList, "edit_many", {"value": "C"})
    page = customers.customer_page
    assert [page(people["rep"], one).tier for one in ids.values()] == ["C", "C", "C"]
    assert listed.state(CustomerList).selected == []
    listed.undo()
    assert [page(people["rep"], one).tier for one in ids.values()] == ["A", "A", "B"]
    listed.send(CustomerList, "pick_all")
    listed.send(CustomerList, "delete_many")
    assert shown(listed) == []
    listed.undo()
    listed.send(CustomerList, "refresh")
    assert shown(listed) == ["A1", "A2", "B1"]


def test_the_records_beside_one_are_those_of_the_list(listed, ids):
    go(listed, f"/customers/{ids['A2']}/")
    listed.send(ListPlace, "look")
    beside = listed.state(ListPlace).beside
    assert (beside.before, beside.after, beside.place) == (ids["A1"], ids["B1"], 2)
    listed.send(CustomerList, "filter_by", "tier", "A")
    listed.send(ListPlace, "look")
    assert listed.state(ListPlace).beside.after == ""
    assert (listed.state(ListPlace).after, listed.state(ListPlace).before != "") == ("", True)


def test_a_foreign_view_is_not_shown(tab, people, ids):
    asks = {"where": json.dumps({"match": "all", "groups": []})}
    secret = saved_views.create_view(people["rep"], ViewForm("customer", "秘密", asks=asks))
    other = tab("rep_west")
    go(other, f"/customers/?saved={secret}")
    other.send(CustomerList, "load")
    assert shown(other) == []
    assert "秘密" not in other.everything()


def test_a_tag_gets_another_colour_from_who_keeps_the_settings(listed, tab, ids, people):
    listed.send(CustomerList, "pick", ids["A1"], False)
    listed.send(CustomerList, "tag_many", {"add": "春茶", "colour": "red"})
    admin = tab("admin")
    go(admin, "/customers/")
    admin.send(CustomerList, "load")
    admin.send(CustomerList, "open_tags")
    key = admin.state(CustomerList).tags[0].key
    admin.send(CustomerList, "colour_tag", key, "violet")
    assert admin.state(CustomerList).tags[0].colour == "violet"
    assert [one.colour for one in custom_fields.tags(people["rep"], "customer")] == ["violet"]
    admin.undo()
    listed.send(CustomerList, "colour_tag", key, "blue")
    assert listed.state(CustomerList).problem.code == "permission.denied"
    assert [one.colour for one in custom_fields.tags(people["rep"], "customer")] == ["red"]


def test_a_map_is_a_view_of_the_list(listed, people):
    for name, region in (("H", "杭州"), ("N", "宁波"), ("S", "上海")):
        customers.create_customer(people["rep"], CustomerForm(name=name, region=region))
    listed.send(CustomerList, "show_as", "map")
    screen = lambda: listed.state(CustomerList)  # noqa: E731
    assert (screen().view, screen().total, screen().squares["33"].count) == ("map", 6, 2)
    listed.send(CustomerList, "choose_place", "33", "")
    assert (shown(listed), screen().tile_en) == (["H", "N"], "Zhejiang")
    assert [one.en for one in screen().bars] == ["Hangzhou", "Ningbo"]
    listed.send(CustomerList, "choose_place", "3302", "")
    assert (shown(listed), screen().place_zh, screen().squares["33"].count) == (["N"], "宁波", 2)
    listed.send(CustomerList, "save_view_as", {"name": "地图", "audience": "private"})
    (view,) = saved_views.views(people["rep"], "customer").rows
    assert view.asks == {"view": "map", "place": "3302", "sort": "name"}
    listed.send(CustomerList, "choose_place", "3302", "")
    assert (screen().place, shown(listed)) == ("33", ["H", "N"])
    listed.send(CustomerList, "choose_place", "33", "")
    assert (screen().place, screen().total) == ("", 6)
    listed.send(CustomerList, "choose_place", "99", "")
    assert screen().problem.code == "list.value_unknown"


def test_groups_of_spending_and_groups_of_rows_are_two(listed):
    listed.send(CustomerList, "filter_by", "rfm", "champions")
    assert (shown(listed), listed.state(CustomerList).group) == ([], "")
    listed.send(CustomerList, "filter_by", "rfm", "")
    listed.send(CustomerList, "group_by", "tier")
    assert [one.key for one in listed.state(CustomerList).groups_below] == ["B"]
