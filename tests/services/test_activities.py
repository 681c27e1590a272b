"""Activities: written, changed, taken back; the timeline's order, and whose rows are in it."""

from datetime import UTC, datetime, timedelta

import pytest

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.core.listing import ListQuery
from crm_app.services import activities, contacts, customers, deals, tasks
from crm_app.services.activities import ActivityForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.tasks import TaskForm

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
OWN_ID = "01a208cd-5965-7497-9c45-952bfa12c66f"


@pytest.fixture
def customer(workspace) -> str:
    return customers.create_customer(workspace["rep"], CustomerForm(name="华东科技"))


def wrote(actor, *links, kind="call", text="谈了秋茶", at=NOON, **more) -> str:
    form = ActivityForm(kind, text, happened_at=at)
    return activities.record_activity(actor, form, links, **more)


def last_contact(actor, customer) -> datetime | None:
    return customers.customer_page(actor, customer).last_contact_at


def test_contact_moves_the_customers_last_contact_and_a_note_does_not(workspace, customer):
    rep, about = workspace["rep"], ("customer", customer)
    made = wrote(rep, about)
    wrote(rep, about, kind="note", at=NOON + timedelta(days=1))
    assert last_contact(rep, customer) == NOON
    activities.change_activity(rep, made, ActivityForm(happened_at=NOON - timedelta(hours=1)))
    assert last_contact(rep, customer) == NOON - timedelta(hours=1)
    activities.delete_activity(rep, made)
    assert last_contact(rep, customer) is None
    activities.restore_activity(rep, made)
    assert last_contact(rep, customer) == NOON - timedelta(hours=1)
    assert activities.last_contact_faults(workspace["admin"]) == []


def test_another_link_takes_the_last_contact_along(workspace, customer):
    rep = workspace["rep"]
    other = customers.create_customer(rep, CustomerForm(name="海风贸易"))
    made = wrote(rep, ("customer", customer))
    activities.change_activity(rep, made, ActivityForm(), 1, [("customer", other)])
    assert (last_contact(rep, customer), last_contact(rep, other)) == (None, NOON)
    assert activities.activity_page(rep, made).version == 2


def test_a_deal_and_a_contact_stand_for_their_customer(workspace, customer):
    rep = workspace["rep"]
    deal = deals.create_deal(rep, DealForm(name="秋季", customer=customer))
    person = contacts.create_contact(
        rep, ContactForm(name="李梅", positions=[PositionForm(customer_id=customer)])
    )
    for link in (("deal", deal), ("contact", person)):
        row = activities.activity_page(rep, wrote(rep, link))
        assert [one.kind for one in row.about] == [link[0], "customer"]
    assert last_contact(rep, customer) == NOON


def test_follow_up_makes_both_and_take_back_takes_both(workspace, customer):
    rep = workspace["rep"]
    form, about = ActivityForm("visit", "看了仓库"), [("customer", customer)]
    made = activities.follow_up(rep, form, about, TaskForm(title="送样茶"))
    assert tasks.task_page(rep, made.task).customer.public_id == customer
    activities.take_back(rep, made)
    for gone in (
        lambda: activities.activity_page(rep, made.activity),
        lambda: tasks.task_page(rep, made.task),
    ):
        with pytest.raises(NotFound):
            gone()
    assert last_contact(rep, customer) is None
    with pytest.raises(NotFound):
        activities.take_back(rep, made)


def test_a_refused_next_step_leaves_no_activity(workspace, customer, footprint):
    before = footprint()
    about, form = [("customer", customer)], ActivityForm("call", "谈了秋茶")
    for step in (TaskForm(title=" "), TaskForm(title="A", due="soon"), TaskForm()):
        with pytest.raises(Invalid):
            activities.follow_up(workspace["rep"], form, about, step)
    assert footprint() == before


def test_the_same_id_makes_one_activity_and_one_step(workspace, customer):
    rep, about = workspace["rep"], [("customer", customer)]
    form, step = ActivityForm("call", "谈了秋茶"), TaskForm(title="送样茶")
    first = activities.follow_up(rep, form, about, step, OWN_ID)
    assert activities.follow_up(rep, form, about, step, OWN_ID).activity == first.activity == OWN_ID
    assert len(activities.activity_slice(rep, ListQuery()).rows) == 1
    assert len(tasks.task_slice(rep, ListQuery()).rows) == 1
    with pytest.raises(Conflict):
        activities.follow_up(workspace["rep_west"], form, [], None, OWN_ID)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "dance"}, "activities.kind_unknown"),
        ({"text": " \n "}, "activities.text_missing"),
        ({"text": "x" * 20_001}, "record.too_long"),
        ({"outcome": "x" * 301}, "record.too_long"),
        ({"happened_at": "yesterday"}, "activities.moment_invalid"),
        ({"happened_at": "9999-12-31T23:59:00-14:00"}, "activities.moment_invalid"),
        ({"happened_at": "2100-01-01"}, "activities.in_future"),
    ],
)
def test_what_cannot_be_leaves_nothing(people, footprint, facts, code):
    before = footprint()
    form = ActivityForm(**{"kind": "call", "text": "谈了秋茶", **facts})
    with pytest.raises(Invalid) as refusal:
        activities.record_activity(people["rep"], form)
    assert refusal.value.code == code
    assert footprint() == before


