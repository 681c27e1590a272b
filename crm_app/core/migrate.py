"""Bring the database to the newest schema; safe to call at every start."""

import logging
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlmodel import SQLModel

from crm_app.config import ROOT
from crm_app.core.database import engine

if TYPE_CHECKING:
    from alembic.config import Config

_FOLDER = ROOT / "migrations"
# What of the search no model says: SQLite's index of pairs, PostgreSQL's column of them.
_PARTS = ("", "_data", "_idx", "_content", "_docsize", "_config")
_BY_HAND = {*(f"search_gram{part}" for part in _PARTS), "grams", "ix_search_doc_grams"}


def alembic_config() -> "Config":
    """Alembic's settings, without a file of their own."""
    from alembic.config import Config  # noqa: PLC0415 - heavy, and seldom needed

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("path_separator", "os")
    return config


def upgrade() -> None:
    """Run the migrations that are missing."""
    if _is_newest():
        return
    from alembic import command  # noqa: PLC0415 - heavy, and seldom needed

    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(alembic_config(), "head")


def _is_newest() -> bool:
    # A migration's file is named after its revision.
    newest = max(path.name.split("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*.py"))
    with engine().connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        stored = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        return list(stored) == [newest]


def differences() -> list[object]:
    """Where models and database disagree; empty when a migration exists for everything."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - for tests and doctors
    from alembic.migration import MigrationContext  # noqa: PLC0415

    with engine().connect() as connection:
        options = {"include_object": lambda _, name, *__: name not in _BY_HAND}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, SQLModel.metadata))
