"""Runs the migrations on the configured engine; the same scripts for SQLite and PostgreSQL."""

from alembic import context
from sqlmodel import SQLModel

from crm_app import models
from crm_app.core.database import engine
from crm_app.lib.discover import import_all

import_all(models)

# What migrations make by hand, because no model describes it.
BY_HAND = ("search_gram", "grams", "ix_search_doc_grams")


def _is_ours(_object: object, name: str | None, *_: object) -> bool:
    return not (name or "").startswith(BY_HAND)


with engine().connect() as plain:
    connection = plain.execution_options(writes=True)
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        include_object=_is_ours,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
