"""Leads, their screening and conversion, and requests for colleagues' records over REST."""

import csv
import io

import pytest

PATH = "/api/v1/leads"


@pytest.fixture
def rep(workspace, call):
    return call("rep")


def make(client, **more):
    body = {"name": "李梅", "company": "海风贸易", "mobile": "138 0013 8001"}
    answer = client.post(PATH, json=body | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def answers(client, lead):
    values = {"yes_no": "yes", "amount": "50000", "text": "x"}
    return {
        one["question"]: values.get(one["kind"], "还不清楚" if "决定" in one["zh"] else "半年内")
        for one in client.get(f"{PATH}/{lead}").json()["answers"]
    }


def test_made_read_changed_listed_deleted_and_brought_back(rep):
    made = make(rep, region="厦门", source="website", address_text="环岛路 1 号")
    path = f"{PATH}/{made['id']}"
    assert (made["status"], made["owner"]["name"], made["missing"]) == ("new", "rep", 4)
    assert (made["mobile"], made["address_text"]) == (["+8613800138001"], "环岛路 1 号")
    answer = rep.patch(path, json={"status": "contacted"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["status"]) == (200, "contacted")
    assert rep.patch(path, json={"region": "X"}, headers={"If-Match": '"1"'}).status_code == 412
    for params, count in (({"status": "open"}, 1), ({"owner": "me"}, 1), ({"source": "call"}, 0)):
        assert len(rep.get(PATH, params=params).json()["items"]) == count
    assert rep.delete(path).status_code == 204
    assert rep.get(path).status_code == 404
    assert rep.post(f"{path}/restore").json()["region"] == "厦门"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": "A", "surprise": 1}, "surprise"),
        ({"name": "A", "status": "converted"}, "status"),
        ({"name": "A", "email": "no"}, "email"),
        ({"name": "A", "id": "5"}, "id"),
    ],
)
def test_what_cannot_be_is_422_with_its_field(rep, footprint, body, field):
    before = footprint()
    answer = rep.post(PATH, json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert footprint() == before


def test_strangers_and_roles(rep, call, footprint):
    path = f"{PATH}/{make(rep)['id']}"
    west, finance, service = call("rep_west"), call("finance"), call("service")
    before = footprint()
    assert call("").get(PATH).status_code == 401
    assert west.get(path).status_code == west.delete(path).status_code == 404
    assert finance.get(PATH).status_code == finance.get(path).status_code == 403
    assert service.get(path).status_code == 200
    assert service.post(PATH, json={"name": "A"}).status_code == 403
    assert west.post(f"{path}/conversion", json={}).status_code == 404
    assert footprint() == before


def test_screened_converted_and_taken_back(rep):
    lead = make(rep)["id"]
    refused = rep.post(f"{PATH}/{lead}/conversion", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "leads.answers_missing")
    assert len(refused.json()["fields"]) == 4
    given = rep.put(f"{PATH}/{lead}/answers", json=answers(rep, lead))
    assert (given.status_code, given.json()["missing"]) == (200, 0)
    body = {"deal_name": "首单", "amount": "88000", "currency": "CNY"}
    made = rep.post(f"{PATH}/{lead}/conversion", json=body).json()
    assert rep.get(f"/api/v1/deals/{made['deal']}").json()["amount"] == "88000.00"
    assert rep.get(f"/api/v1/contacts/{made['contact']}").json()["name"] == "李梅"
    rep.patch(f"/api/v1/customers/{made['customer']}", json={"tier": "A"})
    undone = rep.delete(f"{PATH}/{lead}/conversion")
    assert (undone.status_code, undone.json()["fields"]) == (409, ["customer"])
    other = make(rep, name="王总", company="北风", mobile="13900139002")["id"]
    whole = {"answers": answers(rep, other), "with_deal": False}
    made = rep.post(f"{PATH}/{other}/conversion", json=whole).json()
    assert made["deal"] is None
    assert rep.delete(f"{PATH}/{other}/conversion").status_code == 204
    assert rep.get(f"/api/v1/customers/{made['customer']}").status_code == 404


def test_given_up_and_reopened(rep):
    path = f"{PATH}/{make(rep)['id']}"
    assert rep.post(f"{path}/discard", json={"reason": "x"}).status_code == 422
    assert rep.post(f"{path}/discard", json={"reason": "other"}).json()["status"] == "discarded"
    assert rep.post(f"{path}/reopen", json={}).json()["status"] == "new"


def test_a_colleagues_number_is_refused_and_asked_for(rep, call):
    lead = make(rep)["id"]
    west = call("rep_west")
    refused = west.post(PATH, json={"name": "李", "mobile": "13800138001"})
    assert (refused.status_code, refused.json()["code"]) == (409, "ownership.held")
    (holder,) = west.get("/api/v1/holders", params={"phone": "13800138001"}).json()["items"]
    assert (holder["owner"], holder["name"], holder["may_see"]) == ("rep", "", False)
    wish = {"wish": "transfer", "kind": "lead", "record": lead, "reason": "老客户"}
    assert west.post("/api/v1/ownership-requests", json=wish).status_code == 404
    asked = west.post("/api/v1/ownership-requests", json=wish | {"phone": "13800138001"}).json()
    path = f"/api/v1/ownership-requests/{asked['id']}"
    assert west.get(path).json()["record"] is None
    assert west.post(f"{path}/decision", json={"agree": True}).status_code == 403
    assert call("manager_west").get(path).status_code == 404
    waiting = rep.get("/api/v1/ownership-requests", params={"box": "waiting"}).json()["items"]
    assert [row["id"] for row in waiting] == [asked["id"]]
    answer = rep.post(f"{path}/decision", json={"agree": True, "answer": "好"})
    assert (answer.status_code, answer.json()["status"]) == (200, "approved")
    assert rep.post(f"{path}/decision", json={"agree": False}).status_code == 409
    assert west.get(f"{PATH}/{lead}").json()["owner"]["name"] == "rep_west"
    assert rep.get(f"{PATH}/{lead}").status_code == 404


def test_questions_are_edited_by_an_administrator(rep, call):
    path, admin = "/api/v1/screening-questions", call("admin")
    body = {"text_zh": "有竞品吗？", "text_en": "Competitor?", "kind": "yes_no"}
    assert rep.post(path, json=body).status_code == 403
    made = admin.post(path, json=body).json()["id"]
    changed = admin.put(f"{path}/{made}", json=body | {"is_required": False})
    assert changed.status_code == 200
    assert rep.get(path).json()["items"][-1]["is_required"] is False
    assert admin.delete(f"{path}/{made}").status_code == 204
    assert len(rep.get(path).json()["items"]) == 5


def test_the_export_is_what_the_list_shows(rep):
    make(rep, region="厦门", industry="retail")
    make(rep, name="王总", company="=1+1", mobile="13900139002")
    text = rep.get("/api/v1/exports/leads", params={"region": "厦门"}).text
    head, *rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    assert len(rows) == 1
    row = dict(zip(head, rows[0], strict=True))
    shown = {"姓名": "李梅", "公司": "海风贸易", "状态": "新线索", "行业": "零售", "地区": "厦门"}
    assert {name: row[name] for name in shown} == shown
    assert '"=1+1"' not in rep.get("/api/v1/exports/leads").text
