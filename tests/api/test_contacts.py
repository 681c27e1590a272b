"""Contacts over REST."""

import pytest

PATH = "/api/v1/contacts"


def make(client, name="张伟总", **more):
    answer = client.post(PATH, json={"name": name, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_six_facts_at_once_and_found_by_each(call):
    rep = call("rep")
    made = make(
        rep,
        mobile="138 0013 8001",
        company="华东科技有限公司",
        title="采购经理",
        email="zw@example.com",
        address="上海市浦东新区",
    )
    assert (made["name"], made["honorific"], made["title"]) == ("张伟", "总", "采购经理")
    assert made["customer"]["name"] == "华东科技有限公司"
    for words in ("张伟", "13800138001", "华东", "采购经理", "zw@example.com", "浦东"):
        found = rep.get(PATH, params={"q": words}).json()["items"]
        assert [row["id"] for row in found] == [made["id"]], words
        at = rep.get("/api/v1/customers", params={"q": words}).json()["items"]
        assert [row["name"] for row in at] == ["华东科技有限公司"], words


def test_changed_place_by_place_and_whole(call):
    rep = call("rep")
    made = make(rep, company="华东科技", title="经理")
    path = f"{PATH}/{made['id']}"
    moved = rep.patch(path, json={"title": "总监"}, headers={"If-Match": '"1"'})
    assert (moved.status_code, moved.json()["title"]) == (200, "总监")
    assert moved.json()["customer"] == made["customer"]
    assert rep.patch(path, json={"title": "x"}, headers={"If-Match": '"1"'}).status_code == 412
    former = {**moved.json()["positions"][0], "ended": "2026-01-31"}
    former["customer"] = former["customer"]["id"]
    places = [former, {"company": "海风贸易", "started": "2026-02-01", "main": True}]
    answer = rep.patch(path, json={"positions": places}).json()
    assert answer["customer"]["name"] == "海风贸易"
    assert [(p["customer"]["name"], p["ended"]) for p in answer["positions"]] == [
        ("海风贸易", None),
        ("华东科技", "2026-01-31"),
    ]
    assert rep.patch(path, json={"birthday": "1980-02-29"}).json()["birthday"] == "1980-02-29"
    assert rep.patch(path, json={"birthday": None}).json()["birthday"] is None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": "张伟", "age": 4}, "age"),
        ({"name": "张伟", "birthday": "soon"}, "birthday"),
        ({"name": "张伟", "mobile": "12"}, "mobile"),
        ({"name": "张伟", "positions": [{"title": "x"}]}, "customer"),
        ({"name": "张伟", "positions": [{"company": "A", "salary": 1}]}, "positions.0.salary"),
    ],
)
def test_what_cannot_be_is_422_with_its_field(call, footprint, body, field):
    rep = call("rep")
    before = footprint()
    answer = rep.post(PATH, json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert footprint() == before


def test_foreign_customer_is_not_found_and_nothing_is_stored(call, footprint):
    at = call("rep_west").post("/api/v1/customers", json={"name": "西部能源"}).json()["id"]
    rep = call("rep")
    before = footprint()
    assert rep.post(PATH, json={"name": "张伟", "customer": at}).status_code == 404
    assert footprint() == before


def test_strangers_and_roles(call, footprint):
    public_id = make(call("rep"))["id"]
    nobody, west, finance = call(""), call("rep_west"), call("finance")
    before = footprint()
    assert nobody.get(f"{PATH}/{public_id}").status_code == 401
    assert west.get(f"{PATH}/{public_id}").status_code == 404
    assert west.patch(f"{PATH}/{public_id}", json={"name": "X"}).status_code == 404
    assert west.delete(f"{PATH}/{public_id}").status_code == 404
    assert finance.get(PATH).status_code == 403
    assert footprint() == before


def test_list_of_a_customer_deleted_and_restored(call):
    rep = call("rep")
    one = make(rep, company="华东科技")
    make(rep, "王芳", company="海风贸易")
    params = {"customer": one["customer"]["id"]}
    assert [row["id"] for row in rep.get(PATH, params=params).json()["items"]] == [one["id"]]
    assert rep.delete(f"{PATH}/{one['id']}").status_code == 204
    assert rep.get(PATH, params=params).json()["items"] == []
    assert rep.post(f"{PATH}/{one['id']}/restore").json()["customer"] == one["customer"]


def test_warned_of_the_same_person(call):
    rep = call("rep")
    known = make(rep, "张伟", mobile="13800138001", company="华东科技")
    params = {"name": "张伟总", "phone": "138-0013-8001", "company": "华东科技有限公司"}
    found = rep.get(f"{PATH}/duplicates", params=params).json()["items"]
    assert [(row["id"], row["certainty"], row["reasons"]) for row in found] == [
        (known["id"], "sure", ["phone", "same_name", "company"])
    ]
    assert call("rep_west").get(f"{PATH}/duplicates", params=params).json()["items"] == []
