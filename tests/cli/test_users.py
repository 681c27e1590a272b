"""`crm user` and `crm verify`, as an administrator types them."""

import io
import json
import stat

import pytest
from sqlalchemy import text

from crm_app import config
from crm_app.cli import main as cli
from crm_app.core.permissions import system_actor
from crm_app.services import accounts

ADD = ("user", "add", "anna@example.com", "--name", "Anna", "--role", "rep")


@pytest.fixture
def crm(db, monkeypatch, capsys):
    """`crm("user", "list")` → exit status, standard output, standard error."""

    def run(*words: str, typed: str = ""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        monkeypatch.setenv("LANG", "C")
        try:
            status = cli.main(list(words))
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def everybody(crm):
    return {row["email"]: row for row in json.loads(crm("user", "list", "--json")[1])}


@pytest.mark.parametrize("command", [*cli.MODULES, ""])
def test_every_command_explains_itself(crm, command):
    status, said, _ = crm(*filter(None, (command, "--help")))
    assert status == 0
    assert said.startswith("usage: crm")


def test_account_added_by_link_then_by_password(crm):
    status, said, _ = crm(*ADD, "--team", "Sales")
    assert status == 0
    assert "/welcome?token=" in said
    assert everybody(crm)["anna@example.com"]["state"] == "invited"
    assert everybody(crm)["anna@example.com"]["team"] == "Sales"
    status, _, _ = crm("user", "password", "ANNA@example.com", typed="kept-by-anna-7\n")
    assert status == 0
    assert everybody(crm)["anna@example.com"]["state"] == "active"
    door = system_actor("test")
    token = accounts.sign_in(door, "anna@example.com", "kept-by-anna-7", "", "cli-test")
    assert accounts.actor_of_session(door, token).name == "Anna"
    assert crm("user", "disable", "anna@example.com")[0] == 0
    assert accounts.actor_of_session(door, token) is None


def test_first_account_of_an_empty_database_with_a_password(crm):
    words = ("user", "add", "boss@example.com", "--name", "Boss", "--role", "admin", "--password")
    assert crm(*words, typed="first-of-all-9\n")[0] == 0
    assert not accounts.needs_setup(system_actor("test"))
    assert crm("user", "role", "boss@example.com", "rep")[0] == 1  # the last administrator stays
    assert everybody(crm)["boss@example.com"]["role"] == "admin"


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (ADD, 1, "has an account already"),
        (("user", "disable", "nobody@example.com"), 1, "no such user"),
        (("user", "password", "anna@example.com"), 1, "at least 10"),
        (("user", "role", "anna@example.com", "manager", "--team", "Nowhere"), 1, "no such team"),
        (("user", "role", "anna@example.com", "king"), 2, "invalid choice"),
    ],
)
def test_refusals_change_nothing(crm, footprint, words, status, why):
    crm(*ADD)
    before = footprint()
    found, out, err = crm(*words)
    assert (found, out) == (status, "")
    assert why in err
    assert "Traceback" not in err
    assert footprint() == before


def test_verify_names_the_altered_entry(crm, db):
    crm(*ADD)
    assert crm("verify")[0] == 0
    crm("user", "role", "anna@example.com", "desk")
    with db.begin() as connection:
        number = connection.execute(
            text("SELECT id FROM audit_entry WHERE action = 'accounts.change_user'")
        ).scalar_one()
        connection.execute(
            text("UPDATE audit_entry SET actor_name = 'somebody else' WHERE id = :n"), {"n": number}
        )
    status, said, _ = crm("verify")
    assert status == 1
    assert f"audit_entry {number}" in said
    status, said, _ = crm("verify", "--json")
    assert (status, json.loads(said)["fault"]["check"]) == (1, "audit")


def test_verify_names_a_removed_entry_by_the_next_one(crm, db):
    crm(*ADD)
    crm("user", "role", "anna@example.com", "desk")
    with db.begin() as connection:
        first = connection.execute(text("SELECT min(id) FROM audit_entry")).scalar_one()
        connection.execute(text("DELETE FROM audit_entry WHERE id = :n"), {"n": first})
    status, said, _ = crm("verify")
    assert status == 1
    assert f"audit_entry {first + 1}" in said


@pytest.mark.parametrize("gone", ["id = (SELECT max(id) FROM audit_entry)", "id > 1", "id > 0"])
def test_verify_names_the_end_that_is_cut_off(crm, db, gone):
    crm(*ADD)
    crm("user", "role", "anna@example.com", "desk")
    assert crm("verify")[0] == 0
    with db.begin() as connection:
        connection.execute(text(f"DELETE FROM audit_entry WHERE {gone}"))
        left = connection.execute(text("SELECT coalesce(max(id), 0) FROM audit_entry")).scalar_one()
    status, said, _ = crm("verify")
    assert status == 1
    assert said.startswith(f"audit_entry {left + 1}: ")


def test_verify_names_entries_in_another_order(crm, db):
    crm(*ADD)
    crm("user", "role", "anna@example.com", "desk")
    with db.begin() as connection:
        first, second = connection.execute(
            text("SELECT id FROM audit_entry ORDER BY id LIMIT 2")
        ).scalars()
        for old, new in ((first, -1), (second, first), (-1, second)):
            connection.execute(
                text("UPDATE audit_entry SET id = :new WHERE id = :old"), {"new": new, "old": old}
            )
    status, said, _ = crm("verify")
    assert status == 1
    assert said.startswith(f"audit_entry {first}: ")


def test_what_is_kept_is_nobody_elses_on_the_machine(crm, tmp_path, monkeypatch):
    data = tmp_path / "new"
    monkeypatch.setenv("CRM_DATA", str(data))
    config.settings.cache_clear()
    assert crm("user", "list")[0] == 0
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert (data / "crm.db").exists()
