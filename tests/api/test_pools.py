"""The public pool, assignment rules and absences over REST."""

import pytest

from crm_app.core import limiter

LEAD = {"name": "李梅", "company": "海风贸易", "mobile": "13800138001", "region": "厦门"}


@pytest.fixture
def pooled(workspace, call):
    """`pooled(name=…)` is the id of a new lead of nobody."""
    admin = call("admin")

    def make(**more):
        answer = admin.post("/api/v1/leads", json=LEAD | {"owner": None} | more)
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    return make


def test_listed_claimed_and_given_back(pooled, call):
    lead = pooled()
    rep, west = call("rep"), call("rep_west")
    (row,) = west.get("/api/v1/pool").json()["items"]
    assert (row["id"], row["name"], row["region"]) == (lead, "李梅", "厦门")
    assert "138" not in str({**row, "id": ""})
    assert rep.get(f"/api/v1/leads/{lead}").status_code == 404
    assert rep.post(f"/api/v1/pool/{lead}/claim").json() == {"id": lead}
    assert rep.get(f"/api/v1/leads/{lead}").json()["mobile"] == ["+8613800138001"]
    refused = west.post(f"/api/v1/pool/{lead}/claim")
    assert (refused.status_code, refused.json()["code"]) == (409, "pools.taken")
    assert refused.json()["detail"] == "rep 刚刚认领了这条线索。"
    assert rep.get("/api/v1/pool/holding").json() == {"open": 1, "most": 0}
    assert rep.post(f"/api/v1/leads/{lead}/return", json={"reason": "x"}).status_code == 422
    assert rep.post(f"/api/v1/leads/{lead}/return", json={"reason": "other"}).status_code == 204
    barred = rep.post(f"/api/v1/pool/{lead}/claim").json()
    assert barred["code"] == "pools.barred"
    assert rep.delete(f"/api/v1/leads/{lead}/return").status_code == 204
    assert rep.delete(f"/api/v1/pool/{lead}/claim").status_code == 204
    assert [one["id"] for one in west.get("/api/v1/pool").json()["items"]] == [lead]


def test_the_pool_page_by_page(pooled, call):
    made = [pooled(name=f"L{n}", mobile=f"1380013800{n}", company="") for n in range(5)]
    rep = call("rep")
    first = rep.get("/api/v1/pool?limit=3").json()
    rest = rep.get(f"/api/v1/pool?limit=3&cursor={first['next']}").json()
    ids = [one["id"] for one in first["items"] + rest["items"]]
    assert (ids, rest["next"]) == (made[::-1], None)
    assert [one["name"] for one in rep.get("/api/v1/pool?q=L3").json()["items"]] == ["L3"]


def test_settings_limits_and_the_report(pooled, call):
    admin, rep = call("admin"), call("rep")
    stored = admin.get("/api/v1/pool-settings").json()
    version = stored.pop("version")
    put = {"headers": {"if-match": str(version)}, "json": stored | {"capacity": 1}}
    assert admin.put("/api/v1/pool-settings", **put).json()["capacity"] == 1
    assert admin.put("/api/v1/pool-settings", **put).status_code == 412
    wrong = stored | {"work_days": [8]}
    assert admin.put("/api/v1/pool-settings", json=wrong).json()["field"] == "work_days"
    first, second = pooled(), pooled(name="B", mobile="13800138002", company="")
    rep.post(f"/api/v1/pool/{first}/claim")
    full = rep.post(f"/api/v1/pool/{second}/claim").json()
    assert (full["code"], "1" in full["detail"]) == ("pools.full", True)
    me = rep.get("/api/v1/session").json()["id"]
    assert rep.put(f"/api/v1/users/{me}/lead-quota", json={"most": 9}).status_code == 403
    assert admin.put(f"/api/v1/users/{me}/lead-quota", json={"most": 9}).status_code == 204
    assert rep.post(f"/api/v1/pool/{second}/claim").status_code == 200
    (row,) = rep.get("/api/v1/pool-report").json()["people"]
    assert (row["name"], row["claimed"], row["open"]) == ("rep", 2, 2)
    moves = rep.get(f"/api/v1/pool-moves?who={row['id']}&what=claimed").json()["items"]
    assert [one["lead"] for one in moves] == [second, first]
    assert call("finance").get("/api/v1/pool-report").status_code == 403


