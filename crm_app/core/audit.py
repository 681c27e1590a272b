"""The audit chain: every entry's hash covers its content and the hash before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session, col, select

from crm_app.core.database import is_sqlite
from crm_app.core.permissions import Actor
from crm_app.lib.clock import now
from crm_app.models.ledger import AuditAbout, AuditEntry, Setting

GENESIS = "0" * 64
# Never written to the chain: a hash of a password is still a secret.
SECRET_FIELDS = frozenset({"password_hash", "token_hash", "id_number"})
# The setting that says which entry is the last: of a chain alone nobody sees that its end is gone.
HEAD = "audit_head"
_CHAIN_LOCK = 7_212_006


def plain(value: Any) -> Any:
    """A value as the audit writes it: JSON only, the same on every database."""
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def append(
    session: Session,
    actor: Actor,
    action: str,
    record: str,
    changes: dict[str, Any],
    *,
    about: Iterable[str] = (),
) -> None:
    """Write the next entry of the chain, inside the caller's transaction. `about`: the public ids
    of the many records that it is about beside its own."""
    entry = _next(session, actor, action, record)
    entry.changes = changes
    entry.hash = digest(entry)
    session.add(entry)
    session.flush()
    _note_head(session, entry)
    found = [{"entry_id": entry.id, "public_id": one} for one in about]
    if found:
        session.connection().execute(insert(AuditAbout), found)


def append_ready(session: Session, actor: Actor, action: str, record: str, changes: str) -> None:
    """As `append`, where the changes are canonical JSON already: of a thousand records at once."""
    entry = _next(session, actor, action, record)
    around = canonical({**_content(entry), "changes": 0})
    # No text of the entry can hold these letters: its quotation marks would be escaped.
    whole = around.replace('"changes":0,', f'"changes":{changes},', 1)
    entry.hash = hashlib.sha256(whole.encode()).hexdigest()
    session.add(entry)
    session.flush()
    value = ":changes" if is_sqlite() else "CAST(:changes AS json)"
    put = text(f"UPDATE audit_entry SET changes = {value} WHERE id = :id")  # noqa: S608
    session.connection().execute(put, {"changes": changes, "id": entry.id})
    session.expunge(entry)
    _note_head(session, entry)


def canonical(value: Any) -> str:
    """JSON as it is hashed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(entry: AuditEntry) -> str:
    """SHA-256 of an entry's canonical JSON, `previous` included."""
    return hashlib.sha256(canonical(_content(entry)).encode()).hexdigest()


def _next(session: Session, actor: Actor, action: str, record: str) -> AuditEntry:
    if not is_sqlite():  # SQLite has one writer already
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:k)"), {"k": _CHAIN_LOCK})
    newest = select(AuditEntry.hash).order_by(col(AuditEntry.id).desc()).limit(1)
    return AuditEntry(
        at=now(),
        actor_id=actor.user_id,
        actor_name=actor.name[:120],
        action=action,
        record=record,
        previous=session.exec(newest).first() or GENESIS,
        hash="",
    )


def _note_head(session: Session, entry: AuditEntry) -> None:
    head = session.get(Setting, HEAD) or Setting(key=HEAD)
    head.value = {"id": entry.id, "hash": entry.hash}
    session.add(head)
    session.flush()


def _content(entry: AuditEntry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(timespec="microseconds"),
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "record": entry.record,
        "changes": entry.changes,
        "previous": entry.previous,
    }


def broken_entries(session: Session) -> Iterator[AuditEntry]:
    """Entries whose content or place in the chain does not fit, oldest first."""
    previous = GENESIS
    for entry in session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).yield_per(1000):
        if entry.previous != previous or entry.hash != digest(entry):
            yield entry
        previous = entry.hash


def missing_end(session: Session) -> tuple[int, int] | None:
    """The last entry that is there and the one that was last when it was written (ids), where they
    differ; 0 where there is none."""
    newest = select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(1)
    last = session.exec(newest).first()
    head = session.get(Setting, HEAD)
    wanted = head.value if head else {}
    if last is None and not wanted:
        return None
    if last is not None and (last.id, last.hash) == (wanted.get("id"), wanted.get("hash")):
        return None
    return (last.id or 0) if last else 0, int(wanted.get("id") or 0)
