"""The connection to the database, SQLite or PostgreSQL, configured once per process."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

_engine: Engine | None = None


def configure(url: str) -> Engine:
    """Open the database at `url`; called by the app, the worker, the command line and tests."""
    global _engine
    if _engine is not None:
        _engine.dispose()
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        _engine = create_engine(
            url, connect_args={"check_same_thread": False}, pool_size=20, max_overflow=20
        )
        event.listen(_engine, "connect", _prepare_sqlite)
        event.listen(_engine, "begin", _begin_sqlite)
    else:
        if parsed.drivername == "postgresql":
            url = parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        _engine = create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=True)
    return _engine


def engine() -> Engine:
    """The configured engine."""
    assert _engine is not None, "configure() comes first"
    return _engine


def is_sqlite() -> bool:
    """Whether the configured database is SQLite."""
    return engine().dialect.name == "sqlite"


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
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
