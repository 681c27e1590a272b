"""Views over REST, and conditions in groups as `where` of every list."""

import json

PATH = "/api/v1/views"


def where(*rules, match="all"):
    groups = [{"match": match, "rules": [list(rule) for rule in rules]}]
    return json.dumps({"match": "all", "groups": groups})


def test_view_made_read_changed_deleted_and_back(call, workspace):
    rep, manager = call("rep"), call("manager")
    asks = {"where": where(("tier", "is", ["A"])), "sort": "-name"}
    body = {"kind": "customer", "name": "A 级", "asks": asks, "columns": [{"name": "name"}]}
    made = rep.post(PATH, json=body)
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    view = made.json()
    assert (view["asks"], view["columns"][0]["name"], view["is_mine"]) == (asks, "name", True)
    address = f"{PATH}/{view['id']}"
    assert view["address"].startswith(f"/customers?saved={view['id']}&where=")
    assert manager.get(address).status_code == 404
    assert rep.patch(address, json={"audience": "team"}).json()["version"] == 2
    assert manager.get(f"{PATH}?kind=customer").json()["items"][0]["may_edit"] is False
    assert manager.patch(address, json={"name": "x"}).status_code == 403
    assert rep.patch(address, json={"name": "x"}, headers={"If-Match": '"1"'}).status_code == 412
    assert rep.delete(address).status_code == 204
    assert rep.get(address).status_code == 404
    assert rep.post(f"{address}/restore").json()["name"] == "A 级"
    for refused in ({"kind": "x", "name": "y"}, body | {"asks": {"where": "{"}}):
        assert rep.post(PATH, json=refused).status_code == 422
    assert call("").get(f"{PATH}?kind=customer").status_code == 401


def test_every_list_takes_conditions(call, workspace):
    rep = call("rep")
    for name, tier in (("甲", "A"), ("乙", "B")):
        rep.post("/api/v1/customers", json={"name": name, "tier": tier})
    rules = (("tier", "is", ["A"]), ("name", "is", ["乙"]))
    for match, names in (("all", set()), ("any", {"甲", "乙"})):
        asked = {"where": where(*rules, match=match)}
        found = rep.get("/api/v1/customers", params=asked).json()["items"]
        assert {one["name"] for one in found} == names
    said = rep.get(f"{PATH}/sentence", params={"kind": "customer", "where": where(rules[0])})
    assert said.json() == {"zh": "等级 是 A 级", "en": "Tier is Tier A"}
    for kind in ("contact", "lead", "deal", "quote"):
        fields = rep.get(f"{PATH}/fields?kind={kind}").json()["items"]
        assert {"owner", "created"} < {one["name"] for one in fields}
        asked = {"where": where(("created", "within", ["7"]))}
        answer = rep.get(f"/api/v1/{kind}s", params=asked)
        assert (answer.status_code, answer.json()["items"]) == (200, []), answer.text
    board = rep.get("/api/v1/board", params={"where": where(("amount", "least", ["5"]))})
    assert board.status_code == 200, board.text
    exported = rep.get("/api/v1/exports/customers", params={"where": where(rules[0])})
    assert "乙" not in exported.text
    assert rep.get("/api/v1/customers?where=x").json()["code"] == "list.conditions_unreadable"


def test_many_at_once_undone_and_found_in_the_bin(call, workspace):
    rep, west = call("rep"), call("rep_west")
    ids = [rep.post("/api/v1/customers", json={"name": n}).json()["id"] for n in "AB"]
    other = west.post("/api/v1/customers", json={"name": "C"}).json()["id"]
    body = {"kind": "customer", "action": "edit", "values": {"tier": "A"}}
    done = rep.post("/api/v1/bulk", json=body | {"ids": [*ids, other]}).json()
    assert (done["changed"], done["left"]) == (2, {"customer.not_found": 1})
    asked = {"filters": {"tier": "A"}}
    gone = rep.post("/api/v1/bulk", json={"kind": "customer", "action": "delete", "asked": asked})
    assert gone.json()["changed"] == 2
    rows = rep.get("/api/v1/recycle-bin").json()["items"]
    assert {(one["id"], one["name"], one["by"]) for one in rows} == {
        (ids[0], "A", "rep"),
        (ids[1], "B", "rep"),
    }
    assert west.get("/api/v1/recycle-bin").json()["items"] == []
    assert rep.get("/api/v1/recycle-bin?kind=x").status_code == 422
    back = {"kind": "customer", "action": "restore", "ids": ids[:1]}
    assert rep.post("/api/v1/bulk", json=back).json()["changed"] == 1
    assert west.post(f"/api/v1/bulk/{gone.json()['id']}/undo").status_code == 404
    undone = rep.post(f"/api/v1/bulk/{gone.json()['id']}/undo")
    assert undone.json() == {"restored": 1, "kept": 1}
    assert rep.post("/api/v1/bulk", json=body | {"ids": []}).json()["code"] == "bulk.none_chosen"
