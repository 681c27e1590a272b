"""Activities over REST: written down with a next step, read, changed, taken back, and the timeline."""

import pytest

PATH = "/api/v1/activities"
OWN_ID = "01a208cd-5965-7497-9c45-952bfa12c66f"


@pytest.fixture
def customer(workspace, call) -> str:
    answer = call("rep").post("/api/v1/customers", json={"name": "华东科技"})
    return answer.json()["id"]


def written(client, customer, **more):
    about = [{"kind": "customer", "id": customer}]
    body = {"kind": "call", "text": "谈了秋茶", "about": about, **more}
    answer = client.post(PATH, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_written_read_changed_deleted_and_restored(call, customer):
    rep = call("rep")
    made = written(rep, customer, id=OWN_ID, happened_at="2026-01-05T09:30:00+08:00")
    assert made["about"] == [{"kind": "customer", "id": customer, "name": "华东科技"}]
    assert (made["id"], made["author"]["name"], made["task"]) == (OWN_ID, "rep", None)
    assert (made["happened_at"], made["is_late"]) == ("2026-01-05T01:30:00Z", True)
    read = rep.get(f"{PATH}/{OWN_ID}")
    assert read.headers["etag"] == '"1"'
    assert read.json() == {name: value for name, value in made.items() if name != "task"}
    changed = rep.patch(
        f"{PATH}/{OWN_ID}", json={"outcome": "下周送样"}, headers={"If-Match": '"1"'}
    )
    assert (changed.json()["outcome"], changed.json()["text"]) == ("下周送样", "谈了秋茶")
    stale = rep.patch(f"{PATH}/{OWN_ID}", json={"text": "B"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "record.stale")
    assert rep.delete(f"{PATH}/{OWN_ID}").status_code == 204
    assert rep.get(f"{PATH}/{OWN_ID}").status_code == 404
    assert rep.post(f"{PATH}/{OWN_ID}/restore").json()["outcome"] == "下周送样"


def test_next_step_comes_with_it_and_neither_comes_twice(call, customer):
    rep = call("rep")
    step = {"title": "送样茶", "due": "2030-05-01"}
    made = written(rep, customer, id=OWN_ID, next_step=step)
    task = rep.get(f"/api/v1/tasks/{made['task']}").json()
    assert (task["title"], task["customer"]["id"]) == ("送样茶", customer)
    written(rep, customer, id=OWN_ID, next_step=step)
    assert len(rep.get(PATH).json()["items"]) == 1
    assert len(rep.get("/api/v1/tasks").json()["items"]) == 1


def test_a_step_that_cannot_be_takes_the_activity_with_it(call, customer, footprint):
    rep = call("rep")
    before = footprint()
    body = {"kind": "call", "text": "A", "next_step": {"title": " "}}
    assert rep.post(PATH, json=body).status_code == 422
    assert footprint() == before


def test_listed_by_what_it_is_about_by_kind_author_and_words(call, customer):
    rep = call("rep")
    other = rep.post("/api/v1/customers", json={"name": "海风贸易"}).json()["id"]
    contact = rep.post("/api/v1/contacts", json={"name": "李梅"}).json()["id"]
    first = written(rep, customer)["id"]
    second = written(rep, other, kind="note", text="喜欢冰岛")["id"]
    third = written(rep, customer, about=[{"kind": "contact", "id": contact}])["id"]
    me = rep.get(f"{PATH}/{first}").json()["author"]["id"]

    def ids(**params):
        answer = rep.get(PATH, params=params)
        assert answer.status_code == 200, answer.text
        return [row["id"] for row in answer.json()["items"]]

    assert ids() == ids(author=me) == [third, second, first]
    assert ids(customer=customer) == [first]
    assert ids(contact=contact) == [third]
    assert ids(kind="note") == ids(q="冰岛") == [second]
    assert ids(customer="nobody") == ids(deal=first) == []
    for params in ({"kind": "dance"}, {"colour": "red"}, {"limit": 0}):
        assert rep.get(PATH, params=params).status_code == 422, params


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "A"}, "kind"),
        ({"kind": "dance", "text": "A"}, "kind"),
        ({"kind": "voice", "text": "A"}, "kind"),
        ({"kind": "call"}, "text"),
        ({"kind": "call", "text": " "}, "text"),
        ({"kind": "call", "text": 5}, "text"),
        ({"kind": "call", "text": "x" * 20_001}, "text"),
        ({"kind": "call", "text": "A", "happened_at": "yesterday"}, "happened_at"),
        ({"kind": "call", "text": "A", "happened_at": "2100-01-01"}, "happened_at"),
        ({"kind": "call", "text": "A", "happened_at": "0001-01-01T00:00:00+14:00"}, "happened_at"),
        ({"kind": "call", "text": "A", "about": [{"kind": "user", "id": "x"}]}, "about.0.kind"),
        ({"kind": "call", "text": "A", "id": "5"}, "id"),
        ({"kind": "call", "text": "A", "author": "x"}, "author"),
    ],
)
def test_what_cannot_be_is_422_with_its_field(people, call, footprint, body, field):
    rep = call("rep")
    before = footprint()
    answer = rep.post(PATH, json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert footprint() == before


def test_other_peoples_are_not_seen_and_not_changed(call, customer, footprint, security_log):
    rep, manager, west, nobody = (call(who) for who in ("rep", "manager", "rep_west", ""))
    finance = call("finance")
    path = f"{PATH}/{written(rep, customer)['id']}"
    before, logged = footprint(), len(security_log())
    assert nobody.get(PATH).status_code == 401
    assert west.get(path).status_code == west.delete(path).status_code == 404
    assert west.patch(path, json={"text": "X"}).status_code == 404
    assert west.post(f"{path}/restore").status_code == 404
    body = {"kind": "call", "text": "X", "about": [{"kind": "customer", "id": customer}]}
    assert west.post(PATH, json=body).status_code == 404
    assert west.get(PATH).json()["items"] == []
    assert manager.get(path).status_code == 200
    assert manager.patch(path, json={"text": "X"}).json()["code"] == "activities.not_yours"
    assert manager.delete(path).status_code == 403
    assert finance.get(path).status_code == finance.post(PATH, json=body).status_code == 403
    assert footprint() == before
    assert security_log()[logged:] == (
        ["activity.not_found"] * 4
        + ["customer.not_found"]
        + ["activities.not_yours"] * 2
        + ["permission.denied"] * 2
    )


def test_timeline_page_by_page_holds_each_once_while_more_comes(call, customer):
    rep = call("rep")
    made = [
        written(rep, customer, happened_at=f"2026-01-0{day}T08:00:00Z")["id"]
        for day in (1, 2, 3, 3, 3, 4)
    ]
    path, seen = f"/api/v1/customers/{customer}/timeline", []
    page = rep.get(path, params={"limit": 2}).json()
    written(rep, customer, happened_at="2026-01-05T08:00:00Z")
    assert rep.delete(f"{PATH}/{page['items'][-1]['id']}").status_code == 204
    while True:
        seen += [(entry["at"], entry["id"]) for entry in page["items"]]
        if page["next"] is None:
            break
        page = rep.get(path, params={"limit": 2, "cursor": page["next"]}).json()
    assert seen == sorted(seen, reverse=True)
    assert sorted(key for _, key in seen) == sorted(made)


def test_timeline_of_strangers_and_of_what_is_not(call, customer):
    rep = call("rep")
    written(rep, customer)
    path = f"/api/v1/customers/{customer}/timeline"
    assert rep.get(path).json()["items"][0]["activity"] is not None
    assert call("rep_west").get(path).status_code == 404
    assert call("finance").get(path).status_code == 403
    assert rep.get(f"/api/v1/deals/{customer}/timeline").status_code == 404
    assert rep.get(f"/api/v1/contacts/{customer}/timeline").status_code == 404
    assert rep.get(path, params={"cursor": "WyJ4Il0="}).status_code == 422