def test_rules_decide_and_are_tried(pooled, call):
    admin = call("admin")
    rule = {"name": "厦门", "regions": "厦门", "way": "round_robin"}
    made = admin.post("/api/v1/assignment-rules", json=rule).json()["id"]
    assert admin.post("/api/v1/assignment-rules", json={"name": "x", "odd": 1}).status_code == 422
    other = admin.post("/api/v1/assignment-rules", json={"name": "其余"}).json()["id"]
    place = admin.post(f"/api/v1/assignment-rules/{other}/place", json={"place": 1})
    assert place.status_code == 204
    (top, below) = admin.get("/api/v1/assignment-rules").json()["items"]
    assert (top["name"], below["zh"]) == ("其余", "地区含“厦门”的线索轮流分给所有销售。")
    trial = admin.post("/api/v1/assignment-trials", json={"region": "厦门"}).json()
    assert (trial["person"], trial["rule"]) == ("rep", "其余")
    lead = admin.get(f"/api/v1/leads/{pooled()}").json()
    assert (lead["owner"]["name"], lead["assigned"]["name"]) == ("rep", "其余")
    change = {"json": rule | {"is_active": False}, "headers": {"if-match": "1"}}
    assert admin.put(f"/api/v1/assignment-rules/{made}", **change).status_code == 200
    assert admin.put(f"/api/v1/assignment-rules/{made}", **change).status_code == 412
    assert admin.delete(f"/api/v1/assignment-rules/{made}").status_code == 204
    assert call("rep").post("/api/v1/assignment-rules", json=rule).status_code == 403


def test_who_enters_for_the_pool_is_answered_though_he_sees_it_no_more(workspace, call):
    rep = call("rep")
    answer = rep.post("/api/v1/leads", json=LEAD | {"owner": None})
    assert (answer.status_code, answer.json()["owner"]) == (201, None)
    assert rep.get(f"/api/v1/leads/{answer.json()['id']}").status_code == 404


def test_given_out_in_bulk(pooled, call):
    leads = [pooled(name=f"L{n}", mobile=f"1380013800{n}", company="") for n in range(3)]
    manager = call("manager")
    rep = call("rep").get("/api/v1/session").json()["id"]
    done = manager.post("/api/v1/pool/assign", json={"leads": leads[:2], "to": rep})
    assert done.json() == {"given": 2, "left": 0}
    assert manager.post("/api/v1/pool/assign-all").json()["code"] == "assignment.no_rules"
    call("admin").post("/api/v1/assignment-rules", json={"name": "轮流"})
    assert manager.post("/api/v1/pool/assign-all").json() == {"given": 1, "left": 0}
    assert call("rep").post("/api/v1/pool/assign-all").status_code == 403


def test_absences(workspace, call):
    rep, away = call("rep"), {"first_day": "2126-01-01", "last_day": "2126-01-05"}
    made = rep.post("/api/v1/absences", json=away).json()["id"]
    assert rep.post("/api/v1/absences", json=away).json()["code"] == "absences.known_already"
    assert rep.post("/api/v1/absences", json=away | {"first_day": "soon"}).status_code == 422
    assert call("rep_west").delete(f"/api/v1/absences/{made}").status_code == 404
    (row,) = call("manager").get("/api/v1/absences").json()["items"]
    assert (row["user"], row["last_day"]) == ("rep", "2126-01-05")
    assert rep.delete(f"/api/v1/absences/{made}").status_code == 204
    west = call("rep_west").get("/api/v1/session").json()["id"]
    assert rep.post("/api/v1/absences", json=away | {"stand_in": west}).status_code == 201
    (row,) = call("rep_west").get("/api/v1/absences").json()["items"]
    assert (row["user"], row["stand_in"], row["stand_in_id"]) == ("rep", "rep_west", west)


def test_whose_something_is_can_be_asked_sixty_times_a_minute(workspace, call):
    limiter.limiter().storage.reset()
    rep, west = call("rep"), call("rep_west")
    path = "/api/v1/holders?phone=13800138001"
    assert [rep.get(path).status_code for _ in range(61)] == [200] * 60 + [429]
    refused = rep.get(path)
    assert (refused.json()["code"], refused.headers["retry-after"]) == ("api.too_often", "60")
    assert west.get(path).status_code == 200  # each has his own minute
