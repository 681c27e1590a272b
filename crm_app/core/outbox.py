"""The outbox: what a transaction changed is a row of it; whoever listens is woken after commit."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import text
from sqlmodel import Session

from crm_app.core.database import is_sqlite
from crm_app.models.ledger import Change

CHANNEL = "crm_change"
BULK = "bulk"

_listeners: list[Callable[[], object]] = []


def on_commit(listener: Callable[[], object]) -> None:
    """Call `listener` (thread-safe, quick) after each commit of this process that announced something."""
    _listeners.append(listener)


def announce(
    session: Session,
    topics: Iterable[str],
    moment: datetime,
    *,
    together: bool = False,
    brought: Sequence[str] = (),
) -> bool:
    """Write the topics; PostgreSQL notifies other processes at commit. True if there were any.

    `together`: many records changed at once; a kind's topic then lists the ids of its records.
    `brought` are public ids of new records that nobody can watch yet: one more event, which lists
    them.
    """
    wanted = sorted(topics)
    if together:
        session.add_all(_listing(wanted, moment))
    else:
        session.add_all(Change(topic=topic, at=moment) for topic in wanted)
    if brought:
        session.add(Change(topic=BULK, at=moment, ids=list(brought)))
    session.flush()
    if wanted and not is_sqlite():
        session.connection().execute(text("SELECT pg_notify(:c, '')"), {"c": CHANNEL})
    return bool(wanted)


def _listing(topics: Iterable[str], moment: datetime) -> list[Change]:
    ids: dict[str, list[str]] = {}
    for topic in topics:
        kind, _, public_id = topic.partition(":")
        ids.setdefault(kind, []).extend([public_id] if public_id else [])
    return [Change(topic=kind, at=moment, ids=listed) for kind, listed in ids.items()]


def wake() -> None:
    """Tell this process's listeners that the outbox has grown."""
    for listener in _listeners:
        listener()
