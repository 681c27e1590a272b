"""One at a time: what must not happen twice at once, on any database."""

import zlib

from sqlalchemy import text

from crm_app.core.database import is_sqlite
from crm_app.core.work import Work


def one_at_a_time(work: Work, name: str) -> None:
    """Wait until no other transaction holds `name`, and hold it until this one ends.

    For commands: on SQLite a command is alone already.
    """
    if not is_sqlite():
        work.session.connection().execute(
            text("SELECT pg_advisory_xact_lock(:space, :name)"),
            {"space": 7_212, "name": zlib.crc32(name.encode()) - 2**31},
        )
