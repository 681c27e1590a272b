"""Users and teams: given out, changed, taken away; and what may not happen to them."""

import pytest

from crm_app.core.errors import (
    Conflict,
    Forbidden,
    Invalid,
    Limited,
    NotFound,
    Stale,
    Unauthenticated,
)
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.services import accounts, customers
from crm_app.services.customers import CustomerForm

DOOR = system_actor("test")
PASSWORD = "kept-by-nora-5"


def team_id(people, name="East"):
    return next(row.public_id for row in accounts.teams(people["admin"]) if row.name == name)


def nora(people, **more):
    given = {"email": "nora@example.com", "name": "Nora", "role": "rep", **more}
    return accounts.invite(people["admin"], **given, team_public_id=team_id(people))


def token_of(issued):
    return issued.url.partition("token=")[2]


def signed_in(email="nora@example.com", password=PASSWORD):
    return accounts.sign_in(DOOR, email, password, "Firefox", f"test-{email}")


def row_of(people, email):
    return accounts.user_of_email(people["admin"], email)


def test_invited_user_sets_a_password_once_and_is_in(people):
    issued = nora(people)
    assert row_of(people, "nora@example.com").state == "invited"
    assert accounts.take_up_link(DOOR, token_of(issued), PASSWORD) == "nora@example.com"
    assert accounts.actor_of_session(DOOR, signed_in()).name == "Nora"
    with pytest.raises(NotFound):
        accounts.take_up_link(DOOR, token_of(issued), "another-one-8")


def test_disabled_user_is_out_at_once_with_keys_and_links(people):
    issued = nora(people)
    accounts.take_up_link(DOOR, token_of(issued), PASSWORD)
    token = signed_in()
    actor = accounts.actor_of_session(DOOR, token)
    key = accounts.add_key(actor, "script")
    again = accounts.reset(people["admin"], issued.user_public_id)
    assert accounts.actor_of_session(DOOR, token) is None
    accounts.set_active(people["admin"], issued.user_public_id, active=False)
    assert accounts.actor_of_key(DOOR, key) is None
    accounts.set_active(people["admin"], issued.user_public_id, active=True)
    with pytest.raises(NotFound):
        accounts.take_up_link(DOOR, token_of(again), PASSWORD)


def test_reset_ends_the_links_before_it(people):
    first = nora(people)
    second = accounts.reset(people["admin"], first.user_public_id)
    with pytest.raises(NotFound):
        accounts.take_up_link(DOOR, token_of(first), PASSWORD)
    assert accounts.take_up_link(DOOR, token_of(second), PASSWORD)


