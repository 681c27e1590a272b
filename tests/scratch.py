"""A database for each test: empty, or as something common has filled it, without filling anew."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, LiteralString, Protocol
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from crm_app.core import database, migrate

Fill = Callable[[Engine], Any]

NUMBERS = (
    "SELECT format('%I', sequencename) AS name, last_value FROM pg_sequences"
    " WHERE schemaname = 'public' AND last_value IS NOT NULL"
)
FROM_ONE = f"SELECT setval(name::regclass, 1, false) FROM ({NUMBERS}) AS used"
GO_ON = (
    "SELECT setval(name::regclass, last) FROM unnest(%s::text[], %s::bigint[]) AS kept(name, last)"
)
# Indexes that a test's own custom fields have brought.
BROUGHT = "SELECT indexname FROM pg_indexes WHERE indexname ~ '^ix_custom_(customer|contact|lead|deal|quote)_'"
# A server for an hour: what a power cut would cost is nothing, and waiting for the disk is most
# of what a small test would do.
HASTE = ("fsync", "synchronous_commit", "full_page_writes")


class Scratch(Protocol):
    """Where tests get their databases from."""

    def empty(self, folder: Path) -> str:
        """The address of a migrated database without rows."""
        ...

    def keep(self, name: str) -> None:
        """Remember the configured database as it is, under `name`."""
        ...

    def copy(self, name: str, folder: Path) -> str:
        """The address of a copy of what was kept under `name`."""
        ...


class SqliteScratch:
    """Files, copied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        engine = database.configure(f"sqlite:///{folder / 'empty.db'}")
        migrate.upgrade()
        self.keep("empty")
        engine.dispose()

    def empty(self, folder: Path) -> str:
        return self.copy("empty", folder)

    def keep(self, name: str) -> None:
        with database.engine().connect() as link:
            link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        source = Path(database.engine().url.database or "")
        if source != self._file(name):
            shutil.copy(source, self._file(name))

    def copy(self, name: str, folder: Path) -> str:
        shutil.copy(self._file(name), folder / "crm.db")
        return f"sqlite:///{folder / 'crm.db'}"

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.db"


class PostgresScratch:
    """One database on the server at `base`; what is kept of it is its rows.

    To make a database and to drop it costs a hundred times what it costs to take out the few
    rows that a test has left.
    """

    def __init__(self, base: str) -> None:
        self._base = make_url(base)
        self._kept: dict[str, dict[str, bytes]] = {}  # rows by table
        self._numbers: dict[str, list[Any]] = {}  # sequences and their last numbers
        for setting in HASTE:
            self._on_server("ALTER SYSTEM SET {} = off", setting)
        self._on_server("SELECT pg_reload_conf()")
        self._make()

    def empty(self, folder: Path) -> str:
        try:
            self._take_rows_out()
        except psycopg.errors.LockNotAvailable:  # a test has left a transaction open
            self._link.close()
            self._make()
        return self._address(self._name)

    def keep(self, name: str) -> None:
        self._kept[name] = {table: _copied(self._link, table) for table in self._filled()}
        self._numbers[name] = self._link.execute(NUMBERS).fetchall()

    def copy(self, name: str, folder: Path) -> str:
        address = self.empty(folder)
        for table, rows in self._kept[name].items():
            with self._link.cursor().copy(_on("COPY {} FROM STDIN", table)) as target:
                target.write(rows)
        if self._numbers[name]:
            self._link.execute(
                GO_ON, [list(each) for each in zip(*self._numbers[name], strict=True)]
            )
        return address

    def _make(self) -> None:
        self._name = f"t{uuid4().hex}"
        self._on_server("CREATE DATABASE {}", self._name)
        engine = database.configure(self._address(self._name))
        migrate.upgrade()
        engine.dispose()
        # One connection for all tests: what it asks between two of them is planned once.
        self._link = self._connect(self._name)
        self._link.execute("SET lock_timeout = '2s'")
        self._link.execute("SET session_replication_role = replica")  # rows in any order
        found = self._link.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        self._tables = [name for (name,) in found if name != "alembic_version"]

    def _take_rows_out(self) -> None:
        for table in self._filled():
            self._link.execute(_on("DELETE FROM {}", table))
        self._link.execute(FROM_ONE)
        for (index,) in self._link.execute(BROUGHT).fetchall():
            self._link.execute(_on("DROP INDEX {}", index))

    def _filled(self) -> list[str]:
        asks = [
            sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})").format(name, sql.Identifier(name))
            for name in self._tables
        ]
        found = self._link.execute(sql.SQL(" UNION ALL ").join(asks), prepare=True)
        return [name for (name,) in found]

    def _on_server(self, statement: LiteralString, *names: str) -> None:
        with self._connect("postgres") as link:
            link.execute(_on(statement, *names))

    def _connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(self._address(name, "postgresql"), autocommit=True)

    def _address(self, name: str, driver: str = "postgresql+psycopg") -> str:
        return self._base.set(drivername=driver, database=name).render_as_string(False)


def _on(statement: LiteralString, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))


def _copied(link: psycopg.Connection, table: str) -> bytes:
    with link.cursor().copy(_on("COPY {} TO STDOUT", table)) as rows:
        return b"".join(rows)
