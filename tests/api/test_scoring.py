"""Scores, predictions, corrections and model cards over REST."""

import pytest

LEADS, CLASSES = "/api/v1/leads", "/api/v1/lead-classes"


@pytest.fixture
def rep(workspace, call):
    return call("rep")


def make(client, company="苏州远望精密机械", **more):
    answer = client.post(LEADS, json={"name": "李梅", "company": company} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_lead_comes_with_its_score_and_predictions(rep):
    lead = make(rep, source="referral", title="总经理", mobile="13800138001")
    assert (lead["score"]["band"], lead["score"]["learnt_version"]) == ("top", 0)
    first = lead["score"]["reasons"][0]
    assert first == {
        "feature": "source:referral",
        "zh": "来源：客户介绍",
        "en": "Source: Referral",
        "points": 15,
    }
    assert lead["predicted"][0] == {
        "field": "industry",
        "value": "manufacturing",
        "confidence": 85,
        "basis": "rules",
        "because": "精密机械",
    }
    assert lead["industry"] == ""
    for band, count in (("top", 1), ("low", 0)):
        assert len(rep.get(LEADS, params={"band": band}).json()["items"]) == count
    assert rep.get(LEADS, params={"band": "best"}).status_code == 422


def test_classes_are_read_settled_and_put_back(rep):
    ids = [make(rep, f"苏州{letter}精密机械")["id"] for letter in "甲乙"]
    page = rep.get(f"{CLASSES}/industry", params={"state": "waiting", "sort": "-sure"}).json()
    assert (page["total"], page["items"][0]["predicted"]["value"]) == (2, "manufacturing")
    done = rep.put(f"{CLASSES}/industry", json={"leads": ids, "value": "energy"}).json()
    assert done == {"before": dict.fromkeys(ids, ""), "refused": 0}
    assert rep.get(f"{LEADS}/{ids[0]}").json()["industry"] == "energy"
    assert rep.post(f"{CLASSES}/industry/undo", json={"before": done["before"]}).status_code == 204
    assert rep.put(f"{CLASSES}/industry", json={"leads": ids}).json()["refused"] == 0
    assert rep.get(f"{LEADS}/{ids[0]}").json()["industry"] == "manufacturing"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("colour", {"leads": ["x"]}, 422),
        ("industry", {"leads": []}, 422),
        ("industry", {"leads": ["x"], "value": "no such"}, 422),
        ("industry", {"leads": ["x"], "more": 1}, 422),
        ("industry", {"leads": ["x"]}, 409),
    ],
)
def test_what_cannot_be_settled_is_refused(rep, path, body, status):
    assert rep.put(f"{CLASSES}/{path}", json=body).status_code == status


def test_models_are_the_administrators(rep, call):
    for method, path in (("GET", ""), ("POST", "/training")):
        assert rep.request(method, f"/api/v1/scoring-models{path}").status_code == 403
    admin = call("admin")
    cards = admin.get("/api/v1/scoring-models").json()["items"]
    assert [(card["kind"], card["outcome"], card["needed"]) for card in cards] == [
        *[("lead", None, 200), ("deal", None, 200), ("industry", None, 120), ("size", None, 120)]
    ]
    assert admin.post("/api/v1/scoring-models/training").status_code == 202


def test_a_deal_has_a_score_for_who_sees_it(rep, call):
    firm = rep.post("/api/v1/customers", json={"name": "海风贸易"}).json()["id"]
    deal = rep.post("/api/v1/deals", json={"name": "首单", "customer": firm}).json()["id"]
    assert rep.get(f"/api/v1/deals/{deal}/score").json()["band"] == "low"
    assert call("rep_west").get(f"/api/v1/deals/{deal}/score").status_code == 404
