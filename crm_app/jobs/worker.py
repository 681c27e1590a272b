"""The background worker: takes jobs from the outbox to DBOS queues, and does them.

DBOS remembers what was begun: after a kill every accepted job is finished, and none twice, because
a job's row says whether it is over. Rules learnt: docs/decisions/0005-background-work.md.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable, Sequence
from typing import Any

from dbos import DBOS, DBOSConfig, SetWorkflowID
from dbos._serialization import DBOSPortableJSONSerializer
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

from crm_app import jobs as jobs_package
from crm_app.config import settings
from crm_app.core import database
from crm_app.core.feed import Feed, FeedLost, prune
from crm_app.core.modules import feature_of
from crm_app.core.permissions import Actor
from crm_app.jobs import apart, doing
from crm_app.jobs.registry import SYSTEM, is_apart, queue_of
from crm_app.lib.discover import import_all
from crm_app.services import (
    approvals,
    contracts,
    custom_fields,
    dates,
    deals,
    duplicates,
    erp,
    files,
    forecast,
    health,
    jobs,
    lifecycle,
    modules,
    pools,
    quality,
    scoring,
    tasks,
)

# One card and one note at a time: each wants both cores. Light work never waits for them, nor for what
# is reckoned over all records or read of files: that waits for its turn.
QUEUES = {"light": 4, "cards": 1, "voice": 1, "heavy": 1}
VERSION = "puer-1"  # fixed: another one would strand the jobs of the last release
POLL_SECONDS = 0.1
# Each queue asks its database that often, work or not: three of them at 0.1 kept a core 7 % busy.
QUEUE_SECONDS, HEAVY_SECONDS = 0.25, 2.0
BEAT_SECONDS = 10.0
PRUNE_BEATS = 360
STEP_BEATS = 30
LEARN_BEATS = 360
EACH_BEAT: tuple[Callable[[Actor], object], ...] = (
    tasks.remind_due,
    approvals.raise_overdue,
    erp.raise_due,
)
EACH_STEP: tuple[Callable[[Actor], object], ...] = (
    deals.raise_steps_if_due,
    contracts.watch_ends,
    dates.tell_dates,
    forecast.keep_forecasts,
    pools.recycle,
    duplicates.search_if_due,
    lifecycle.recompute_if_due,
    custom_fields.reckon_by_day,
    quality.reckon_if_due,
    files.read_unread,
)
_log = logging.getLogger("crm.worker")
_stop = threading.Event()


def run() -> None:
    """Work until told to stop (SIGTERM, SIGINT)."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop.set())
    import_all(jobs_package)
    database.give_way()
    DBOS(config=_configuration())
    DBOS.listen_queues(list(QUEUES))
    DBOS.launch()
    for name, at_once in QUEUES.items():
        seconds = HEAVY_SECONDS if name == "heavy" else QUEUE_SECONDS
        DBOS.register_queue(name, worker_concurrency=at_once, polling_interval_sec=seconds)
    threading.Thread(target=_beat, daemon=True).start()
    _relay()
    DBOS.destroy(workflow_completion_timeout_sec=0)


@DBOS.workflow(name="job")
def _workflow(public_id: str) -> None:
    _perform(public_id)


@DBOS.step(name="perform")
def _perform(public_id: str) -> None:
    started = jobs.begin(SYSTEM, public_id)
    if started is None:
        return
    if is_apart(started.name):
        apart.see_to(public_id, _stop)
    else:
        doing.do(started)


def _relay() -> None:
    """Hand every waiting job to its queue, once; DBOS takes the same id only once anyway."""
    feed, handed, first = Feed(), set[str](), True
    while not _stop.wait(POLL_SECONDS):
        try:
            # The feed takes its place before what waits is read: nothing falls between the two.
            told = "job" in feed.read(own=False)
            if not (first or told):
                continue
            first = False
            for public_id, name in jobs.waiting(SYSTEM):
                if public_id not in handed:
                    with SetWorkflowID(public_id):
                        DBOS.enqueue_workflow(queue_of(name), _workflow, public_id)
                    handed.add(public_id)
        except FeedLost:
            _log.warning("the database cannot be read; trying again")


def _raise(due: Sequence[Callable[[Actor], object]], off: frozenset[str]) -> None:
    """What is due, but for parts of the product that are switched off."""
    for do in due:
        if feature_of(do.__module__) not in off:
            do(SYSTEM)


def _beat() -> None:
    """Say regularly that the worker lives, and how its engines are."""
    beats = 0
    while not _stop.is_set():
        try:
            from crm_app.jobs.hosts import statuses  # noqa: PLC0415 - after the jobs were found

            health.beat(SYSTEM, statuses())
            if beats % PRUNE_BEATS == 0:
                prune()
            off = modules.features_off(SYSTEM)
            _raise(EACH_BEAT, off)
            if beats % STEP_BEATS == 0:
                _raise(EACH_STEP, off)
            if beats % LEARN_BEATS == 0:
                _raise((scoring.train_if_due,), off)
        except Exception:  # noqa: BLE001 - nor must a heartbeat
            _log.exception("no heartbeat")
        beats += 1
        _stop.wait(BEAT_SECONDS)


def _configuration() -> DBOSConfig:
    url = make_url(settings().database_url)
    shared: DBOSConfig = {
        "name": "puer",
        "executor_id": os.environ.get("CRM_WORKER_ID") or "worker-1",
        "application_version": VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "run_migrations": True,
        "log_level": "WARNING",
        "enable_otlp": False,
        "notification_listener_polling_interval_sec": 1.0,
    }
    if database.is_sqlite():
        path = settings().jobs_database
        return {
            **shared,
            "system_database_url": f"sqlite:///{path}",
            "system_database_engine": _sqlite(str(path)),
        }
    return {
        **shared,
        "system_database_url": url.set(drivername="postgresql").render_as_string(
            hide_password=False
        ),
    }


def _sqlite(path: str) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=15000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    return engine
