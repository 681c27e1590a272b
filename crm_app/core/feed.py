"""Reading the outbox: the topics that changed since the last look, from any process."""

from datetime import timedelta

from sqlalchemy import JSON, Connection, column, text
from sqlalchemy.exc import SQLAlchemyError

from crm_app.core.database import engine, is_sqlite
from crm_app.core.outbox import BULK
from crm_app.lib.clock import now


class FeedLost(Exception):
    """The database could not be read just now; a new feed may do better."""


KEPT = timedelta(hours=2)


class Feed:
    """A place in the outbox. Cheap to ask when nothing happened."""

    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._version: int | None = None
        self._seq: int | None = None

    def read(self, *, own: bool = True) -> set[str]:
        """Topics since the last call; the first call only takes its place.

        `own` says that this process has committed, which SQLite's change counter does not show.
        Raises `FeedLost`, after which the same feed may be asked again and misses nothing.
        """
        try:
            return self._read(own=own)
        except SQLAlchemyError as error:
            self.close()
            raise FeedLost from error

    def _read(self, *, own: bool) -> set[str]:
        connection = self._open()
        if self._seq is None:
            newest = connection.execute(text("SELECT coalesce(max(seq), 0) FROM change")).scalar()
            self._seq = int(newest or 0)
            connection.rollback()
            return set()
        if is_sqlite() and not self._moved(connection) and not own:
            return set()
        rows = connection.execute(
            text("SELECT seq, topic, ids FROM change WHERE seq > :seq ORDER BY seq").columns(
                column("seq"), column("topic"), column("ids", JSON)
            ),
            {"seq": self._seq},
        ).all()
        connection.rollback()
        if rows:
            self._seq = rows[-1][0]
        single = {topic for _, topic, _ in rows}
        listed = ((topic, ids) for _, topic, ids in rows if ids and topic != BULK)
        return single | {f"{topic}:{one}" for topic, ids in listed for one in ids}

    def close(self) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = engine().connect()
        return self._connection

    def _moved(self, connection: Connection) -> bool:
        version = connection.exec_driver_sql("PRAGMA data_version").scalar()
        connection.rollback()
        moved, self._version = version != self._version, version
        return moved


def prune() -> None:
    """Drop outbox rows that every reader has passed long ago."""
    with engine().connect().execution_options(writes=True) as connection:
        connection.execute(text("DELETE FROM change WHERE at < :at"), {"at": now() - KEPT})
        connection.commit()
