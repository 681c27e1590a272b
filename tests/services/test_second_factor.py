"""The second step of signing in: on, asked for, taken once, off again, and required by role."""

from datetime import timedelta

import pyotp
import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, Limited, NotFound, Unauthenticated
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.second_factor import RecoveryCode, SecondFactor
from crm_app.models.users import User
from crm_app.services import accounts, customers
from crm_app.services.accounts.passwords import hash_password
from crm_app.services.customers import CustomerForm

DOOR = system_actor("test")
PASSWORD = "kept-by-the-rep-5"


@pytest.fixture
def rep(db, people):
    with Session(db) as session:
        user = session.exec(select(User).where(User.email == "rep@example.com")).one()
        user.password_hash = hash_password(PASSWORD)
        session.add(user)
        session.commit()
    return people["rep"]


@pytest.fixture
def phone(rep):
    """The rep's authenticator, with his second step on: `.now()` after the code that turned it on."""
    made = pyotp.TOTP(accounts.begin_factor(rep, PASSWORD).secret)
    made.recovery = accounts.confirm_factor(rep, made.at(now() - timedelta(seconds=30)))
    return made


def enter(code="", password=PASSWORD):
    return accounts.sign_in(DOOR, "rep@example.com", password, "Firefox", "there", code)


def test_codes_are_asked_for_only_once_they_were_shown(rep):
    made = accounts.begin_factor(rep, PASSWORD)
    assert "secret=" + made.secret in made.address
    assert made.picture.startswith("data:image/svg+xml")
    assert accounts.actor_of_session(DOOR, enter()).name == "rep"
    assert not accounts.own_factor(rep).is_on


def test_the_secret_is_sealed_and_codes_are_hashes(phone, db):
    with Session(db) as session:
        assert phone.secret not in session.exec(select(SecondFactor.secret)).one()
        stored = session.exec(select(RecoveryCode.code_hash)).all()
    assert len(stored) == len(phone.recovery) == 10
    assert not {code.replace("-", "") for code in phone.recovery} & set(stored)


def test_the_password_alone_opens_nothing_any_more(phone, security_log):
    with pytest.raises(Unauthenticated, match="code_needed"):
        enter()
    with pytest.raises(Unauthenticated, match="wrong_credentials"):
        enter(phone.now(), "wrong-password-1")
    assert accounts.actor_of_session(DOOR, enter(phone.now())).name == "rep"


def test_a_code_is_taken_once_and_an_old_one_not_at_all(phone, security_log):
    code = phone.now()
    enter(code)
    for stale in (
        code,
        phone.at(now() - timedelta(minutes=3)),
        "000000",
        "",
        "１２３４５６",
        "\ud800",
    ):
        with pytest.raises(Unauthenticated):
            enter(stale)
    assert security_log().count("accounts.sign_in_failed") >= 4


def test_a_recovery_code_lets_in_once_however_it_is_typed(phone, rep):
    enter(phone.recovery[0].upper().replace("-", " "))
    with pytest.raises(Unauthenticated, match="wrong_code"):
        enter(phone.recovery[0])
    assert accounts.own_factor(rep).codes_left == 9
    fresh = accounts.renew_codes(rep, phone.now())
    with pytest.raises(Unauthenticated, match="wrong_code"):
        enter(phone.recovery[1])
    enter(fresh[1])


def test_guessing_codes_ends_soon(phone):
    refused = []
    for guess in range(12):
        with pytest.raises((Unauthenticated, Limited)) as refusal:
            enter(f"{guess:06}")
        refused.append(refusal.type)
    assert refused[-1] is Limited


def test_turned_off_with_password_and_code_only(phone, rep, footprint):
    before = footprint()
    with pytest.raises(Invalid, match="wrong_password"):
        accounts.end_factor(rep, "wrong-password-1", phone.now())
    with pytest.raises(Invalid, match="wrong_code"):
        accounts.end_factor(rep, PASSWORD, "000000")
    assert footprint() == before
    assert accounts.own_factor(rep).is_on
    accounts.end_factor(rep, PASSWORD, phone.now())
    enter()
    with pytest.raises(Conflict):
        accounts.end_factor(rep, PASSWORD, phone.now())


def test_a_refusal_turns_nothing_on(rep, footprint):
    with pytest.raises(NotFound):
        accounts.confirm_factor(rep, "123456")
    before = footprint()
    with pytest.raises(Invalid, match="wrong_password"):
        accounts.begin_factor(rep, "wrong-password-1")
    assert footprint() == before
    accounts.begin_factor(rep, PASSWORD)
    with pytest.raises(Invalid, match="wrong_code"):
        accounts.confirm_factor(rep, "000000")
    assert not accounts.own_factor(rep).is_on


def test_an_administrator_removes_it_and_all_sessions_end(phone, people, rep, footprint):
    token = enter(phone.now())
    one = accounts.user_of_email(people["admin"], "rep@example.com").public_id
    before = footprint()
    with pytest.raises(Forbidden):
        accounts.remove_factor(people["manager"], one)
    assert footprint() == before
    (row,) = [r for r in accounts.user_page(people["admin"], ListQuery()).rows if r.has_factor]
    assert row.public_id == one
    accounts.remove_factor(people["admin"], one)
    assert accounts.actor_of_session(DOOR, token) is None
    assert accounts.actor_of_session(DOOR, enter()).name == "rep"
    with pytest.raises(NotFound):
        accounts.remove_factor(people["admin"], one)


def test_who_has_to_have_it_may_do_nothing_else_before(rep, people):
    token, key = enter(), accounts.add_key(rep, "script")
    accounts.require_factor(people["admin"], ["rep"])
    for actor in (accounts.actor_of_session(DOOR, token), accounts.actor_of_key(DOOR, key)):
        assert actor.must_prove
        with pytest.raises(Forbidden, match="factor_required"):
            customers.create_customer(actor, CustomerForm(name="Nobody's"))
    acting = accounts.actor_of_session(DOOR, token)
    made = pyotp.TOTP(accounts.begin_factor(acting, PASSWORD).secret)
    accounts.confirm_factor(acting, made.now())
    acting = accounts.actor_of_session(DOOR, token)
    assert not acting.must_prove
    customers.create_customer(acting, CustomerForm(name="Somebody's"))
    with pytest.raises(Forbidden, match="factor_required"):
        accounts.end_factor(acting, PASSWORD, made.now())


def test_who_may_say_which_roles_need_it(people, footprint):
    before = footprint()
    with pytest.raises(Forbidden):
        accounts.require_factor(people["director"], ["rep"])
    with pytest.raises(Invalid, match="role_unknown"):
        accounts.require_factor(people["admin"], ["king"])
    assert footprint() == before
    accounts.require_factor(people["admin"], ["finance", "admin"])
    assert accounts.factor_roles(people["admin"]) == ("finance", "admin")
    accounts.require_factor(people["admin"], [])
    assert accounts.factor_roles(people["admin"]) == ()
