"""Rows held against the records that one sees, and against each other, as the search for duplicates
does it: what no number says for certain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, func, select, update

from crm_app.core.database import among
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib import matching
from crm_app.lib.matching import keys_of
from crm_app.models.imports import ImportRow, Verdict
from crm_app.services.imports.batches import find_batch, side_of
from crm_app.services.imports.desk import Judged
from crm_app.services.imports.kinds import Known, Side
from crm_app.services.imports.likeness import as_record
from crm_app.services.likeness import MODELS, PLURAL
from crm_app.services.likenesses import (
    is_anybody_filed,
    is_same,
    likes_of_many,
    pairs_with_keys,
)
from crm_app.services.match_keys import unpacked

# Of longer files the rows are compared that would be filed under one key; the search for
# duplicates finds the rest in the night.
MOST_COMPARED = 20_000
_TOLD, _AT_ONCE = 3, 5000


@dataclass(frozen=True, slots=True)
class Likeness:
    """A known record that a row may be about, and why, as codes."""

    known: Known
    why: tuple[str, ...]


def find_likes(
    work: Work, side: Side, rows: Sequence[Judged], known: Mapping[str, Any]
) -> dict[int, Likeness]:
    """Row number → the record that it may be, of rows of which no key says more."""
    kind = str(side.model.__tablename__)
    if kind not in MODELS or not is_anybody_filed(work, kind):
        return {}
    asked = [
        row
        for row in rows
        if not (row.faults or row.read.get("id") or any(key in known for key in row.keys or ()))
    ]
    keys = [_keys(kind, row) for row in asked]
    likes = likes_of_many(work, kind, keys, lambda at: as_record(kind, asked[at].read))
    found = {row.number: like for row, like in zip(asked, likes, strict=True) if like is not None}
    records = _known(work, side, {like.record_id for like in found.values()})
    return {
        number: Likeness(records[like.record_id], like.reasons[:_TOLD])
        for number, like in found.items()
    }


def _keys(kind: str, row: Judged) -> Sequence[int]:
    """What a row would be filed under, which whoever read it may have found out already."""
    if row.filed is not None:
        return unpacked(row.filed)
    return keys_of(PLURAL[kind], as_record(kind, row.read))


def _known(work: Work, side: Side, ids: set[int]) -> dict[int, Known]:
    model: Any = side.model
    columns = select(model.id, model.public_id, model.version, model.name)
    found = work.session.exec(columns.where(among(model.id, sorted(ids))))
    return {key: Known(key, *rest) for key, *rest in found}


@query(Permission.IMPORT)
def likes_in_file(work: Work, public_id: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Numbers of new rows that repeat another one, that one, and why."""
    batch = find_batch(work, public_id)
    kind = str(side_of(batch).model.__tablename__)
    if kind not in MODELS:
        return []
    new = col(ImportRow.batch_id) == batch.id, col(ImportRow.verdict) == Verdict.NEW.value
    many = select(func.count()).select_from(ImportRow).where(*new)
    count = work.session.exec(many).one()
    if count > MOST_COMPARED:
        return _by_keys(work, kind, new, count)
    fresh = select(ImportRow.number, ImportRow.read).where(*new)
    rows = work.session.exec(fresh.order_by(col(ImportRow.number))).all()
    found = matching.pairs(PLURAL[kind], [as_record(kind, dict(read)) for _, read in rows])
    numbers = [number for number, _ in rows]
    return _repeating(
        kind, [(numbers[one.a], numbers[one.b], one.score, one.reasons) for one in found]
    )


def _by_keys(
    work: Work, kind: str, new: tuple[Any, ...], people: int
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Of a long file: rows that would be filed under a telling key are compared, some at a time."""
    filed = select(ImportRow.number, ImportRow.filed).where(*new).order_by(col(ImportRow.number))
    pairs = pairs_with_keys(kind, work.session.exec(filed))
    found: list[tuple[int, int, float, tuple[str, ...]]] = []
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        read = _read(work, new, sorted({number for pair in some for number in pair}))
        place = {number: at for at, number in enumerate(read)}
        told = matching.compared_pairs(
            PLURAL[kind],
            [as_record(kind, one) for one in read.values()],
            [(place[a], place[b]) for a, b in some],
            people,
        )
        found += [(a, b, *one) for (a, b), one in zip(some, told, strict=True)]
    return _repeating(kind, found)


def _read(work: Work, new: tuple[Any, ...], numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    rows = select(ImportRow.number, ImportRow.read).where(*new, among(ImportRow.number, numbers))
    return {number: dict(one) for number, one in work.session.exec(rows)}


def _repeating(
    kind: str, found: Sequence[tuple[int, int, float, tuple[str, ...]]]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Of rows that are the same, all but the first: which repeats which, and why."""
    first: dict[int, int] = {}
    said = []
    for one, other, score, reasons in sorted(found):
        a, b = sorted((one, other))
        if b not in first and is_same(kind, score, reasons):
            first[b] = first.get(a, a)
            said.append((b, first[b], reasons[:_TOLD]))
    return said


@command(Permission.IMPORT)
def note_likes(
    work: Work, public_id: str, found: Sequence[tuple[int, int, tuple[str, ...]]]
) -> None:
    """These rows repeat others: they wait for somebody's word."""
    batch = find_batch(work, public_id)
    code = "imports.in_file"
    statement = (
        update(ImportRow)
        .where(col(ImportRow.batch_id) == batch.id, col(ImportRow.number) == bindparam("at"))
        .values(verdict=Verdict.DUPLICATE.value, reason=code, reasons=bindparam("said"))
    )
    rows = [
        {"at": number, "said": [["", code, {"number": other, "why": list(why)}]]}
        for number, other, why in found
    ]
    if rows:
        work.session.connection().execute(statement, rows)
