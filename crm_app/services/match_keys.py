"""Under which keys records are filed, so that one new one finds those it may be."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete
from sqlmodel import Session, SQLModel, col, select

from crm_app.core.bulk import put_rows
from crm_app.core.search import kept_beside
from crm_app.lib.matching import keys_of_many
from crm_app.models.customers import Contact, Customer
from crm_app.models.duplicates import MatchFiled
from crm_app.models.leads import Lead
from crm_app.services.likeness import PLURAL, records

_BATCH, _AT_ONCE = 500, 50_000
_KEYS: Any = SQLModel.metadata.tables["match_key"]
_PAIR = (
    _KEYS.c.kind == bindparam("of"),
    _KEYS.c.key == bindparam("under"),
    _KEYS.c.record_id == bindparam("whose"),
)


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
    known = records(session, kind, [one for one in ids if one in living])
    found = keys_of_many(PLURAL[kind], list(known.values()))
    new = {one: packed(sorted(keys)) for one, keys in zip(known, found, strict=True)}
    _change(session, kind, _filed(session, kind, ids), new)


def drop_keys(session: Session, kind: str, ids: Sequence[int]) -> None:
    """File records that are gone under nothing."""
    for start in range(0, len(ids), _BATCH):
        _change(session, kind, _filed(session, kind, ids[start : start + _BATCH]), {})


def put_fresh_keys(session: Session, kind: str, filed: Mapping[int, bytes | None]) -> None:
    """File many new records at once, in the order of the keys: inner id → its keys, eight bytes each,
    or none where they are to be found out. Who is filed by now was changed meanwhile, and stays so."""
    import numpy as np  # noqa: PLC0415 - 20 MB that a process need not pay before

    there = _filed_between(session, kind, filed)
    told = {one: keys for one, keys in filed.items() if keys is not None and one not in there}
    unknown = sorted(one for one, keys in filed.items() if keys is None and one not in there)
    for start in range(0, len(unknown), _BATCH):
        known = records(session, kind, unknown[start : start + _BATCH])
        found = keys_of_many(PLURAL[kind], list(known.values()))
        told |= {one: packed(keys) for one, keys in zip(known, found, strict=True)}
    keys = np.frombuffer(b"".join(told.values()), np.int64)
    counts = [len(one) // 8 for one in told.values()]
    ids = np.repeat(np.fromiter(told, np.int64, len(told)), counts)
    order = np.argsort(keys, kind="stable")
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        _insert(session, kind, zip(keys[some].tolist(), ids[some].tolist(), strict=True))
    _keep(session, kind, told)


def packed(keys: Iterable[int]) -> bytes:
    """Keys as they are kept beside a record."""
    return array("q", keys).tobytes()


def unpacked(kept: bytes) -> "array[int]":
    """The keys as numbers again."""
    found = array("q")
    found.frombytes(kept)
    return found


def _filed(session: Session, kind: str, ids: Sequence[int]) -> dict[int, bytes]:
    theirs = col(MatchFiled.kind) == kind, col(MatchFiled.record_id).in_(ids)
    found = session.execute(select(MatchFiled.record_id, MatchFiled.keys).where(*theirs))
    return {one: bytes(keys) for one, keys in found}


def _filed_between(session: Session, kind: str, ids: Collection[int]) -> set[int]:
    """Who of a run of inner ids is filed already."""
    if not ids:
        return set()
    one = col(MatchFiled.record_id)
    theirs = col(MatchFiled.kind) == kind, one >= min(ids), one <= max(ids)
    return set(session.execute(select(one).where(*theirs)).scalars())


def _change(
    session: Session, kind: str, old: Mapping[int, bytes], new: Mapping[int, bytes]
) -> None:
    changed = sorted(one for one in {*old, *new} if old.get(one) != new.get(one))
    before = {(key, one) for one in changed for key in unpacked(old.get(one, b""))}
    after = {(key, one) for one in changed for key in unpacked(new.get(one, b""))}
    _remove(session, kind, before - after)
    _insert(session, kind, sorted(after - before))
    if changed:
        theirs = col(MatchFiled.kind) == kind, col(MatchFiled.record_id).in_(changed)
        session.execute(delete(MatchFiled).where(*theirs))
    _keep(session, kind, {one: new[one] for one in changed if one in new})


def _remove(session: Session, kind: str, pairs: Collection[tuple[int, int]]) -> None:
    rows = [{"of": kind, "under": key, "whose": one} for key, one in pairs]
    if rows:
        session.connection().execute(delete(_KEYS).where(*_PAIR), rows)


def _insert(session: Session, kind: str, pairs: Iterable[tuple[int, int]]) -> None:
    rows = ((kind, *pair) for pair in pairs)
    put_rows(session, "match_key", ("kind", "key", "record_id"), rows, unless_there=True)


def _keep(session: Session, kind: str, filed: Mapping[int, bytes]) -> None:
    """What records are filed under, beside them."""
    rows = ((kind, one, keys) for one, keys in filed.items())
    put_rows(session, "match_filed", ("kind", "record_id", "keys"), rows)
