"""Rows held against the records that one sees, and against each other, as the search for duplicates
does it: what no number says for certain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select, update

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib import matching
from crm_app.models.imports import ImportRow, Verdict
from crm_app.services.imports.batches import find_batch, side_of
from crm_app.services.imports.desk import Judged
from crm_app.services.imports.kinds import Known, Side
from crm_app.services.imports.likeness import as_record
from crm_app.services.likeness import MODELS, PLURAL
from crm_app.services.likenesses import is_same, likes_of_many

# Of longer files the rows are compared with each other by their numbers alone; the search for
# duplicates finds the rest in the night.
MOST_COMPARED = 20_000
_TOLD = 3


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
    if kind not in MODELS:
        return {}
    asked = [
        row
        for row in rows
        if not (row.faults or row.read.get("id") or any(key in known for key in row.keys or ()))
    ]
    likes = likes_of_many(work, kind, [as_record(kind, row.read) for row in asked])
    found = {row.number: like for row, like in zip(asked, likes, strict=True) if like is not None}
    records = _known(work, side, {like.record_id for like in found.values()})
    return {
        number: Likeness(records[like.record_id], like.reasons[:_TOLD])
        for number, like in found.items()
    }


def _known(work: Work, side: Side, ids: set[int]) -> dict[int, Known]:
    model: Any = side.model
    columns = select(model.id, model.public_id, model.version, model.name)
    wanted, found = sorted(ids), dict[int, Known]()
    for start in range(0, len(wanted), 450):
        some = columns.where(col(model.id).in_(wanted[start : start + 450]))
        found |= {key: Known(key, *rest) for key, *rest in work.session.exec(some)}
    return found


@query(Permission.IMPORT)
def likes_in_file(work: Work, public_id: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Numbers of new rows that repeat another one, that one, and why; none of a very long file."""
    batch = find_batch(work, public_id)
    kind = str(side_of(batch).model.__tablename__)
    if kind not in MODELS:
        return []
    fresh = select(ImportRow.number, ImportRow.read).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.verdict) == Verdict.NEW.value
    )
    rows = work.session.exec(fresh.order_by(col(ImportRow.number)).limit(MOST_COMPARED + 1)).all()
    if len(rows) > MOST_COMPARED:
        return []
    first: dict[int, int] = {}
    found = []
    for one in matching.pairs(PLURAL[kind], [as_record(kind, dict(read)) for _, read in rows]):
        a, b = sorted((one.a, one.b))
        if b not in first and is_same(kind, one.score, one.reasons):
            first[b] = first.get(a, a)
            found.append((rows[b][0], rows[first[b]][0], one.reasons[:_TOLD]))
    return found


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
