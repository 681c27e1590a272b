"""Looking back: who changed what before and after; refusals; only for those who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crm_app.core.errors import Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.services import accounts, audit, customers
from crm_app.services.customers import CustomerForm
from tests.days import house_day


@pytest.fixture
def history(people):
    public_id = customers.create_customer(people["rep"], CustomerForm(name="华东科技"))
    customers.change_customer(people["manager"], public_id, CustomerForm(name="华南科技"), 1)
    customers.create_customer(people["rep_west"], CustomerForm(name="西部能源"))
    return public_id


def actions(actor, words="", **filters):
    return [row.action for row in audit.entries(actor, ListQuery(words, filters)).rows]


def test_entry_says_who_and_before_and_after(people, history):
    row = audit.entries(people["director"], ListQuery(filters={"record": history})).rows[0]
    assert (row.actor, row.feature, row.verb) == ("manager", "customers", "change_customer")
    assert (row.kind, row.record) == ("customer", history)
    named = next(change for change in row.changes if change.field == "name")
    assert (named.before, named.after) == ("华东科技", "华南科技")
    assert row.title == "华南科技"  # as it is called now
    assert audit.entry(people["director"], row.number) == replace(row, title="")


def test_found_by_who_what_kind_words_and_day(people, history):
    director = people["director"]
    manager = accounts.user_of_email(director, "manager@example.com").public_id
    assert actions(director, who=manager) == ["customers.change_customer"]
    assert len(actions(director, what="customers.create")) == 2
    assert len(actions(director, kind="customer")) == 3
    assert len(actions(director, kind="custom")) == 0
    assert actions(director, "manager") == ["customers.change_customer"]
    today = house_day()
    assert len(actions(director, since=(today - timedelta(1)).isoformat())) == 3
    assert actions(director, until=(today - timedelta(2)).isoformat()) == []
    assert actions(director, who="system") == []
    assert actions(director, "%") == actions(director, what="_") == []


@pytest.mark.parametrize("filters", [{"since": "soon"}, {"until": "9999-12-31"}, {"hash": "0"}])
def test_filter_that_cannot_be(people, history, filters):
    with pytest.raises(Invalid):
        actions(people["director"], **filters)


@pytest.mark.parametrize("who", ["rep", "manager", "desk", "service", "marketing", "finance"])
def test_not_for_everybody(people, history, footprint, security_log, who):
    before = footprint()
    for use_case in (audit.entries, audit.entry_slice, audit.events):
        with pytest.raises(Forbidden):
            use_case(people[who], ListQuery())
    with pytest.raises(Forbidden):
        audit.entry(people[who], 1)
    assert footprint() == before
    assert security_log() == ["permission.denied"] * 4


def test_slices_go_on_where_they_ended(people, history):
    first = audit.entry_slice(people["admin"], ListQuery(size=2))
    rest = audit.entry_slice(people["admin"], ListQuery(size=2), first.next)
    assert [row.number for row in (*first.rows, *rest.rows)] == [3, 2, 1]
    assert rest.next == ""
    with pytest.raises(Invalid):
        audit.entry_slice(people["admin"], ListQuery(), "not a number")
    with pytest.raises(NotFound):
        audit.entry(people["admin"], 2**70)


def test_refusals_are_in_the_security_log(people, history):
    with pytest.raises(NotFound):
        customers.customer_page(people["rep_west"], history)
    door = system_actor("test")
    with pytest.raises(Exception, match="wrong_credentials"):
        accounts.sign_in(door, "rep@example.com", "guessed", "", "203.0.113.9")
    failed, refused = audit.events(people["admin"], ListQuery()).rows[:2]
    assert failed.kind == "accounts.sign_in_failed"
    assert "203.0.113.9" in failed.about
    assert (refused.kind, refused.actor) == ("customer.not_found", "rep_west")
    asked = ListQuery(filters={"kind": "customer.not_found"})
    assert audit.events(people["admin"], asked).total == 1
    with pytest.raises(Forbidden):
        audit.events(people["director"], ListQuery())


def test_what_fields_point_to_is_named_on_the_screen_and_whole_in_the_chain(people, history):
    row = audit.entries(people["admin"], ListQuery(filters={"what": "customers.create"})).rows[-1]
    owner = next(change for change in row.changes if change.field == "owner_id")
    assert (row.title, owner.after) == ("华南科技", "rep")
    stored = audit.entry(people["admin"], row.number)
    kept = next(change for change in stored.changes if change.field == "owner_id")
    assert kept.after == str(people["rep"].user_id)


def test_who_signed_in_is_found_by_name(people, history):
    door, admin = system_actor("test"), people["admin"]
    public_id = accounts.user_of_email(admin, "rep@example.com").public_id
    accounts.set_password(admin, public_id, "kept-by-the-rep-7")
    token = accounts.sign_in(door, "rep@example.com", "kept-by-the-rep-7", "", "203.0.113.9")
    accounts.sign_out(people["rep"], token)
    out, came_in = audit.sign_ins(admin, ListQuery(filters={"who": public_id})).rows
    assert (came_in.group, came_in.actor, came_in.about) == ("in", "rep", "rep@example.com")
    assert (out.group, out.actor) == ("out", "rep")
    other = accounts.user_of_email(admin, "manager@example.com").public_id
    assert audit.sign_ins(admin, ListQuery(filters={"who": other})).total == 0


def test_sign_ins_are_for_administrators(people, footprint, security_log):
    before = footprint()
    for who in ("rep", "director"):
        with pytest.raises(Forbidden):
            audit.sign_ins(people[who], ListQuery())
    assert footprint() == before
    assert security_log() == ["permission.denied"] * 2


def test_every_change_has_words():
    import gc

    from crm_app.core.work import UseCase
    from crm_app.locales.catalog import TEXT

    silent = (
        "jobs.",
        "repeats.",
        "health.",
        "mail.",
        "notices.",
        "cards.warm_up",
        "accounts._note",
    )
    changing = {
        case.action for case in gc.get_objects() if isinstance(case, UseCase) if case.writes
    }
    ours = {action for action in changing if not action.startswith(silent)}
    assert {action for action in ours if f"audit.action.{action}" not in TEXT} == set()


def test_every_kind_and_field_has_words():
    from sqlmodel import SQLModel

    from crm_app.core import changes
    from crm_app.locales.catalog import TEXT

    quiet = {model.__tablename__ for model in changes.UNTRACKED}
    unseen = changes._SILENT_FIELDS | {"public_id"}
    tables = [table for table in SQLModel.metadata.tables.values() if table.name not in quiet]
    kinds = {f"audit.kind.{table.name}" for table in tables}
    fields = {f"audit.field.{column.name}" for table in tables for column in table.columns}
    assert (kinds | fields) - {f"audit.field.{name}" for name in unseen} - set(TEXT) == set()


def test_who_signed_in_did_it_himself(people, db):
    door, admin = system_actor("test"), people["admin"]
    accounts.set_password(
        admin, accounts.user_of_email(admin, "rep@example.com").public_id, "kept-by-the-rep-7"
    )
    accounts.sign_in(door, "rep@example.com", "kept-by-the-rep-7", "", "203.0.113.9")
    row = audit.entries(admin, ListQuery(filters={"what": "accounts._open_session"})).rows[0]
    assert (row.actor, row.title) == ("rep", "rep")
    assert audit.entry(admin, row.number).actor == "system: test"
