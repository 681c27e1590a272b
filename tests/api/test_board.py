"""The board over REST: columns with their cards, and what is to be done next."""

from crm_app.api.board import Filters
from crm_app.services.deals import LISTING


def test_the_board_heeds_every_filter_of_the_list():
    assert set(LISTING.filters) <= set(Filters.model_fields)


def test_cards_say_what_is_next_and_when(workspace, call):
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    deal = rep.post("/api/v1/deals", json={"name": "秋季", "customer": customer}).json()["id"]

    def card():
        (found,) = [card for column in rep.get("/api/v1/board").json() for card in column["cards"]]
        return found["id"], found["next_step"], found["next_due"]

    assert card() == (deal, "", "")
    rep.post("/api/v1/tasks", json={"title": "后做", "due": "2030-06-01", "deal": deal})
    rep.post("/api/v1/tasks", json={"title": "先做", "due": "2030-05-01", "deal": deal})
    assert card() == (deal, "先做", "2030-05-01")
    assert call("rep_west").get("/api/v1/board").json()[0]["cards"] == []
    assert call("finance").get("/api/v1/board").status_code == 403
    assert call("").get("/api/v1/board").status_code == 401


def test_the_board_is_narrowed_by_fields_of_the_companys_own(workspace, call):
    admin, rep = call("admin"), call("rep")
    field = {"key": "ring", "kind": "choice", "label_zh": "圈", "label_en": "Ring"}
    more = {"record": "deal", "options": "内 | In\n外 | Out", "is_listed": True}
    assert admin.post("/api/v1/custom-fields", json=field | more).status_code == 201
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    for name, ring in (("秋季", "in"), ("冬季", "out")):
        body = {"name": name, "customer": customer, "custom": {"ring": ring}}
        assert rep.post("/api/v1/deals", json=body).status_code == 201
    asked = {"custom.ring": "in"}
    stage, *_ = rep.get("/api/v1/board", params=asked).json()
    assert [card["name"] for card in stage["cards"]] == ["秋季"]
    assert stage["count"] == 1
    more_cards = f"/api/v1/board/{stage['stage']['key']}"
    found = rep.get(more_cards, params=asked | {"page": 1}).json()
    assert [card["name"] for card in found] == ["秋季"]
    (lane,) = rep.get("/api/v1/board-lanes", params=asked | {"by": "owner"}).json()
    assert lane["count"] == 1
    for wrong in ("custom.none", "ring"):
        assert rep.get("/api/v1/board", params={wrong: "in"}).status_code == 422
