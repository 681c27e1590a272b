"""An import says how far it is while it holds the only writer, and nobody waits for the saying."""

import time

from sqlmodel import Session, col, select

from crm_app.core import meters
from crm_app.core.permissions import system_actor
from crm_app.models.ledger import Job
from crm_app.services import imports, jobs
from crm_app.services.imports import bundling, committing, updating
from crm_app.services.imports.pacing import Pace
from tests.services.test_imports import bring, commit, table

SYSTEM = system_actor("worker")
HEAD = ["姓名", "公司", "职位", "手机"]


def people(title):
    return table(HEAD, *([f"张伟{n}", "华信", title, f"1380013{n:04d}"] for n in range(40)))


def some_at_a_time(monkeypatch):
    for module, name in ((bundling, "CHUNK"), (committing, "CHUNK"), (updating, "AT_ONCE")):
        monkeypatch.setattr(module, name, 4)


def written(desk, batch, db):
    """What a screen sees of the job while rows are written, and how long the saying took."""
    imports.ask_commit(desk, batch)
    with Session(db) as session:
        newest = select(Job.public_id).where(Job.name == "imports.commit")
        job = session.exec(newest.order_by(col(Job.id).desc())).first() or ""
    jobs.begin(SYSTEM, job)
    seen, slowest = [], 0.0

    def show(fraction):
        nonlocal slowest
        began = time.monotonic()
        jobs.show_progress(SYSTEM, job, fraction)
        slowest = max(slowest, time.monotonic() - began)
        seen.append(imports.import_page(desk, batch).row.progress)

    imports.commit_rows(desk, batch, show)
    return job, seen, slowest


def test_it_moves_while_new_rows_are_written(workspace, db, monkeypatch):
    some_at_a_time(monkeypatch)
    desk = workspace["desk"]
    job, seen, slowest = written(desk, bring(desk, "contacts", people("经理")), db)
    assert seen == sorted(seen)
    assert len({one for one in seen if one > 0.5}) >= 9  # the half that is inside the transaction
    assert slowest < 2
    jobs.finish(SYSTEM, job, None)
    assert (jobs.job(SYSTEM, job).progress, meters.read(job)) == (1.0, 0.0)


def test_it_moves_while_known_records_are_changed(workspace, db, monkeypatch):
    some_at_a_time(monkeypatch)
    desk = workspace["desk"]
    commit(desk, bring(desk, "contacts", people("经理")))
    _, seen, slowest = written(desk, bring(desk, "contacts", people("总监")), db)
    assert len({one for one in seen if 0 < one < 1}) >= 9
    assert slowest < 2


def test_what_is_begun_again_begins_at_nothing(workspace, db):
    desk = workspace["desk"]
    batch = bring(desk, "contacts", people("经理"))
    job, *_ = written(desk, batch, db)
    jobs.begin(SYSTEM, job)
    assert meters.read(job) == 0


def test_screens_hear_of_each_step_once(workspace):
    watch = meters.Watch()
    meters.note("a", 0.2)
    assert watch.moved() == {"job:a"}
    assert watch.moved() == set()
    meters.note("a", 0.4)
    assert watch.moved() == {"job:a"}
    meters.clear("a")
    assert watch.moved() == set()


def test_more_rows_than_were_counted_never_pass_the_end():
    seen = []
    pace = Pace(seen.append, 3, 2)
    for step in (pace.packed, pace.written, pace.changed):
        step(1000)
    assert max(seen) < 1
