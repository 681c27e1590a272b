"""Heavy jobs in a process of their own: done, stopped, cancelled, ended by somebody else."""

import shutil
import threading

import pytest
from sqlmodel import Session, select

from crm_app.jobs import apart
from crm_app.jobs import quality as quality_job  # noqa: F401 - registers it
from crm_app.jobs.registry import SYSTEM, is_apart
from crm_app.models.ledger import Job
from crm_app.services import jobs, quality


@pytest.fixture
def begun(db, people, monkeypatch):
    """A job that the worker has just taken up, in a database that another process finds."""
    monkeypatch.setenv("CRM_DATABASE_URL", db.url.render_as_string(hide_password=False))
    public_id = quality.ask_reckoning(people["admin"])
    jobs.begin(SYSTEM, public_id)
    return public_id


def row_of(db, public_id):
    with Session(db) as session:
        return session.exec(select(Job).where(Job.public_id == public_id)).one()


def test_what_another_process_does_is_noted_as_if_the_worker_had_done_it(db, begun):
    assert is_apart(quality.JOB)
    apart.see_to(begun, threading.Event())
    row = row_of(db, begun)
    assert (row.status, row.result) == ("done", {"customer": 0, "contact": 0})


def test_a_worker_that_stops_leaves_the_job_to_be_taken_up_again(db, begun, monkeypatch):
    monkeypatch.setattr(apart, "LOOK_SECONDS", 0.01)
    stopping = threading.Event()
    stopping.set()
    with pytest.raises(apart.Interrupted):
        apart.see_to(begun, stopping)
    assert row_of(db, begun).status == "running"
    again = jobs.begin(SYSTEM, begun)
    assert again is not None
    assert again.name == quality.JOB


def test_what_is_cancelled_ends_and_what_dies_is_a_fault(db, people, begun, monkeypatch):
    monkeypatch.setattr(apart, "LOOK_SECONDS", 0.01)
    jobs.cancel(people["admin"], begun)
    apart.see_to(begun, threading.Event())
    assert row_of(db, begun).status == "cancelled"
    other = quality.ask_reckoning(people["admin"])
    jobs.begin(SYSTEM, other)
    monkeypatch.setattr(apart.sys, "executable", shutil.which("false"))
    apart.see_to(other, threading.Event())
    row = row_of(db, other)
    assert (row.status, row.error) == ("failed", {"code": "job.fault", "params": {}})
