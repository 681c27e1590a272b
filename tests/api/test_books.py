"""Closing books over REST: finance does, everybody who sees payments reads how they stand."""


def test_books_are_closed_and_opened_over_rest(call):
    finance, rep = call("finance"), call("rep")
    assert rep.get("/api/v1/books").json() == {"until": None, "by": "", "at": None}
    closed = finance.put("/api/v1/books", json={"until": "2020-01-31"})
    assert (closed.status_code, closed.json()["until"]) == (200, "2020-01-31")
    assert rep.get("/api/v1/books").json()["by"] == "finance"
    assert rep.put("/api/v1/books", json={"until": ""}).status_code == 403
    ahead = finance.put("/api/v1/books", json={"until": "2199-01-01"})
    assert (ahead.status_code, ahead.json()["code"]) == (422, "books.day_ahead")
    assert ahead.json()["field"] == "until"
    assert finance.put("/api/v1/books", json={"until": ""}).json()["until"] is None
