"""Products and quotes over REST."""

import pytest

PATH = "/api/v1/quotes"


@pytest.fixture
def rep(workspace, call):
    return call("rep")


@pytest.fixture
def tea(workspace, call):
    body = {"code": "PU-01", "name_zh": "熟普饼茶", "price": "180", "cost": "72.5", "unit": "饼"}
    answer = call("director").post("/api/v1/products", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def make(client, tea, **more):
    customer = client.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    body = {"customer": customer, "lines": [{"product": tea["id"], "quantity": "10"}], **more}
    answer = client.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_cost_is_null_for_whoever_may_not_see_it(call, rep, tea):
    assert (tea["cost"], tea["name_en"], tea["tax_rate"]) == ("72.50", "熟普饼茶", "13.00")
    assert rep.get(f"/api/v1/products/{tea['id']}").json()["cost"] is None
    made = make(rep, tea)
    assert (made["cost"], made["margin"], made["lines"][0]["cost"]) == (None, None, None)
    seen = call("manager").get(f"{PATH}/{made['id']}").json()
    assert (seen["cost"], seen["margin"], seen["lines"][0]["cost"]) == ("725.00", "59.72", "72.50")
    items = rep.get(PATH).json()["items"] + rep.get("/api/v1/products").json()["items"]
    assert not any("72.5" in str(item) for item in items)


def test_product_is_changed_with_its_version_and_withdrawn(call, rep, tea):
    path, director = f"/api/v1/products/{tea['id']}", call("director")
    changed = director.patch(path, json={"price": "200"}, headers={"If-Match": '"1"'})
    assert (changed.json()["price"], changed.headers["etag"]) == ("200.00", '"2"')
    assert director.patch(path, json={"price": "1"}, headers={"If-Match": '"1"'}).status_code == 412
    assert rep.patch(path, json={"price": "1"}).status_code == 403
    assert director.delete(path).status_code == 204
    assert rep.get("/api/v1/products", params={"state": "active"}).json()["items"] == []


def test_totals_are_decimal_strings(rep, tea):
    made = make(rep, tea, discount="5")
    assert {name: made[name] for name in ("subtotal", "net", "tax", "total", "currency")} == {
        "subtotal": "1800.00",
        "net": "1710.00",
        "tax": "222.30",
        "total": "1932.30",
        "currency": "CNY",
    }
    assert made["lines"][0]["product"] == tea["id"]


def test_sent_once_and_then_revised(rep, tea):
    made = make(rep, tea)
    path = f"{PATH}/{made['id']}"
    sent = rep.post(f"{path}/send")
    assert (sent.status_code, sent.json()["status"]) == (200, "sent")
    assert rep.post(f"{path}/send").status_code == 409
    assert rep.delete(path).status_code == 409
    revised = rep.patch(path, json={"note": "交期两周"}).json()
    assert (revised["revision"], revised["number"]) == (2, made["number"])
    assert revised["id"] != made["id"]
    assert rep.get(path).json()["note"] == ""
    assert rep.post(f"{PATH}/{revised['id']}/send").status_code == 200
    assert rep.get(path).json()["status"] == "replaced"
    assert rep.post(f"{PATH}/{revised['id']}/accept").json()["status"] == "accepted"
    copy = rep.post(f"{PATH}/{revised['id']}/copy")
    assert (copy.status_code, copy.json()["status"]) == (201, "draft")


def test_line_that_cannot_be_is_named(rep, tea):
    path = f"{PATH}/{make(rep, tea)['id']}"
    answer = rep.patch(path, json={"lines": [{"text": "x", "quantity": "0"}]})
    assert (answer.status_code, answer.json()["field"]) == (422, "lines.0.quantity")
    assert rep.patch(path, json={"lines": [{"txt": "x"}]}).status_code == 422


def test_others_do_not_find_it(call, rep, tea):
    path = f"{PATH}/{make(rep, tea)['id']}"
    west = call("rep_west")
    for attempt in (west.get(path), west.post(f"{path}/send"), west.delete(path)):
        assert attempt.status_code == 404
    assert call("finance").get(path).status_code == 200
    assert call("finance").post(f"{path}/send").status_code == 403
    assert call("").get(path).status_code == 401


def test_filters(rep, tea):
    made = make(rep, tea)
    for query in ({"q": "熟普"}, {"status": "draft"}, {"number": made["number"]}):
        assert len(rep.get(PATH, params=query).json()["items"]) == 1, query
    assert rep.get(PATH, params={"status": "burnt"}).status_code == 422
