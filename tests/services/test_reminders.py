"""Nobody is forgotten: reminders at their time, raised steps, nudges."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from crm_app.core.errors import Conflict, NotFound
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.activities import Task
from crm_app.models.deals import Deal
from crm_app.models.messages import Mail, Notice
from crm_app.services import customers, deals, details, tasks
from crm_app.services.customers import CustomerForm
from crm_app.services.deals import DealForm
from crm_app.services.defaults import ensure_defaults
from crm_app.services.tasks import TaskForm
from crm_app.services.tasks.reminders import moment_of

WORKER = system_actor("test")


@pytest.fixture(autouse=True)
def defaults(db):
    """Pipeline and stages."""
    ensure_defaults()


@pytest.fixture
def customer(people):
    return customers.create_customer(people["rep"], CustomerForm(name="云岭春秋茶业"))


@pytest.fixture
def deal(people, customer):
    return deals.create_deal(people["rep"], DealForm(name="春茶", customer=customer))


def notices(db, code):
    with Session(db) as session:
        return session.exec(select(Notice).where(col(Notice.code) == code)).all()


def set_back(db, model, public_id, **values):
    """Store moments as if time had passed."""
    with Session(db) as session:
        row = session.exec(select(model).where(model.public_id == public_id)).one()
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)
        session.commit()


def test_a_due_task_is_told_of_once_and_again_with_another_date(db, people):
    rep = people["rep"]
    at = (now() - timedelta(minutes=1)).isoformat()
    task = tasks.create_task(rep, TaskForm(title="寄样品", due=at))
    later = (now() + timedelta(hours=2)).isoformat()
    tasks.create_task(rep, TaskForm(title="晚些", due=later))
    assert tasks.remind_due(WORKER) == 1
    assert tasks.remind_due(WORKER) == 0
    told = notices(db, "tasks.reminder")
    assert [(one.user_id, one.params) for one in told] == [(rep.user_id, {"title": "寄样品"})]
    assert tasks.task_page(rep, task).version == 1
    tasks.postpone_task(rep, task, (now() - timedelta(seconds=1)).isoformat())
    assert tasks.remind_due(WORKER) == 1


def test_done_deleted_and_long_overdue_tasks_are_silent(db, people):
    rep = people["rep"]
    at = (now() - timedelta(minutes=1)).isoformat()
    done = tasks.create_task(rep, TaskForm(title="a", due=at))
    tasks.complete_task(rep, done)
    gone = tasks.create_task(rep, TaskForm(title="b", due=at))
    tasks.delete_task(rep, gone)
    tasks.create_task(rep, TaskForm(title="c", due=(now() - timedelta(days=3)).isoformat()))
    tasks.create_task(rep, TaskForm(title="d"))
    assert tasks.remind_due(WORKER) == 0
    assert notices(db, "tasks.reminder") == []


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Shanghai", "2031-05-20T01:00+00:00"), ("America/New_York", "2031-05-20T13:00+00:00")],
)
def test_a_day_is_due_in_the_morning_of_its_owner(zone, expected):
    task = Task(title="x", due_at=datetime.fromisoformat("2031-05-20T12:00+00:00"))
    assert moment_of(task, zone) == datetime.fromisoformat(expected)


def test_with_a_mail_server_the_owner_gets_a_mail_too(db, people, monkeypatch):
    monkeypatch.setattr("crm_app.services.mail.is_configured", lambda: True)
    at = (now() - timedelta(minutes=1)).isoformat()
    tasks.create_task(people["rep"], TaskForm(title="寄样品", due=at))
    tasks.remind_due(WORKER)
    with Session(db) as session:
        mail = session.exec(select(Mail)).one()
    assert "寄样品" in mail.subject


def test_a_deal_without_a_next_step_raises_one_task(db, people, deal):
    rep = people["rep"]
    assert deals.raise_steps(WORKER) == 0  # it was entered just now
    set_back(db, Deal, deal, updated_at=now() - timedelta(hours=2))
    assert deals.raise_steps(WORKER) == 1
    assert deals.raise_steps(WORKER) == 0
    raised = tasks.tasks_of(rep, "deal", deal)
    assert [("春茶" in one.title, one.is_mine, one.source) for one in raised] == [
        (True, True, "no_next_step")
    ]


def test_planned_and_closed_deals_raise_none(db, people, customer, deal):
    rep = people["rep"]
    tasks.create_task(rep, TaskForm(title="demo", deal=deal))
    closed = deals.create_deal(rep, DealForm(name="closed", customer=customer))
    hours = timedelta(hours=2)
    set_back(db, Deal, deal, updated_at=now() - hours)
    set_back(db, Deal, closed, updated_at=now() - hours, closed_at=now() - hours)
    assert deals.raise_steps(WORKER) == 0


def test_no_more_than_five_are_raised_at_once(db, people, customer):
    rep = people["rep"]
    for number in range(7):
        made = deals.create_deal(rep, DealForm(name=f"deal {number}", customer=customer))
        set_back(db, Deal, made, updated_at=now() - timedelta(hours=2))
    assert deals.raise_steps(WORKER) == 5
    assert deals.raise_steps(WORKER) == 0


def test_who_has_enough_of_them_keeps_nobody_else_waiting(db, people, customer, monkeypatch):
    monkeypatch.setattr("crm_app.services.deals.steps._AT_ONCE", 5)
    for number in range(6):
        made = deals.create_deal(people["rep"], DealForm(name=f"{number}", customer=customer))
        set_back(db, Deal, made, updated_at=now() - timedelta(hours=2))
    assert deals.raise_steps_if_due(WORKER) == 5
    assert deals.raise_steps_if_due(WORKER) == 0
    his = deals.create_deal(people["manager"], DealForm(name="his", customer=customer))
    set_back(db, Deal, his, updated_at=now() - timedelta(hours=2))
    assert deals.raise_steps_if_due(WORKER) == 1


def test_where_nothing_is_due_nobody_waits_for_the_look(db, people, deal, footprint):
    before = footprint()
    writes = []
    event.listen(db, "begin", lambda link: writes.append(link.get_execution_options()))
    assert deals.raise_steps_if_due(WORKER) == 0
    assert writes
    assert not any(options.get("writes") for options in writes)
    assert footprint() == before


def test_a_nudge_reaches_the_owner_once_a_day(db, people, deal):
    manager = people["manager"]
    deals.nudge(manager, deal)
    told = notices(db, "deals.nudge")
    assert [(one.user_id, one.link) for one in told] == [(people["rep"].user_id, f"/deals/{deal}")]
    with pytest.raises(Conflict, match="nudged_already"):
        deals.nudge(manager, deal)


def test_refused_nudges_leave_no_trace_but_in_the_security_log(
    db, people, deal, footprint, security_log
):
    before = footprint()
    with pytest.raises(Conflict, match="nudge_own"):
        deals.nudge(people["rep"], deal)
    with pytest.raises(NotFound):
        deals.nudge(people["rep_west"], deal)
    assert footprint() == before
    assert len(security_log()) == 2


def test_tasks_bring_what_is_remembered_within_rights(people, customer, deal):
    rep = people["rep"]
    details.remember(rep, "customer", customer, "喜欢喝普洱茶")
    task = tasks.create_task(rep, TaskForm(title="打电话", deal=deal))
    assert tasks.task_page(rep, task).remember == ["喜欢喝普洱茶"]
    bare = tasks.create_task(rep, TaskForm(title="整理"))
    assert tasks.task_page(rep, bare).remember == []
