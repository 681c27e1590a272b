"""The second step of signing in over REST."""

import pyotp
import pytest
from sqlmodel import Session, select

from crm_app.models.users import User
from crm_app.services.accounts.passwords import hash_password

OWN, SESSION = "/api/v1/profile/second-factor", "/api/v1/session"
PASSWORD = "kept-by-the-rep-5"


@pytest.fixture
def rep(call, db):
    client = call("rep")
    with Session(db) as session:
        user = session.exec(select(User).where(User.email == "rep@example.com")).one()
        user.password_hash = hash_password(PASSWORD)
        session.add(user)
        session.commit()
    return client


def test_turned_on_asked_for_and_turned_off(rep, call):
    made = rep.post(OWN, json={"password": PASSWORD})
    assert (made.status_code, made.headers["cache-control"]) == (201, "no-store")
    codes = pyotp.TOTP(made.json()["secret"])
    told = rep.post(f"{OWN}/confirm", json={"code": codes.now()})
    assert told.headers["cache-control"] == "no-store"
    recovery = told.json()["codes"]
    state = rep.get(OWN).json()
    assert (state["is_on"], state["codes_left"], state["is_required"]) == (True, 10, False)

    stranger = call("")
    asked = {"email": "rep@example.com", "password": PASSWORD}
    needed = stranger.post(SESSION, json=asked)
    assert (needed.status_code, needed.json()["code"]) == (401, "accounts.code_needed")
    wrong = stranger.post(SESSION, json=asked | {"code": "000000"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "accounts.wrong_code")
    assert stranger.post(SESSION, json=asked | {"code": recovery[0]}).status_code == 204
    ended = rep.post(f"{OWN}/end", json={"password": PASSWORD, "code": recovery[1]})
    assert ended.status_code == 204
    assert stranger.post(SESSION, json=asked).status_code == 204


def test_secrets_are_never_kept_for_a_repetition(rep, db):
    from sqlalchemy import text

    rep.headers["Idempotency-Key"] = "one"
    secret = rep.post(OWN, json={"password": PASSWORD}).json()["secret"]
    with db.connect() as connection:
        kept = connection.execute(text("SELECT body FROM idempotent_answer")).scalars().all()
    assert not any(secret in body for body in kept)


def test_required_by_role(rep, call):
    admin, path = call("admin"), "/api/v1/second-factor"
    assert rep.put(path, json={"roles": []}).status_code == 403
    assert admin.put(path, json={"roles": ["rep"]}).json() == {"roles": ["rep"]}
    refused = rep.get("/api/v1/customers")
    assert (refused.status_code, refused.json()["code"]) == (403, "accounts.factor_required")
    assert rep.get(OWN).json()["is_required"]
    assert admin.put(path, json={"roles": []}).json() == {"roles": []}
    assert rep.get("/api/v1/customers").status_code == 200
