"""Users, teams, roles and audit over REST."""

import pytest

USERS, TEAMS, AUDIT = "/api/v1/users", "/api/v1/teams", "/api/v1/audit"


def team_of(client, name="East"):
    return next(team for team in client.get(TEAMS).json()["items"] if team["name"] == name)


def invite(client, **more):
    body = {"email": "nora@example.com", "name": "Nora", "role": "rep"}
    body["team"] = team_of(client)["id"]
    return client.post(USERS, json=body | more)


def test_user_invited_changed_disabled_enabled_and_reset(call):
    admin = call("admin")
    made = invite(admin)
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    assert "/welcome?token=" in made.json()["link"]
    path = made.headers["location"]
    assert admin.get(path).json() | {"link": 0, "mailed": 0} == made.json() | {
        "link": 0,
        "mailed": 0,
    }
    changed = admin.patch(path, json={"role": "manager"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["role"]) == (200, "manager")
    assert admin.patch(path, json={"role": "rep"}, headers={"If-Match": '"1"'}).status_code == 412
    assert admin.delete(path).status_code == 204
    assert admin.get(path).json()["state"] == "disabled"
    assert admin.post(f"{path}/reset").status_code == 409
    assert admin.post(f"{path}/restore").json()["state"] == "invited"
    assert "token=" in admin.post(f"{path}/reset").json()["link"]


def test_link_is_never_kept_for_a_repetition(call, db):
    from sqlalchemy import text

    admin = call("admin")
    admin.headers["Idempotency-Key"] = "one"
    assert invite(admin).status_code == 201
    with db.connect() as connection:
        kept = connection.execute(text("SELECT body FROM idempotent_answer")).scalars().all()
    assert not any("token=" in body for body in kept)


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"email": "rep@example.com"}, 409, "accounts.email_taken"),
        ({"email": "rep"}, 422, "accounts.email_invalid"),
        ({"role": "system"}, 422, "accounts.role_unknown"),
        ({"team": "nowhere"}, 422, "accounts.team_unknown"),
        ({"is_active": True}, 422, "api.field_unknown"),
    ],
)
def test_invitation_refused(call, footprint, more, status, code):
    admin = call("admin")
    before = footprint()
    answer = invite(admin, **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert footprint() == before


def test_rep_reads_colleagues_and_changes_nobody(call, footprint):
    admin, rep = call("admin"), call("rep")
    target = admin.get(USERS, params={"q": "admin@"}).json()["items"][0]
    team = team_of(rep)
    assert rep.get(f"{USERS}/{target['id']}").json()["name"] == "admin"
    before = footprint()
    for answer in (
        invite(rep),
        rep.patch(f"{USERS}/{target['id']}", json={"role": "rep"}),
        rep.delete(f"{USERS}/{target['id']}"),
        rep.post(f"{USERS}/{target['id']}/reset"),
        rep.post(f"{USERS}/{target['id']}/restore"),
        rep.post(TEAMS, json={"name": "Mine"}),
        rep.patch(f"{TEAMS}/{team['id']}", json={"name": "Mine"}),
        rep.delete(f"{TEAMS}/{team['id']}"),
        rep.get(AUDIT),
        rep.get(f"{AUDIT}/1"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "permission.denied")
    assert footprint() == before


def test_nobody_is_401_and_nothing_there_404(call):
    for path in (USERS, TEAMS, AUDIT, "/api/v1/roles"):
        assert call("").get(path).status_code == 401
    admin = call("admin")
    for path in (f"{USERS}/x", f"{TEAMS}/x", f"{AUDIT}/999999999999999999999"):
        assert admin.get(path).status_code == 404, path
    assert admin.get(f"{AUDIT}/x").status_code == 422


def test_lists_page_by_cursor(call):
    rep = call("rep")
    seen, cursor = [], None
    while True:
        params = {"limit": 3, **({"cursor": cursor} if cursor else {})}
        page = rep.get(USERS, params=params).json()
        seen += [row["email"] for row in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert len(seen) == len(set(seen)) == 10
    director = call("director")
    first = director.get(AUDIT, params={"limit": 1}).json()
    second = director.get(AUDIT, params={"limit": 1, "cursor": first["next"]}).json()
    assert int(second["items"][0]["id"]) < int(first["items"][0]["id"])
    wrong = director.get(AUDIT, params={"limit": 1, "kind": "user", "cursor": first["next"]})
    assert wrong.status_code == 422
    assert director.get(AUDIT, params={"since": "soon"}).status_code == 422


def test_teams_grow_move_and_go(call):
    admin = call("admin")
    top = team_of(admin, "Puer")
    made = admin.post(TEAMS, json={"name": "South", "parent": top["id"]})
    assert (made.status_code, made.json()["parent"]) == (201, top["id"])
    path = made.headers["location"]
    assert admin.patch(path, json={"parent": None}).json()["parent"] is None
    assert admin.patch(path, json={"name": "North"}).json() == made.json() | {
        "name": "North",
        "parent": None,
    }
    assert admin.delete(f"{TEAMS}/{top['id']}").status_code == 409
    assert admin.delete(path).status_code == 204
    assert admin.get(path).status_code == 404


def test_roles_say_what_they_may(call):
    roles = {role["id"]: role for role in call("rep").get("/api/v1/roles").json()["items"]}
    assert roles["rep"]["scope"] == "own"
    assert "user.admin" not in roles["director"]["permissions"]
    assert "system" not in roles


def test_who_tries_too_often_is_told_when_it_is_worth_trying_again(call):
    nobody, wrong = call(""), {"email": "rep@example.com", "password": "guessed-again"}
    answers = [nobody.post("/api/v1/session", json=wrong) for _ in range(9)]
    assert [answer.status_code for answer in answers] == [401] * 8 + [429]
    assert answers[-1].headers["retry-after"] == "300"
