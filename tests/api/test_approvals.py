"""Approvals over REST."""

import pytest

PATH = "/api/v1/approvals"


@pytest.fixture
def asked(workspace, call):
    """A draft of the rep, and the request about it."""
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    lines = [{"text": "咨询", "quantity": "2", "price": "1000"}]
    quote = rep.post("/api/v1/quotes", json={"customer": customer, "lines": lines}).json()["id"]
    path = f"/api/v1/quotes/{quote}"
    assert rep.post(f"{path}/approval", json={"reason": "x"}).status_code == 409
    answer = rep.post(f"{path}/approval", json={"discount": "15", "reason": "对手更低"})
    assert answer.status_code == 201, answer.text
    return {"rep": rep, "quote": path, "request": answer.json(), "path": answer.headers["location"]}


def test_asked_listed_read_and_decided_once(asked, call):
    manager, rep = call("manager"), asked["rep"]
    refused = rep.post(f"{asked['quote']}/send")
    assert (refused.status_code, refused.json()["code"]) == (409, "approval_required")
    (item,) = manager.get(PATH, params={"box": "waiting"}).json()["items"]
    assert (item["id"], item["level"], item["given"]) == (
        asked["request"]["id"],
        "manager",
        "15.00",
    )
    assert rep.get(asked["path"]).json()["margin_after"] is None
    assert manager.get(asked["path"]).json()["floors"][0]["net"] == "1800.00"
    decision = {"decision": "approve"}
    assert rep.post(f"{asked['path']}/decision", json=decision).status_code == 403
    done = manager.post(f"{asked['path']}/decision", json=decision)
    assert (done.status_code, done.json()["status"]) == (200, "approved")
    second = call("director").post(f"{asked['path']}/decision", json=decision)
    assert (second.status_code, second.json()["code"]) == (409, "approvals.decided_already")
    assert rep.post(f"{asked['quote']}/send").status_code == 200


def test_counter_is_accepted(asked, call):
    body = {"decision": "counter", "discount": "12", "reason": "最多这样"}
    answer = call("manager").post(f"{asked['path']}/decision", json=body)
    assert answer.json()["counter_discount"] == "12.00"
    assert asked["rep"].post(f"{asked['path']}/accept").json()["status"] == "approved"
    assert asked["rep"].get(asked["quote"]).json()["net"] == "1760.00"


def test_other_team_neither_sees_nor_decides(asked, call):
    west = call("manager_west")
    assert west.get(asked["path"]).status_code == 404
    body = {"decision": "approve"}
    assert west.post(f"{asked['path']}/decision", json=body).status_code == 404
    assert west.get(PATH).json()["items"] == []


@pytest.mark.parametrize(
    "body", [{"decision": "maybe"}, {"decision": "refuse"}, {"decision": "counter"}, {}]
)
def test_decision_that_cannot_be(asked, call, body):
    assert call("manager").post(f"{asked['path']}/decision", json=body).status_code == 422
    assert call("manager").get(asked["path"]).json()["status"] == "pending"


def test_listed_by_customer_asker_status_and_level(asked, call):
    manager, rep, request = call("manager"), asked["rep"], asked["request"]
    me = rep.get(PATH).json()["items"][0]["asker"]["id"]
    own = rep.get("/api/v1/customers").json()["items"][0]["id"]

    def found(**params):
        return [row["id"] for row in manager.get(PATH, params=params).json()["items"]]

    for params in ({"customer": own}, {"asker": me}, {"status": "pending"}, {"level": "manager"}):
        assert found(**params) == [request["id"]], params
    for params in ({"customer": me}, {"asker": own}, {"status": "refused"}, {"level": "director"}):
        assert found(**params) == [], params
    for params in ({"status": "x"}, {"level": "x"}, {"box": "x"}, {"colour": "x"}):
        assert manager.get(PATH, params=params).status_code == 422, params


def test_what_if_changes_nothing_and_says_who_would_have_to_agree(asked, call, footprint):
    manager, west, rep = call("manager"), call("manager_west"), asked["rep"]
    before = footprint()
    seen = manager.get(f"{asked['path']}/what-if", params={"discount": "25"}).json()
    assert (seen["net"], seen["level"], seen["discount"]) == ("1500.00", "director", "25.00")
    assert rep.get(f"{asked['quote']}/what-if", params={"discount": "5"}).json()["level"] == ""
    for path in (asked["path"], asked["quote"]):
        for wrong in ("x", "101", "-1", "NaN", "1e400", "9" * 40):
            answer = rep.get(f"{path}/what-if", params={"discount": wrong})
            assert answer.status_code == 422, (wrong, answer.text)
        assert west.get(f"{path}/what-if", params={"discount": "5"}).status_code == 404
    assert footprint() == before
