"""Deals and the board over REST."""

import pytest

PATH = "/api/v1/deals"


@pytest.fixture
def rep(workspace, call):
    return call("rep")


def make(client, **more):
    customer = client.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    answer = client.post(PATH, json={"name": "一期", "customer": customer, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_created_read_changed_and_listed(rep):
    made = make(rep, amount="120000.5", expected_close="2026-12-31")
    assert (made["amount"], made["currency"], made["stage"]) == ("120000.50", "CNY", "lead")
    assert made["customer"]["name"] == "华东科技"
    path = f"{PATH}/{made['id']}"
    answer = rep.patch(
        path, json={"amount": 99, "expected_close": None}, headers={"If-Match": '"1"'}
    )
    assert (answer.json()["amount"], answer.json()["expected_close"]) == ("99.00", None)
    assert rep.patch(path, json={"name": "x"}, headers={"If-Match": '"1"'}).status_code == 412
    assert rep.get(path).headers["etag"] == '"2"'
    for query in ({"q": "华东"}, {"stage": "lead"}, {"state": "open"}, {"currency": "CNY"}):
        assert len(rep.get(PATH, params=query).json()["items"]) == 1, query
    assert rep.get(PATH, params={"stage": "won"}).json() == {"items": [], "next": None}


def test_gate_names_the_fields_and_opens_when_they_come_along(rep):
    path = f"{PATH}/{make(rep)['id']}/stage"
    refused = rep.post(path, json={"stage": "proposal"})
    assert refused.status_code == 422
    assert refused.json()["code"] == "deals.fields_missing"
    assert refused.json()["fields"] == ["amount", "expected_close"]
    moved = rep.post(
        path, json={"stage": "proposal", "amount": "5000", "expected_close": "2026-12-31"}
    )
    assert (moved.status_code, moved.json()["stage"], moved.json()["weighted"]) == (
        200,
        "proposal",
        "2500.00",
    )
    assert [m["target"]["key"] for m in moved.json()["moves"]] == ["proposal", "lead"]


def test_losing_without_a_reason(rep):
    path = f"{PATH}/{make(rep)['id']}/stage"
    assert rep.post(path, json={"stage": "lost"}).json()["code"] == "deals.reason_missing"
    assert (
        rep.post(path, json={"stage": "lost", "reason": "price"}).json()["lost_reason"] == "price"
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "x"}, 422),
        ({"name": "x", "customer": "nobody"}, 404),
        ({"name": "x", "customer": "", "colour": "red"}, 422),
    ],
)
def test_creation_that_cannot_be(rep, body, status):
    assert rep.post(PATH, json=body).status_code == status


def test_stage_is_not_patched_and_unknown_values_are_refused(rep):
    path = f"{PATH}/{make(rep)['id']}"
    assert rep.patch(path, json={"stage": "won"}).status_code == 422
    assert rep.post(f"{path}/stage", json={"stage": "nowhere"}).status_code == 422
    assert rep.get(PATH, params={"state": "sleeping"}).status_code == 422
    assert rep.patch(path, json={"expected_close": "tomorrow"}).json()["field"] == "expected_close"


def test_others_do_not_find_it(workspace, call, rep):
    path = f"{PATH}/{make(rep)['id']}"
    west = call("rep_west")
    assert west.get(path).status_code == 404
    assert west.patch(path, json={"name": "x"}).status_code == 404
    assert west.post(f"{path}/stage", json={"stage": "qualified"}).status_code == 404
    assert west.delete(path).status_code == 404
    assert call("finance").get(path).status_code == 403
    assert call("").get(path).status_code == 401


def test_deleted_and_restored(rep):
    path = f"{PATH}/{make(rep)['id']}"
    assert rep.delete(path).status_code == 204
    assert rep.get(path).status_code == 404
    assert rep.post(f"{path}/restore").status_code == 200


def test_pipelines_and_board(rep):
    stages = rep.get("/api/v1/pipelines").json()[0]["stages"]
    assert [s["key"] for s in stages] == [
        "lead",
        "qualified",
        "proposal",
        "negotiation",
        "won",
        "lost",
    ]
    make(rep, amount="10")
    columns = rep.get("/api/v1/board").json()
    assert [(c["stage"]["key"], c["count"]) for c in columns][:2] == [("lead", 1), ("qualified", 0)]
    assert columns[0]["sums"] == [{"amount": "10.00", "currency": "CNY"}]
    assert columns[0]["weighted"] == [{"amount": "1.00", "currency": "CNY"}]
    assert columns[0]["cards"][0]["customer"] == "华东科技"
    assert rep.get("/api/v1/board/lead", params={"page": 1}).json() == columns[0]["cards"]
