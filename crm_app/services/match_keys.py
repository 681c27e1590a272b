"""Under which keys records are filed, so that one new one finds those it may be."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from itertools import repeat
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlmodel import Session, col, select

from crm_app.core.database import is_sqlite
from crm_app.core.search import kept_beside
from crm_app.lib.matching import keys_of, keys_of_many
from crm_app.models.customers import Contact, Customer
from crm_app.models.duplicates import MatchKey
from crm_app.models.leads import Lead
from crm_app.services.likeness import PLURAL, records

_BATCH = 500


@kept_beside(Contact)
@kept_beside(Customer)
@kept_beside(Lead)
def file_rows(session: Session, rows: Sequence[Any]) -> None:
    """File records under their keys; those in the recycle bin under none."""
    kind = str(rows[0].__tablename__)
    session.flush()
    living = [row.id for row in rows if row.deleted_at is None]
    for start in range(0, len(rows), _BATCH):
        put_keys(session, kind, [row.id for row in rows[start : start + _BATCH]], set(living))


def put_keys(session: Session, kind: str, ids: list[int], living: Collection[int]) -> None:
    """Make the keys of these records what they are now."""
    there = session.execute(
        select(MatchKey.record_id, MatchKey.key).where(
            col(MatchKey.kind) == kind, col(MatchKey.record_id).in_(ids)
        )
    )
    old = {(row.record_id, row.key) for row in there}
    known = records(session, kind, [one for one in ids if one in living])
    new = {
        (record_id, key)
        for record_id, record in known.items()
        for key in keys_of(PLURAL[kind], record)
    }
    gone = {record_id for record_id, _ in old - new}
    if gone:
        again = {pair for pair in new if pair[0] in gone}
        session.execute(
            delete(MatchKey).where(col(MatchKey.kind) == kind, col(MatchKey.record_id).in_(gone))
        )
        old = {pair for pair in old if pair[0] not in gone}
        new |= again
    wanted = [{"kind": kind, "key": key, "record_id": one} for one, key in sorted(new - old)]
    if wanted:
        session.execute(insert(MatchKey), wanted)


def put_fresh_keys(session: Session, kind: str, filed: Mapping[int, bytes | None]) -> None:
    """The keys of many records that are under none yet, in the order of the keys: inner id → its
    keys, eight bytes each, or none where they are to be found out."""
    import numpy as np  # noqa: PLC0415 - 20 MB that a process need not pay before

    told = dict(filed)
    unknown = sorted(one for one, keys in filed.items() if keys is None)
    for start in range(0, len(unknown), _BATCH):
        known = records(session, kind, unknown[start : start + _BATCH])
        found = keys_of_many(PLURAL[kind], list(known.values()))
        told |= {one: array("q", keys).tobytes() for one, keys in zip(known, found, strict=True)}
    there = {one: keys for one, keys in told.items() if keys}
    keys = np.frombuffer(b"".join(there.values()), np.int64)
    counts = [len(one) // 8 for one in there.values()]
    ids = np.repeat(np.fromiter(there, np.int64, len(there)), counts)
    order = np.argsort(keys, kind="stable")
    _put(session, kind, keys[order].tolist(), ids[order].tolist())


def _put(session: Session, kind: str, keys: Sequence[int], ids: Sequence[int]) -> None:
    link = session.connection()
    if not is_sqlite():
        rows = [
            {"kind": kind, "key": key, "record_id": one} for key, one in zip(keys, ids, strict=True)
        ]
        if rows:
            link.execute(postgresql_insert(MatchKey).on_conflict_do_nothing(), rows)
        return
    raw: Any = link.connection.driver_connection
    statement = "INSERT OR IGNORE INTO match_key (kind, key, record_id) VALUES (?, ?, ?)"
    raw.executemany(statement, zip(repeat(kind), keys, ids, strict=False))
