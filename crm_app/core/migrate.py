"""Bring the database to the newest schema; safe to call at every start."""

import logging

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from crm_app.config import ROOT
from crm_app.core.database import engine


def alembic_config() -> Config:
    """Alembic's settings, without a file of their own."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade() -> None:
    """Run the migrations that are missing."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    command.upgrade(alembic_config(), "head")


def differences() -> list[object]:
    """Where models and database disagree; empty when a migration exists for everything."""
    with engine().connect() as connection:
        by_hand = {
            "include_object": lambda _o, name, *_: not (name or "").startswith("search_gram")
        }
        context = MigrationContext.configure(connection, opts=by_hand)
        return list(compare_metadata(context, SQLModel.metadata))
