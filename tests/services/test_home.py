"""Today: what comes first and whom it means, and who was not heard of for long."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crm_app.core.errors import Forbidden
from crm_app.lib.clock import now
from crm_app.services import activities, contacts, customers, deals, home, tasks
from crm_app.services.activities import ActivityForm
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.points import Point
from crm_app.services.tasks import TaskForm

LATE, LATER = "2020-01-02", "2090-01-02"


@pytest.fixture
def firm(workspace) -> str:
    """A customer of the rep with a switchboard and one person with a mobile."""
    rep = workspace["rep"]
    board = [Point("phone", "+861055500100", "")]
    customer = customers.create_customer(rep, CustomerForm(name="华东科技", points=board))
    mobile = [Point("mobile", "+8614200000451", "")]
    form = ContactForm(
        name="张伟", points=mobile, positions=[PositionForm(customer_id=customer, title="总经理")]
    )
    contacts.create_contact(rep, form)
    return customer


def first(actor) -> tuple[str, str, str]:
    found = home.next_up(actor)
    assert found
    return found.task.title, found.person.name, found.phone.replace(" ", "")


def in_an_hour() -> str:
    return (now() + timedelta(seconds=30)).isoformat()


def test_today_comes_before_what_is_late_and_later_does_not_come(workspace):
    rep = workspace["rep"]
    tasks.create_task(rep, TaskForm(title="以后的事", due=LATER))
    assert home.next_up(rep) is None
    late = tasks.create_task(rep, TaskForm(title="晚了的事", due=LATE))
    assert first(rep)[0] == "晚了的事"
    due = tasks.create_task(rep, TaskForm(title="马上要做", due=in_an_hour()))
    assert first(rep)[0] == "马上要做"
    for one in (due, late):
        tasks.complete_task(rep, one)
    assert home.next_up(rep) is None
    assert home.next_up(workspace["manager"]) is None  # not one's own


def test_whom_it_means_is_the_contact_the_deals_contact_or_who_leads_there(workspace, firm):
    rep = workspace["rep"]
    task = tasks.create_task(rep, TaskForm(title="寄样品", due=LATE, customer=firm))
    assert first(rep) == ("寄样品", "张伟", "+8614200000451")
    tasks.complete_task(rep, task)
    mobile = [Point("mobile", "+8614200000452", "")]
    other = contacts.create_contact(rep, ContactForm(name="李娜", points=mobile))
    deal = deals.create_deal(rep, DealForm(name="秋茶", customer=firm, contact=other))
    task = tasks.create_task(rep, TaskForm(title="送合同", due=LATE, deal=deal))
    assert first(rep) == ("送合同", "李娜", "+8614200000452")
    tasks.complete_task(rep, task)
    tasks.create_task(rep, TaskForm(title="回电", due=LATE, contact=other, customer=firm))
    assert first(rep) == ("回电", "李娜", "+8614200000452")


def test_nobody_known_there_leaves_the_switchboard(workspace):
    rep = workspace["rep"]
    board = [Point("phone", "+861055500100", "")]
    customer = customers.create_customer(rep, CustomerForm(name="海风贸易", points=board))
    tasks.create_task(rep, TaskForm(title="问地址", due=LATE, customer=customer))
    assert first(rep) == ("问地址", "", "+861055500100")


def test_the_longest_silent_come_first_and_only_ones_own(workspace):
    rep, noon = workspace["rep"], datetime(2026, 1, 5, 12, tzinfo=UTC)
    for days, name in enumerate(("甲", "乙", "丙", "丁")):
        customer = customers.create_customer(rep, CustomerForm(name=name))
        form = ActivityForm("call", "谈了", happened_at=noon - timedelta(days=days))
        activities.record_activity(rep, form, [("customer", customer)])
    customers.create_customer(rep, CustomerForm(name="从没联系"))
    assert [row.name for row in home.long_silent(rep)] == ["丁", "丙", "乙"]
    assert home.long_silent(workspace["manager"]) == []


def test_it_is_refused_where_the_role_may_not(workspace, footprint):
    before = footprint()
    nobody = replace(workspace["rep"], role="none")
    for ask in (home.next_up, home.long_silent):
        with pytest.raises(Forbidden):
            ask(nobody)
    assert footprint() == before
