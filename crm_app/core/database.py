"""The connection to the database, SQLite or PostgreSQL, configured once per process."""

import json
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Engine,
    any_,
    create_engine,
    event,
    func,
    literal,
    select,
)
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DataError

from crm_app.core.errors import Invalid

_engine: Engine | None = None
_manners: "_Manners | None" = None
_HELD_SECONDS, _REST_SECONDS = 0.5, 0.15


def configure(url: str) -> Engine:
    """Open the database at `url`; called by the app, the worker, the command line and tests."""
    global _engine, _manners
    if _engine is not None:
        _engine.dispose()
    _manners = None
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        # Last in, first out: the few connections that are enough keep their pages warm, and the
        # others hold none.
        _engine = create_engine(
            url,
            connect_args={"check_same_thread": False},
            pool_size=20,
            max_overflow=20,
            pool_use_lifo=True,
        )
        event.listen(_engine, "connect", _prepare_sqlite)
        event.listen(_engine, "begin", _begin_sqlite)
    else:
        if parsed.drivername == "postgresql":
            url = parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        _engine = create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=True)
    event.listen(_engine, "before_cursor_execute", _refuse_nul)
    event.listen(_engine, "handle_error", _refuse_unstorable)
    return _engine


def give_way() -> None:
    """For a process of background work: what people save comes in between two of its parcels.

    SQLite's lock has no queue: who waits for it asks every tenth of a second, and a process that writes
    one parcel after another would shut everybody out until all is done.
    """
    global _manners
    if is_sqlite():
        _manners = _Manners(engine())


class _Manners:
    """Rests when the lock was held for long, until everybody who waits must have asked once."""

    def __init__(self, of: Engine) -> None:
        self._held = 0.0
        self._began: float | None = None
        self._ended = 0.0
        event.listen(of, "commit", self._end)
        event.listen(of, "rollback", self._end)

    def rest(self) -> None:
        """Before the lock is asked for."""
        missing = _REST_SECONDS - (time.monotonic() - self._ended)
        if missing <= 0:
            self._held = 0.0
        elif self._held >= _HELD_SECONDS:
            time.sleep(missing)
            self._held = 0.0

    def begun(self) -> None:
        """The lock is ours."""
        self._began = time.monotonic()

    def _end(self, _: Any) -> None:
        if self._began is not None:
            self._ended = time.monotonic()
            self._held += self._ended - self._began
            self._began = None


def is_configured() -> bool:
    """Whether there is a database: some commands need none."""
    return _engine is not None


def engine() -> Engine:
    """The configured engine."""
    assert _engine is not None, "configure() comes first"
    return _engine


def is_sqlite() -> bool:
    """Whether the configured database is SQLite."""
    return engine().dialect.name == "sqlite"


def among(column: Any, values: Iterable[str] | Iterable[int]) -> ColumnElement[bool]:
    """Whether a column holds one of thousands of values: one parameter, and a statement that is known
    already, where each value by itself would cost more than to look it up."""
    wanted = list(values)
    if is_sqlite():
        each = func.json_each(json.dumps(wanted)).table_valued("value")
        return column.in_(select(each.c.value))
    return column == any_(literal(wanted, ARRAY(column.type)))


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    # Autocommit at the driver: the begin hook below decides between reading and writing.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "cache_size=-32768",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    # A writer takes its lock first: a read that turns into a write half-way could only fail.
    writes = connection.get_execution_options().get("writes", False)
    if not (writes and _manners):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        return
    _manners.rest()
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    _manners.begun()


def _refuse_nul(_: Any, __: Any, ___: str, values: Any, *____: Any) -> None:
    # PostgreSQL refuses it, SQLite stores it: a move from one to the other must not lose a row.
    for row in values if isinstance(values, list) else (values,):
        for value in row.values() if isinstance(row, dict) else row or ():
            if isinstance(value, str) and "\0" in value:
                raise Invalid("entry.unstorable")


def _refuse_unstorable(context: ExceptionContext) -> None:
    """A number too large or half a character is what was sent, not a fault of ours."""
    cause = context.original_exception
    kinds = (UnicodeEncodeError, OverflowError)
    if isinstance(cause, kinds) or isinstance(context.sqlalchemy_exception, DataError):
        raise Invalid("entry.unstorable") from cause
