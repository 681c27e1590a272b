"""Pipelines, collaborators, questions, looks and lanes over REST."""

import pytest


@pytest.fixture
def admin(workspace, call):
    return call("admin")


@pytest.fixture
def deal(workspace, call):
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    sent = {"name": "秋季", "customer": customer, "amount": "10"}
    return rep.post("/api/v1/deals", json=sent).json()["id"]


def test_a_pipeline_is_made_filled_and_retired(admin, call):
    made = admin.post("/api/v1/pipelines", json={"zh": "续约", "en": "Renewals"})
    assert made.status_code == 201
    home = f"/api/v1/pipelines/{made.json()['id']}"
    task = {"zh": "约时间", "en": "Arrange a talk", "days": 2}
    sent = {"zh": "沟通", "en": "In talks", "required": ["contact"], "tasks": [task]}
    stage = admin.post(f"{home}/stages", json=sent).json()
    assert (stage["key"], stage["required"], stage["tasks"]) == ("in_talks", ["contact"], [task])
    assert stage["saying_zh"].startswith("成交概率 0%；进入前必须填写联系人")
    path = f"{home}/stages/{stage['id']}"
    changed = admin.patch(path, json={"probability": 60}, headers={"If-Match": '"1"'})
    assert (changed.json()["probability"], changed.headers["etag"]) == (60, '"2"')
    stale = admin.patch(path, json={"probability": 61}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert admin.patch(path, json={"required": ["colour"]}).json()["field"] == "required"
    read = call("rep").get("/api/v1/pipelines").json()
    assert [row["key"] for row in read] == ["sales", "renewals"]
    assert [row["key"] for row in read[1]["stages"]] == ["new", "in_talks", "won", "lost"]
    assert admin.delete(path).status_code == 204
    assert admin.post(f"{path}/restore").json()["is_active"]
    assert admin.delete(home).status_code == 204
    assert admin.post(f"{home}/restore").status_code == 200


def test_who_may_read_and_who_may_write(admin, call):
    home = admin.get("/api/v1/pipelines").json()[0]
    for who, read, write in (("rep", 200, 403), ("finance", 403, 403), ("", 401, 401)):
        client = call(who)
        assert client.get("/api/v1/pipelines").status_code == read, who
        answer = client.patch(f"/api/v1/pipelines/{home['id']}", json={"zh": "甲"})
        assert answer.status_code == write, who
    in_use = home["stages"][0]
    assert admin.get("/api/v1/pipelines/nowhere").status_code == 404
    assert admin.delete(f"/api/v1/pipelines/{home['id']}/stages/nowhere").status_code == 404
    assert in_use["is_active"]


def test_a_stage_in_use_names_where_its_deals_go(admin, deal):
    home = admin.get("/api/v1/pipelines").json()[0]
    path = f"/api/v1/pipelines/{home['id']}/stages/{home['stages'][0]['id']}"
    refused = admin.delete(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "pipelines.stage_in_use")
    assert admin.delete(f"{path}?to=qualified").status_code == 204
    assert admin.get(f"/api/v1/deals/{deal}").json()["stage"] == "qualified"


def test_the_gate_says_what_is_missing_and_takes_it_in_the_move(workspace, call, deal):
    rep = call("rep")
    path = f"/api/v1/deals/{deal}/stage"
    refused = rep.post(path, json={"stage": "proposal"})
    assert (refused.status_code, refused.json()["fields"]) == (422, ["expected_close"])
    assert "预计成交日" in refused.json()["detail"]
    moved = rep.post(path, json={"stage": "proposal", "expected_close": "2031-01-01"}).json()
    assert (moved["stage"], moved["missing"]) == ("proposal", [])
    lost = rep.post(path, json={"stage": "lost", "reason": "price", "competitor": "Northbell"})
    assert (lost.json()["lost_reason"], lost.json()["competitor"]) == ("price", "Northbell")
    found = rep.get("/api/v1/deals?competitor=northbell").json()["items"]
    assert [one["id"] for one in found] == [deal]
    again = rep.post(path, json={"stage": "proposal"})
    assert again.json()["code"] == "deals.reopen_reason_missing"
    put = rep.put(f"/api/v1/deals/{deal}/reason", json={"reason": "budget"})
    assert put.json()["lost_reason"] == "budget"


def test_collaborators_questions_and_looks(workspace, call, deal):
    rep, west, admin = call("rep"), call("rep_west"), call("admin")
    everybody = admin.get("/api/v1/users?limit=200").json()["items"]
    user = next(one["id"] for one in everybody if one["name"] == "rep_west")
    note = {"kind": "note", "text": "多久？", "about": [{"kind": "deal", "id": deal}]}
    asked = rep.post("/api/v1/activities", json=note | {"mentions": [user], "is_question": True})
    assert asked.status_code == 201
    (question,) = west.get("/api/v1/questions").json()["items"]
    assert (question["is_mine"], question["about"]["id"]) == (True, deal)
    assert west.get(f"/api/v1/deals/{deal}").status_code == 200
    assert west.patch(f"/api/v1/deals/{deal}", json={"name": "X"}).status_code == 403
    answer = f"/api/v1/questions/{question['id']}/answer"
    assert west.post(answer, json={"text": "六周"}).status_code == 201
    assert west.post(answer, json={"text": "六周"}).status_code == 409
    people = f"/api/v1/deals/{deal}/collaborators"
    assert rep.post(people, json={"user": user}).json()["items"][0]["rights"] == "edit"
    assert west.patch(f"/api/v1/deals/{deal}", json={"name": "X"}).status_code == 200
    assert rep.delete(f"{people}/{user}").status_code == 204
    assert west.get(f"/api/v1/deals/{deal}").status_code == 404
    sent = {"code": "A-1", "name_zh": "打印机", "name_en": "Printer", "price": "1"}
    made = admin.post("/api/v1/products", json=sent)
    assert made.status_code == 201, made.json()
    product = made.json()["id"]
    looked = rep.post(f"/api/v1/deals/{deal}/views", json={"product": product})
    assert looked.status_code == 201
    assert len(rep.get(f"/api/v1/deals/{deal}/views").json()["items"]) == 1
    viewing = {"place": "样板间", "day": "2026-11-02"}
    assert rep.post(f"/api/v1/deals/{deal}/viewings", json=viewing).status_code == 201


def test_lanes_hold_what_the_columns_hold(workspace, call, deal):
    rep = call("rep")
    for by in ("owner", "team", "tier"):
        (lane,) = rep.get(f"/api/v1/board-lanes?by={by}&amount_from=5").json()
        assert (lane["count"], lane["sums"]) == (1, [{"amount": "10.00", "currency": "CNY"}])
        assert [cell["count"] for cell in lane["cells"]] == [1, 0, 0, 0, 0, 0]
        assert lane["cells"][0]["cards"][0]["id"] == deal
    assert rep.get("/api/v1/board-lanes?by=owner&amount_from=11").json() == []
    assert rep.get("/api/v1/board-lanes?by=colour").status_code == 422
    assert rep.get("/api/v1/board?colour=red").status_code == 422
    assert rep.get("/api/v1/board?cards=false").json()[0]["cards"] == []