@pytest.mark.parametrize("who", ["rep", "manager", "director", "finance"])
def test_only_an_administrator_gives_out_rights(people, footprint, security_log, who):
    admin, rep = row_of(people, "admin@example.com"), row_of(people, "rep@example.com")
    east = team_id(people)
    before = footprint()
    for attempt in (
        lambda: accounts.invite(people[who], "x@example.com", "X", "admin", east),
        lambda: accounts.change_user(people[who], rep.public_id, None, role="admin"),
        lambda: accounts.set_active(people[who], admin.public_id, active=False),
        lambda: accounts.reset(people[who], admin.public_id),
        lambda: accounts.set_password(people[who], admin.public_id, PASSWORD),
        lambda: accounts.add_team(people[who], "Mine"),
        lambda: accounts.change_team(people[who], east, name="Mine"),
        lambda: accounts.remove_team(people[who], east),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert footprint() == before
    assert security_log() == ["permission.denied"] * 8


@pytest.mark.parametrize(
    ("given", "refusal", "code"),
    [
        ({"email": "REP@example.com"}, Conflict, "accounts.email_taken"),
        ({"email": "no address"}, Invalid, "accounts.email_invalid"),
        ({"role": "system"}, Invalid, "accounts.role_unknown"),
        ({"name": "  "}, Invalid, "accounts.name_missing"),
        ({"language": "fr"}, Invalid, "accounts.language_unknown"),
    ],
)
def test_invitation_that_cannot_be(people, footprint, given, refusal, code):
    before = footprint()
    with pytest.raises(refusal) as caught:
        nora(people, **given)
    assert caught.value.code == code
    assert footprint() == before


def test_an_administrator_remains(people, footprint, security_log):
    admin = row_of(people, "admin@example.com")
    before = footprint()
    with pytest.raises(Conflict, match="not_yourself"):
        accounts.set_active(people["admin"], admin.public_id, active=False)
    with pytest.raises(Conflict, match="last_admin"):
        accounts.set_active(DOOR, admin.public_id, active=False)
    with pytest.raises(Conflict, match="last_admin"):
        accounts.change_user(people["admin"], admin.public_id, admin.version, role="rep")
    assert footprint() == before
    assert security_log() == ["accounts.not_yourself", *["accounts.last_admin"] * 2]


def test_stale_change_is_refused(people, footprint):
    rep = row_of(people, "rep@example.com")
    accounts.change_user(people["admin"], rep.public_id, rep.version, role="desk")
    before = footprint()
    with pytest.raises(Stale):
        accounts.change_user(people["admin"], rep.public_id, rep.version, role="admin")
    assert footprint() == before
    assert row_of(people, "rep@example.com").role == "desk"


def test_teams_form_no_circle_and_go_only_when_empty(people, footprint):
    admin, east = people["admin"], team_id(people)
    below = accounts.add_team(admin, "East Shanghai", east)
    before = footprint()
    for attempt, code in (
        (lambda: accounts.change_team(admin, east, parent_public_id=below), "team_circle"),
        (lambda: accounts.change_team(admin, east, parent_public_id=east), "team_circle"),
        (lambda: accounts.change_team(admin, below, name="West"), "team_taken"),
        (lambda: accounts.add_team(admin, "East"), "team_taken"),
        (lambda: accounts.remove_team(admin, east), "team_in_use"),
    ):
        with pytest.raises(Conflict, match=code):
            attempt()
    assert footprint() == before
    accounts.change_team(admin, below, name="Shanghai", parent_public_id="")
    assert accounts.team(admin, below).depth == 0
    accounts.remove_team(admin, below)
    with pytest.raises(NotFound):
        accounts.team(admin, below)


def test_team_that_owns_records_stays(people):
    admin = people["admin"]
    customers.create_customer(people["rep_west"], CustomerForm(name="西部能源"))
    west, east = team_id(people, "West"), team_id(people)
    for email in ("rep_west@example.com", "manager_west@example.com"):
        accounts.change_user(admin, row_of(people, email).public_id, None, team_public_id=east)
    assert accounts.team(admin, west).members == 0
    with pytest.raises(Conflict, match="team_in_use"):
        accounts.remove_team(admin, west)


def test_own_sessions_are_seen_and_cut_and_nobody_elses(people, footprint, security_log):
    accounts.take_up_link(DOOR, token_of(nora(people)), PASSWORD)
    here, there = signed_in(), signed_in()
    actor = accounts.actor_of_session(DOOR, here)
    mine = accounts.own_sessions(actor, here)
    assert [(row.here, row.agent) for row in mine] == [(False, "Firefox"), (True, "Firefox")]
    before = footprint()
    with pytest.raises(NotFound):
        accounts.cut_session(people["admin"], mine[0].public_id)
    assert footprint() == before
    assert security_log()[-1:] == ["session.not_found"]
    accounts.cut_session(actor, mine[0].public_id)
    assert accounts.actor_of_session(DOOR, there) is None
    signed_in()
    assert accounts.cut_other_sessions(actor, here) == 1
    assert accounts.actor_of_session(DOOR, here) is not None


def test_password_is_changed_with_the_old_one_only_and_not_by_trying(people, footprint):
    accounts.take_up_link(DOOR, token_of(nora(people)), PASSWORD)
    token = signed_in()
    actor = accounts.actor_of_session(DOOR, token)
    accounts.change_password(actor, PASSWORD, "newer-than-that-3")
    assert accounts.actor_of_session(DOOR, token) is None
    assert signed_in(password="newer-than-that-3")
    before = footprint()
    for _ in range(8):
        with pytest.raises((Invalid, Limited)):
            accounts.change_password(actor, "guessed-wrong-1", PASSWORD)
    with pytest.raises(Limited):
        accounts.change_password(actor, "newer-than-that-3", PASSWORD)
    assert footprint() == before


def test_users_are_found_by_words_role_team_and_state(people):
    nora(people)

    def found(words="", **filters):
        asked = ListQuery(words=words, filters=filters)
        return {row.name for row in accounts.user_page(people["rep"], asked).rows}

    assert found("NORA@") == {"Nora"}
    assert found(role="manager") == {"manager", "manager_west"}
    assert found(team=team_id(people)) == {"rep", "manager", "Nora"}
    assert found("%") == set()
    with pytest.raises(Invalid):
        found(state="asleep")
    with pytest.raises(Invalid):
        found(password_hash="x")


def test_too_many_tries_are_refused_for_the_right_password_too(people, security_log):
    email = "tried@example.com"  # tries are counted for longer than a test lasts
    accounts.take_up_link(DOOR, token_of(nora(people, email=email)), PASSWORD)
    for _ in range(8):
        with pytest.raises(Unauthenticated):
            signed_in(email, "wrong-all-the-time")
    with pytest.raises(Limited):
        signed_in(email)
    assert len(security_log()) == 8


def test_signing_in_often_is_no_attack(people):
    email = "often@example.com"
    accounts.take_up_link(DOOR, token_of(nora(people, email=email)), PASSWORD)
    for _ in range(45):
        assert signed_in(email)
