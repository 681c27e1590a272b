"""Possible duplicates over REST."""

import pytest

from crm_app.core.permissions import system_actor
from crm_app.services import duplicates

PATH = "/api/v1/duplicates"
DOOR = system_actor("test")


@pytest.fixture
def pair(call):
    rep = call("rep")
    for name in ("张伟", "张总"):
        rep.post("/api/v1/contacts", json={"name": name, "mobile": ["13800138001"]})
    duplicates.keep_pairs(DOOR, "contact", duplicates.found_pairs(DOOR, "contact"))
    return rep.get(PATH, params={"kind": "contact"}).json()["items"][0]


def test_listed_compared_merged_and_undone(call, pair):
    rep = call("rep")
    assert (pair["certainty"], pair["reasons"]) == ("sure", ["phone", "surname"])
    whole = rep.get(f"{PATH}/{pair['id']}").json()
    assert {value["field"] for value in whole["values"]} >= {"name"}
    done = rep.post(f"{PATH}/{pair['id']}/decision", json={"decision": "merge", "keep": "a"})
    assert (done.status_code, done.json()["status"]) == (200, "merged")
    again = rep.post(f"{PATH}/{pair['id']}/decision", json={"decision": "different"})
    assert again.status_code == 404
    merge = rep.get("/api/v1/merges").json()["items"][0]
    assert rep.post(f"/api/v1/merges/{merge['id']}/undo").json() == {"kept": []}
    assert rep.post(f"/api/v1/merges/{merge['id']}/undo").status_code == 409
    assert len(rep.get(PATH).json()["items"]) == 1


def test_a_stranger_finds_nothing(call, pair, footprint):
    west, finance = call("rep_west"), call("finance")
    before = footprint()
    assert west.get(PATH).json() == {"items": [], "next": None}
    assert west.get(f"{PATH}/{pair['id']}").status_code == 404
    decision = west.post(f"{PATH}/{pair['id']}/decision", json={"decision": "merge"})
    assert decision.status_code == 404
    assert finance.get(PATH).status_code == 403
    assert west.get(PATH, params={"kind": "lead"}).status_code == 422
    assert footprint() == before


def test_a_new_record_can_be_refused_where_it_is_known(call, footprint):
    rep = call("rep")
    known = {"name": "张伟", "mobile": ["13800138001"]}
    first = rep.post("/api/v1/contacts", json=known, params={"duplicates": "refuse"})
    before = footprint()
    again = rep.post(
        "/api/v1/contacts", json={**known, "name": "張偉總"}, params={"duplicates": "refuse"}
    )
    assert (first.status_code, again.status_code) == (201, 409)
    assert (again.json()["code"], first.json()["id"] in again.json()["detail"]) == (
        "duplicates.known",
        True,
    )
    assert footprint() == before
    lead = {"name": "张伟总", "mobile": ["13800138001"]}
    refused = rep.post("/api/v1/leads", json=lead, params={"duplicates": "refuse"})
    (found,) = rep.get(
        "/api/v1/leads/duplicates", params={"name": "张伟总", "phone": "13800138001"}
    ).json()["items"]
    assert (refused.status_code, found["kind"], found["id"]) == (409, "contact", first.json()["id"])
    assert (found["score"] >= 0.95, found["reasons"]) == (True, ["phone", "same_name"])
    assert footprint() == before
    rep.post("/api/v1/customers", json={"name": "华东科技"})
    firm = {"name": "华东科技有限公司"}
    refused = rep.post("/api/v1/customers", json=firm, params={"duplicates": "refuse"})
    assert (refused.status_code, rep.post("/api/v1/customers", json=firm).status_code) == (409, 201)
