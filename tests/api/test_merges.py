"""Two contacts made one over REST."""

PATH = "/api/v1/contacts"


def made(client, name, **facts):
    return client.post(PATH, json={"name": name, **facts}).json()["id"]


def test_what_the_other_had_is_the_first_ones(call):
    rep = call("rep")
    kept = made(rep, "李梅", mobile=["13800138000"])
    other = made(rep, "李小姐", email=["li.mei@example.com"])
    answer = rep.post(f"{PATH}/{kept}/merge", json={"other": other})
    assert (answer.status_code, answer.json()) == (200, {"id": kept, "merged": other})
    assert rep.get(f"{PATH}/{kept}").json()["email"] == ["li.mei@example.com"]
    assert rep.get(f"{PATH}/{other}").json()["id"] == kept  # an old id leads there
    assert call("rep_west").get(f"{PATH}/{other}").status_code == 404


def test_neither_oneself_nor_a_strangers_contact(call, footprint):
    rep = call("rep")
    kept, theirs = made(rep, "李梅"), made(call("rep_west"), "王强")
    before = footprint()
    assert rep.post(f"{PATH}/{kept}/merge", json={"other": kept}).status_code == 422
    assert rep.post(f"{PATH}/{kept}/merge", json={"other": theirs}).status_code == 404
    assert rep.post(f"{PATH}/{kept}/merge", json={}).status_code == 422
    assert footprint() == before
