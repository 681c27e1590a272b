"""The outbox: read by administrators, sent once more only where it can be."""

import pytest

from crm_app import config
from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.services import accounts, mail

DOOR = system_actor("test")


@pytest.fixture
def invited(people):
    team = accounts.teams(people["admin"])[0].public_id
    return accounts.invite(people["admin"], "nora@example.com", "Nora", "rep", team, "en")


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("CRM_SMTP_URL", "smtp+tls://crm:s3cret-word@mail.example.com:587")
    config.settings.cache_clear()
    yield
    config.settings.cache_clear()


def mails(actor, words="", **filters):
    return mail.outbox(actor, ListQuery(words, filters)).rows


def test_invitation_waits_with_its_link_where_there_is_no_server(people, invited):
    (row,) = mails(people["admin"])
    assert (row.recipient, row.status) == ("nora@example.com", "waiting")
    assert invited.url in row.body
    assert not invited.mailed
    assert mail.mail_server(people["admin"]).host == ""


def test_found_by_words_and_state(people, invited):
    admin = people["admin"]
    assert len(mails(admin, "nora welcome")) == len(mails(admin, state="waiting")) == 1
    assert mails(admin, "%") == mails(admin, state="sent") == []
    for wrong in ({"state": "lost"}, {"body": "token"}):
        with pytest.raises(Invalid):
            mails(admin, **wrong)


def test_server_is_shown_without_its_password(people, server):
    found = mail.mail_server(people["admin"])
    assert (found.host, found.port, found.security) == ("mail.example.com", "587", "starttls")
    assert "s3cret-word" not in repr(found)


def test_failed_mail_is_sent_again(people, server, invited, footprint):
    (row,) = mails(people["admin"])
    mail.note_delivery(DOOR, row.public_id, "refused")
    jobs = footprint()[1]
    mail.send_again(people["admin"], row.public_id)
    assert mails(people["admin"])[0].status == "waiting"
    assert footprint()[1] == jobs + 1


def test_nothing_is_sent_twice_or_without_a_server(people, invited, footprint, monkeypatch):
    (row,) = mails(people["admin"])
    before = footprint()
    with pytest.raises(Conflict, match="no_server"):
        mail.send_again(people["admin"], row.public_id)
    with pytest.raises(NotFound):
        mail.send_again(people["admin"], "nothing")
    assert footprint() == before
    mail.note_delivery(DOOR, row.public_id)
    with pytest.raises(Conflict, match="sent_already"):
        mail.send_again(people["admin"], row.public_id)


@pytest.mark.parametrize("who", ["rep", "manager", "director", "desk", "finance"])
def test_not_for_everybody(people, invited, footprint, security_log, who):
    before = footprint()
    (row,) = mails(people["admin"])
    with pytest.raises(Forbidden):
        mail.outbox(people[who], ListQuery())
    with pytest.raises(Forbidden):
        mail.mail_server(people[who])
    with pytest.raises(Forbidden):
        mail.send_again(people[who], row.public_id)
    assert footprint() == before
    assert security_log() == ["permission.denied"] * 3
