"""Looking back: who changed what before and after; refusals; only for those who may."""

from datetime import timedelta

import pytest

from crm_app.core.errors import Forbidden, Invalid, NotFound
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.services import accounts, audit, customers
from crm_app.services.customers import CustomerForm


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
    assert audit.entry(people["director"], row.number) == row


def test_found_by_who_what_kind_words_and_day(people, history):
    director = people["director"]
    manager = accounts.user_of_email(director, "manager@example.com").public_id
    assert actions(director, who=manager) == ["customers.change_customer"]
    assert len(actions(director, what="customers.create")) == 2
    assert len(actions(director, kind="customer")) == 3
    assert len(actions(director, kind="custom")) == 0
    assert actions(director, "manager") == ["customers.change_customer"]
    today = now().astimezone().date()
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
