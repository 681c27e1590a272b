"""Tasks over REST: made, listed, done and not, changed, deleted and restored."""

import pytest

PATH = "/api/v1/tasks"
OWN_ID = "01a208cd-5965-7497-9c45-952bfa12c66f"


def made(client, title="送样茶", **more):
    answer = client.post(PATH, json={"title": title, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_made_done_reopened_changed_deleted_and_restored(people, call):
    rep = call("rep")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    task = made(rep, id=OWN_ID, due="2030-05-01", customer=customer)
    path = f"{PATH}/{OWN_ID}"
    assert (task["due"], task["group"], task["done_at"]) == ("2030-05-01", "later", None)
    assert task["customer"] == {"id": customer, "name": "华东科技"}
    assert task["owner"]["name"] == task["asked_by"]["name"] == "rep"
    assert rep.get(path).json() == task
    done = rep.post(f"{path}/done").json()
    assert (done["group"], done["done_at"] is None) == ("done", False)
    again = rep.post(f"{path}/done")
    assert (again.status_code, again.json()["code"]) == (409, "tasks.done_already")
    assert rep.post(f"{path}/reopen").json()["done_at"] is None
    assert rep.post(f"{path}/reopen").json()["code"] == "tasks.open_already"
    tag = rep.get(path).headers["etag"]
    changed = rep.patch(path, json={"due": "2030-05-02T09:00:00Z"}, headers={"If-Match": tag})
    assert changed.json()["due"] == "2030-05-02T09:00:00Z"
    stale = rep.patch(path, json={"title": "B"}, headers={"If-Match": tag})
    assert (stale.status_code, stale.json()["code"]) == (412, "record.stale")
    assert rep.delete(path, headers={"If-Match": tag}).status_code == 412
    emptied = rep.patch(path, json={"due": None, "customer": None}).json()
    assert (emptied["due"], emptied["customer"], emptied["title"]) == (None, None, "送样茶")
    assert rep.delete(path).status_code == 204
    assert rep.get(path).status_code == 404
    assert rep.post(f"{path}/restore").json()["title"] == "送样茶"


def test_the_same_id_or_key_makes_one(people, call):
    rep = call("rep")
    assert made(rep, id=OWN_ID)["id"] == made(rep, id=OWN_ID)["id"] == OWN_ID
    answers = [
        rep.post(PATH, json={"title": "A"}, headers={"Idempotency-Key": "k"}) for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert len(rep.get(PATH).json()["items"]) == 2
    taken = call("rep_west").post(PATH, json={"title": "A", "id": OWN_ID})
    assert (taken.status_code, taken.json()["code"]) == (409, "record.id_taken")


def test_filters_words_and_what_is_unknown(people, call):
    rep = call("rep")
    late = made(rep, "旧账", due="2020-01-01")["id"]
    later = made(rep, "新茶", due="2099-01-01")["id"]
    done = made(rep, "样茶")["id"]
    rep.post(f"{PATH}/{done}/done")
    given = call("manager").post(PATH, json={"title": "经理自己的"})
    me = rep.get(f"{PATH}/{late}").json()["owner"]["id"]

    def ids(who=rep, **params):
        answer = who.get(PATH, params=params)
        assert answer.status_code == 200, answer.text
        return [row["id"] for row in answer.json()["items"]]

    assert ids() == ids(owner="all") == ids(owner="me") == ids(owner=me) == [done, later, late]
    assert ids(state="open") == [later, late]
    assert (ids(state="overdue"), ids(state="later"), ids(state="done")) == (
        [late],
        [later],
        [done],
    )
    assert ids(q="新茶") == [later]
    assert ids(call("manager"), owner="me") == [given.json()["id"]]
    first = rep.get(PATH, params={"limit": 2}).json()
    rest = rep.get(PATH, params={"limit": 2, "cursor": first["next"]}).json()
    assert ([row["id"] for row in rest["items"]], rest["next"]) == ([late], None)
    for params in ({"state": "sometime"}, {"colour": "red"}, {"limit": 201}, {"cursor": "x"}):
        assert rep.get(PATH, params=params).status_code == 422, params


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "title"),
        ({"title": None}, "title"),
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": "A", "due": "soon"}, "due"),
        ({"title": "A", "due": "9999-12-31T23:00:00-14:00"}, "due"),
        ({"title": "A", "due": 5}, "due"),
        ({"title": "A", "owner": "nobody"}, "owner"),
        ({"title": "A", "id": "5"}, "id"),
        ({"title": "A", "done_at": "2026-01-01"}, "done_at"),
    ],
)
def test_what_cannot_be_is_422_with_its_field(people, call, footprint, body, field):
    rep = call("rep")
    before = footprint()
    answer = rep.post(PATH, json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert footprint() == before


def test_other_peoples_are_not_seen_not_given_and_not_changed(
    people, call, footprint, security_log
):
    rep, west, nobody = call("rep"), call("rep_west"), call("")
    customer = rep.post("/api/v1/customers", json={"name": "华东科技"}).json()["id"]
    task = made(rep)
    path = f"{PATH}/{task['id']}"
    before, logged = footprint(), len(security_log())
    assert nobody.get(PATH).status_code == nobody.post(PATH, json={"title": "A"}).status_code == 401
    for end in ("/done", "/reopen", "/restore"):
        assert west.post(f"{path}{end}").status_code == 404
    assert west.get(path).status_code == west.delete(path).status_code == 404
    assert west.patch(path, json={"title": "X"}).status_code == 404
    assert west.get(PATH, params={"owner": "all"}).json()["items"] == []
    assert west.post(PATH, json={"title": "A", "customer": customer}).status_code == 404
    given = west.post(PATH, json={"title": "A", "owner": task["owner"]["id"]})
    assert (given.status_code, given.json()["code"]) == (422, "record.owner_unknown")
    assert footprint() == before
    assert security_log()[logged:] == ["task.not_found"] * 6 + ["customer.not_found"]
