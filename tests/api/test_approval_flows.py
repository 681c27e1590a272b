"""Flows, stand-ins, comments, exports and the report over REST."""

import pytest

FLOWS = "/api/v1/approval-flows"
FLOW = {
    "name_zh": "大额让利",
    "name_en": "Deep discounts",
    "subject": "quote",
    "conditions": [{"field": "discount", "op": ">", "value": "10"}],
    "steps": [{"approvers": ["manager"]}, {"approvers": ["role:finance"], "hours": 24}],
}


@pytest.fixture
def asked(workspace, call):
    """A flow of two steps, and a request that came by it."""
    flow = call("admin").post(FLOWS, json=FLOW)
    assert flow.status_code == 201, flow.text
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    lines = [{"text": "咨询", "quantity": "2", "price": "1000"}]
    body = {"customer": customer, "lines": lines, "discount": "15"}
    quote = rep.post("/api/v1/quotes", json=body).json()["id"]
    made = rep.post(f"/api/v1/quotes/{quote}/approval", json={"reason": "对手更低"})
    assert made.status_code == 201, made.text
    return {"flow": flow.json(), "path": made.headers["location"], "request": made.json()}


def ids(call):
    return {one["name"]: one["id"] for one in call("admin").get("/api/v1/users").json()["items"]}


def test_flows_are_made_read_ordered_replaced_and_taken_away(asked, call):
    admin, path = call("admin"), f"{FLOWS}/{asked['flow']['id']}"
    assert asked["flow"]["sentence"]["en"].startswith("Quote: when discount over 10 %")
    assert (admin.get(path).json()["used"], asked["flow"]["used"]) == (1, 0)
    second = admin.post(FLOWS, json=FLOW | {"name_en": "B"}).json()
    moved = admin.post(f"{FLOWS}/{second['id']}/place", json={"rank": 1}).json()
    assert moved["rank"] == 1
    assert [one["name_en"] for one in admin.get(FLOWS).json()["items"]] == ["B", "Deep discounts"]
    stale = admin.put(path, json=FLOW, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert admin.put(path, json=FLOW | {"is_active": False}).json()["is_active"] is False
    assert call("rep").post(FLOWS, json=FLOW).status_code == 403
    assert call("director").delete(path).status_code == 403
    assert admin.delete(path).status_code == 204
    assert admin.get(path).status_code == 404
    wrong = admin.post(FLOWS, json=FLOW | {"steps": [{"approvers": ["role:rep"]}]})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "approvals.approver_unknown")


def test_step_by_step_with_a_comment_and_one_more(asked, call):
    manager, finance, path = call("manager"), call("finance"), asked["path"]
    decision = {"decision": "approve"}
    assert asked["request"]["waits_for"]["zh"] == "manager"
    assert finance.post(f"{path}/decision", json=decision).status_code == 403
    body = {"person": ids(call)["director"], "when": "after", "reason": "大客户"}
    more = manager.post(f"{path}/signers", json=body)
    assert (more.status_code, more.json()["steps"]) == (201, 3)
    assert manager.post(f"{path}/comments", json={"text": "账期呢？"}).status_code == 201
    for who in (manager, call("director"), finance):
        answer = who.post(f"{path}/decision", json=decision)
        assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "approved"
    assert [one["kind"] for one in answer.json()["history"]] == [
        *("asked", "added", "comment"),
        *["approved"] * 3,
    ]
    again = finance.post(f"{path}/decision", json={"decision": "return", "reason": "x"})
    assert (again.status_code, again.json()["code"]) == (409, "approvals.decided_already")


def test_given_back_and_told(asked, call):
    told = {"people": [ids(call)["manager_west"]]}
    assert call("manager_west").get(asked["path"]).status_code == 404
    assert call("rep").post(f"{asked['path']}/copies", json=told).status_code == 201
    west = call("manager_west")
    assert west.get(asked["path"]).status_code == 200
    assert west.post(f"{asked['path']}/decision", json={"decision": "approve"}).status_code == 403
    body = {"decision": "return", "reason": "再谈谈"}
    answer = call("manager").post(f"{asked['path']}/decision", json=body)
    assert (answer.status_code, answer.json()["status"]) == (200, "returned")


def test_simulated_and_reported(asked, call):
    body = {"subject": "quote", "asker": ids(call)["rep"], "values": {"discount": "12"}}
    seen = call("admin").post("/api/v1/approval-simulations", json=body).json()
    assert [step["who"]["en"] for step in seen["steps"]] == ["manager", "finance"]
    assert call("rep").post("/api/v1/approval-simulations", json=body).status_code == 403
    report = call("manager").get("/api/v1/reports/approvals").json()
    assert (report["asked"], report["waiting"]) == (1, 1)
    wrong = call("manager").get("/api/v1/reports/approvals", params={"starts": "x"})
    assert wrong.status_code == 422


def test_an_export_leads_a_browser_to_where_it_is_asked_for(asked, call):
    flow = {"name_zh": "导出", "name_en": "Export", "subject": "export"}
    step = {"approvers": ["role:director"]}
    assert call("admin").post(FLOWS, json=flow | {"steps": [step]}).status_code == 201
    rep, path = call("rep"), "/api/v1/exports/customers"
    refused = rep.get(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "approvals.export_required")
    led = rep.get(
        path, params={"q": "华东"}, headers={"accept": "text/html"}, follow_redirects=False
    )
    assert led.status_code == 303
    assert led.headers["location"].startswith("/approvals/export?listing=customers&q=")
    made = rep.post("/api/v1/export-approvals", json={"listing": "customers", "reason": "盘点"})
    assert made.status_code == 201, made.text
    decided = call("director").post(
        f"{made.headers['location']}/decision", json={"decision": "approve"}
    )
    assert decided.json()["status"] == "approved"
    assert rep.get(path).status_code == 200


def test_what_costs_is_not_to_be_read_off(asked, call, workspace):
    """Who may not see costs learns who decides about the figure that stands there, and no more."""
    admin = call("admin")
    admin.delete(f"{FLOWS}/{asked['flow']['id']}")
    product = {"code": "P1", "name_zh": "泵", "name_en": "Pump", "price": "100", "cost": "76"}
    made = call("admin").post("/api/v1/products", json=product)
    assert made.status_code == 201, made.text
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "二号客户"}).json()["id"]
    line = {"product": made.json()["id"], "quantity": "1"}
    body = {"customer": customer, "lines": [line], "discount": "0"}
    quote = rep.post("/api/v1/quotes", json=body)
    assert quote.status_code == 201, quote.text
    path = f"/api/v1/quotes/{quote.json()['id']}"
    at = {
        who: [
            call(who).get(f"{path}/what-if", params={"discount": str(tried)}).json()
            for tried in range(1, 10)
        ]
        for who in ("rep", "manager")
    }
    assert {one["level"] for one in at["rep"]} == {""}
    assert {one["margin"] for one in at["rep"]} == {None}
    assert all(one["may_need_more"] for one in at["rep"])
    assert {one["level"] for one in at["manager"]} == {"manager"}
    asked_now = rep.post(f"{path}/approval", json={"reason": "x", "discount": "5"})
    assert (asked_now.status_code, asked_now.json()["level"]) == (201, "manager")
    assert asked_now.json()["floors"] == []
    assert [(one["limit"], one["value"]) for one in asked_now.json()["breaches"]] == [(None, None)]
    assert len(call("manager").get(asked_now.headers["location"]).json()["floors"]) == 1