def test_a_clock_a_little_fast_is_now_and_a_time_without_offset_is_the_writers(people):
    rep = people["rep"]
    soon = datetime.now(UTC) + timedelta(minutes=2)
    assert activities.activity_page(rep, wrote(rep, at=soon)).happened_at < soon
    local = wrote(rep, at="2026-01-05T20:00")  # the zone of the tests' people is UTC+8
    assert activities.activity_page(rep, local).happened_at == NOON


def test_too_many_records_and_unknown_kinds_are_refused(workspace, customer, footprint):
    rep, before = workspace["rep"], footprint()
    many = [("customer", f"{number}") for number in range(21)]
    for links in (many, [("user", customer)], [("quote", customer)]):
        with pytest.raises(Invalid):
            wrote(rep, *links)
    assert footprint() == before


def test_only_its_author_or_an_administrator_changes_it(
    workspace, customer, footprint, security_log
):
    made = wrote(workspace["rep"], ("customer", customer))
    before, logged = footprint(), len(security_log())
    changes = (
        lambda who: activities.change_activity(workspace[who], made, ActivityForm(text="X")),
        lambda who: activities.delete_activity(workspace[who], made),
        lambda who: activities.restore_activity(workspace[who], made),
    )
    for change in changes[:2]:
        with pytest.raises(Forbidden, match=r"activities\.not_yours"):
            change("manager")
    for change in changes:
        with pytest.raises(NotFound):
            change("rep_west")
        with pytest.raises(Forbidden, match=r"permission\.denied"):
            change("finance")
    assert footprint() == before
    assert len(security_log()) == logged + 8
    activities.change_activity(workspace["admin"], made, ActivityForm(text="X"))


def test_a_stale_version_changes_nothing(workspace, customer, footprint):
    rep = workspace["rep"]
    made = wrote(rep, ("customer", customer))
    activities.change_activity(rep, made, ActivityForm(text="B"), 1)
    before = footprint()
    for late in (
        lambda: activities.change_activity(rep, made, ActivityForm(text="C"), 1),
        lambda: activities.delete_activity(rep, made, 1),
    ):
        with pytest.raises(Stale):
            late()
    assert footprint() == before


def test_timeline_is_newest_first_whatever_was_entered_first(workspace, customer):
    rep, about = workspace["rep"], ("customer", customer)
    days = (3, 1, 2, 2)
    keys = [wrote(rep, about, at=NOON + timedelta(days=day)) for day in days]
    found = activities.timeline(rep, "customer", customer)
    assert [entry.at.day for entry in found.entries] == [8, 7, 7, 6]
    assert {entry.activity_id for entry in found.entries} == set(keys)
    assert not found.next


def test_timeline_holds_what_people_and_deals_of_a_customer_did(workspace, customer):
    rep = workspace["rep"]
    deal = deals.create_deal(rep, DealForm(name="秋季", customer=customer))
    step = tasks.create_task(rep, TaskForm(title="送样茶", deal=deal))
    tasks.complete_task(rep, step)
    said = wrote(rep, ("deal", deal))
    kinds = {entry.key: entry.kind for entry in _entries(rep, "customer", customer)}
    assert (kinds[step], kinds[said]) == ("task", "call")
    assert "deal_opened" in kinds.values()
    of_deal = {entry.key for entry in _entries(rep, "deal", deal)}
    assert {step, said} <= of_deal


def test_timeline_shows_no_rows_of_others(workspace, customer, security_log):
    rep, manager = workspace["rep"], workspace["manager"]
    own = wrote(manager, text="给经理自己")
    shared = wrote(rep, ("customer", customer))
    assert [entry.key for entry in _entries(manager, "customer", customer)] == [shared]
    assert activities.activity_slice(rep, ListQuery()).rows[0].public_id == shared
    with pytest.raises(NotFound):
        activities.activity_page(rep, own)
    with pytest.raises(NotFound):
        activities.timeline(workspace["rep_west"], "customer", customer)
    with pytest.raises(Forbidden):
        activities.timeline(workspace["finance"], "customer", customer)
    with pytest.raises(Invalid):
        activities.timeline(rep, "user", customer)
    assert security_log()[-2:] == ["customer.not_found", "permission.denied"]


def test_names_of_records_that_the_reader_may_not_see_are_left_out(workspace, customer):
    west = customers.create_customer(workspace["rep_west"], CustomerForm(name="西部茶行"))
    both = wrote(workspace["admin"], ("customer", customer), ("customer", west))
    about = activities.activity_page(workspace["rep"], both).about
    assert [one.name for one in about] == ["华东科技"]


def test_the_last_outcome_is_the_newest_one_that_has_any(workspace, customer):
    rep, about = workspace["rep"], [("customer", customer)]
    for day, outcome in ((1, "要报价"), (2, "要样品"), (3, "")):
        form = ActivityForm("call", "谈", outcome, NOON + timedelta(days=day))
        activities.record_activity(rep, form, about)
    assert activities.last_outcome(rep, "customer", customer) == "要样品"


def _entries(actor, kind, public_id):
    return activities.timeline(actor, kind, public_id).entries
