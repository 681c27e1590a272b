"""Under which keys records are filed, so that one new one finds those it may be."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlmodel import Session, col, select

from crm_app.core.database import is_sqlite
from crm_app.core.search import kept_beside
from crm_app.lib.matching import keys_of
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


def put_fresh_keys(session: Session, kind: str, ids: Collection[int]) -> None:
    """The keys of many records that are under none yet, in the order of the keys."""
    known: dict[int, dict[str, Any]] = {}
    some = sorted(ids)
    for start in range(0, len(some), _BATCH):
        known |= records(session, kind, some[start : start + _BATCH])
    fresh = sorted(
        (key, one) for one, record in known.items() for key in keys_of(PLURAL[kind], record)
    )
    link = session.connection()
    if not is_sqlite():
        rows = [{"kind": kind, "key": key, "record_id": one} for key, one in fresh]
        link.execute(postgresql_insert(MatchKey).on_conflict_do_nothing(), rows)
        return
    raw: Any = link.connection.driver_connection
    statement = "INSERT OR IGNORE INTO match_key (kind, key, record_id) VALUES (?, ?, ?)"
    raw.executemany(statement, ((kind, key, one) for key, one in fresh))
