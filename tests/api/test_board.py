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
