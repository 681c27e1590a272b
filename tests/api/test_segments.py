"""Segments over REST: made, previewed, frozen, their members with why, taken out by rights."""

import json

import pytest

PATH = "/api/v1/segments"


def where(*rules, match="all"):
    groups = [{"match": match, "rules": [list(rule) for rule in rules]}]
    return json.dumps({"match": "all", "groups": groups})


@pytest.fixture
def three(call):
    rep = call("rep")
    for name, tier in (("春茶", "A"), ("夏茶", "B"), ("秋茶", "A")):
        rep.post("/api/v1/customers", json={"name": name, "tier": tier})
    return rep


def test_a_segment_is_built_kept_frozen_opened_and_taken_out(call, three):
    asked = where(("tier", "is", ["A"]), ("name", "contains", ["夏"]), match="any")
    found = three.get(f"{PATH}/preview", params={"where": asked}).json()
    assert (found["size"], len(found["names"])) == (3, 3)
    assert found["en"] == "Tier is Tier A or Name contains “夏”"
    body = {"name": "要拜访的", "asks": asked, "is_shared": True}
    made = three.post(PATH, json=body)
    assert made.status_code == 201, made.text
    address = f"{PATH}/{made.json()['id']}"
    members = three.get(f"{address}/members").json()
    why = {one["name"]: [each["zh"] for each in one["why"]] for one in members["items"]}
    assert why == {
        "春茶": ["等级 是 A 级"],
        "秋茶": ["等级 是 A 级"],
        "夏茶": ["客户名称 包含“夏”"],
    }
    assert call("rep_west").get(f"{address}/members").json()["total"] == 0
    listed = {"segment": made.json()["id"]}
    assert three.post(f"{address}/freeze").json()["size"] == 3
    spring = three.get("/api/v1/customers", params={"q": "春茶"}).json()["items"][0]
    three.patch(f"/api/v1/customers/{spring['id']}", json={"tier": "C"})
    kept = three.get(f"{address}/members").json()["items"]
    assert {one["name"]: len(one["why"]) for one in kept} == {"春茶": 0, "秋茶": 1, "夏茶": 1}
    taken = three.get("/api/v1/exports/customers", params=listed)
    assert "春茶" in taken.text
    assert "春茶" not in call("rep_west").get("/api/v1/exports/customers", params=listed).text
    assert three.post(f"{address}/thaw").json()["size"] == 2
    stale = three.patch(address, json={"name": "x", "version": 1})
    assert (stale.status_code, stale.json()["code"]) == (412, "record.stale")
    assert three.delete(address).status_code == 204
    assert three.get(f"{address}/members").status_code == 404
    assert three.post(f"{address}/restore").json()["name"] == "要拜访的"


@pytest.mark.parametrize(
    ("asks", "code"),
    [
        ("{", "list.conditions_unreadable"),
        ('{"match":"all","groups":[{"match":"none","rules":[]}]}', "list.conditions_unreadable"),
        (where(("owner_id", "is", ["1"])), "list.filter_unknown"),
        (where(("tier", "least", ["A"])), "list.operator_unknown"),
        (where(("tier", "is", ["Z"])), "list.value_unknown"),
        (where(("spend", "least", ["viel"])), "list.value_unknown"),
        (where(("name", "is", [])), "list.value_missing"),
        (where(*[("name", "is", ["x"])] * 21), "list.conditions_many"),
        ("", "segments.asks_missing"),
    ],
)
def test_a_tree_that_cannot_be_asked_is_refused_and_leaves_nothing(three, footprint, asks, code):
    before = footprint()
    refused = three.post(PATH, json={"name": "x", "asks": asks})
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    if asks:
        assert three.get(f"{PATH}/preview", params={"where": asks}).json()["code"] == code
    assert footprint() == before
    assert three.get(PATH).json()["items"] == []


def test_only_its_owner_changes_one_and_who_sees_no_orders_learns_none(call, three, without_orders):
    asked = where(("tier", "is", ["A"]))
    own = three.post(PATH, json={"name": "自己的", "asks": asked}).json()["id"]
    shared = three.post(PATH, json={"name": "大家", "asks": asked, "is_shared": True}).json()["id"]
    west = call("rep_west")
    for path in (own, f"{own}/members"):
        assert west.get(f"{PATH}/{path}").status_code == 404
    for change in (
        west.patch(f"{PATH}/{shared}", json={"name": "x"}),
        west.delete(f"{PATH}/{shared}"),
        west.post(f"{PATH}/{shared}/freeze"),
    ):
        assert change.status_code == 403
    spent = where(("spend", "least", ["1"]))
    refused = call(without_orders).get(f"{PATH}/preview", params={"where": spent})
    assert refused.json()["code"] == "list.filter_unknown"
