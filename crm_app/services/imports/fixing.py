"""Putting rows right before anything is written: a cell, or many rows at once."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import col, select, update

from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.imports import ImportBatch, ImportRow, ImportState, Verdict
from crm_app.services.imports import judging
from crm_app.services.imports.batches import find_batch, go, side_of
from crm_app.services.imports.checking import count
from crm_app.services.imports.desk import Desk, Judged
from crm_app.services.imports.judging import Seen, differences
from crm_app.services.imports.kinds import Side
from crm_app.services.imports.reading import file_under

AT_ONCE = 5000
_DECISIONS = ("skip", "new", "merge", "")
_FIXABLE = (Verdict.DUPLICATE.value, Verdict.JUNK.value)


@command(Permission.IMPORT)
def fix_cell(work: Work, public_id: str, number: int, column: str, value: str) -> None:
    """Another value in one cell; the row is judged again."""
    batch = find_batch(work, public_id, ImportState.READY)
    if column not in batch.columns:
        raise Invalid("imports.column_unknown", field="column", name=column[:60])
    rows = _numbered(work, batch, [number])
    if not rows:
        raise NotFound("imports.row_unknown")
    _set(rows, batch.columns.index(column), value)
    _judge_again(work, batch, rows)
    _done(work, batch)


@command(Permission.IMPORT)
def set_values(
    work: Work, public_id: str, column: str, value: str, verdict: str = "", code: str = ""
) -> int:
    """The same value in one cell of all rows with this verdict and reason; returns how many."""
    batch = find_batch(work, public_id, ImportState.READY)
    if column not in batch.columns:
        raise Invalid("imports.column_unknown", field="column", name=column[:60])
    rows = _group(work, batch, verdict, code)
    _set(rows, batch.columns.index(column), value)
    _judge_again(work, batch, rows)
    _done(work, batch)
    return len(rows)


@command(Permission.IMPORT)
def decide(
    work: Work,
    public_id: str,
    decision: str,
    numbers: Sequence[int] = (),
    verdict: str = "",
    code: str = "",
) -> int:
    """What becomes of rows, by number or of all with this verdict and reason: skip, take as new,
    merge into what they repeat; empty takes it back. Returns how many."""
    batch = find_batch(work, public_id, ImportState.READY)
    if decision not in _DECISIONS:
        raise Invalid("imports.decision_unknown", field="decision")
    if decision == "skip" and not numbers:
        done = _skip_all(work, batch, verdict, code)
    else:
        rows = _numbered(work, batch, numbers) if numbers else _group(work, batch, verdict, code)
        done = _decide(work, batch, decision, rows)
    _done(work, batch)
    return done


def _decide(work: Work, batch: ImportBatch, decision: str, rows: list[ImportRow]) -> int:
    if decision == "":
        _judge_again(work, batch, rows)
        return len(rows)
    if decision == "skip":
        for row in rows:
            row.decision = "skip"
        return len(rows)
    chosen = [row for row in rows if row.verdict in _FIXABLE]
    if not chosen:
        raise Conflict("imports.decision_unknown")
    if decision == "merge":
        return _merge(work, batch, chosen)
    for row in chosen:
        row.verdict, row.decision, row.target = Verdict.NEW.value, "new", ""
    return len(chosen)


def _merge(work: Work, batch: ImportBatch, rows: list[ImportRow]) -> int:
    """What a row has more than the record, or than the row before it, is added there."""
    side, done = side_of(batch), 0
    targets = [f"id:{row.target}" for row in rows if row.target]
    known = side.find(work, targets) if targets else {}
    stored = side.current(work, [one[0].key for one in known.values()])
    for row in rows:
        found = known.get(f"id:{row.target}")
        if found is not None:
            read = {name: value for name, value in row.read.items() if name != "id"}
            row.before = differences(side, stored[found[0].key], read, batch.options)
            row.verdict = (Verdict.UPDATE if row.before else Verdict.SAME).value
            row.decision, row.target_version = "merge", found[0].version
            done += 1
        elif row.reasons and row.reasons[0][1] == "imports.in_file":
            done += _merge_into_row(work, batch, side, row)
    return done


def _merge_into_row(work: Work, batch: ImportBatch, side: Side, row: ImportRow) -> int:
    first = _numbered(work, batch, [int(row.reasons[0][2]["number"])])
    if not first:
        return 0
    merged = dict(first[0].read)
    for name, value in row.read.items():
        if name in side.many:
            had = merged.get(name, [])
            merged[name] = [*had, *(one for one in value if one not in had)]
        else:
            merged.setdefault(name, value)
    first[0].read, first[0].filed = merged, None
    row.decision = "skip"
    return 1


def _skip_all(work: Work, batch: ImportBatch, verdict: str, code: str) -> int:
    chosen = _places(batch, verdict, code)
    done = work.session.exec(
        update(ImportRow)
        .where(*chosen, col(ImportRow.decision) == "")
        .values(decision="skip")
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)


def _group(work: Work, batch: ImportBatch, verdict: str, code: str) -> list[ImportRow]:
    found = select(ImportRow).where(*_places(batch, verdict, code)).order_by(col(ImportRow.number))
    rows = list(work.session.exec(found.limit(AT_ONCE + 1)))
    if len(rows) > AT_ONCE:
        raise Conflict("imports.too_many_at_once", most=AT_ONCE)
    return rows


def _places(batch: ImportBatch, verdict: str, code: str) -> list[Any]:
    if verdict not in {one.value for one in Verdict}:
        raise Invalid("imports.decision_unknown", field="verdict")
    chosen = [col(ImportRow.batch_id) == batch.id, col(ImportRow.verdict) == verdict]
    return [*chosen, col(ImportRow.reason) == code] if code else chosen


def _numbered(work: Work, batch: ImportBatch, numbers: Iterable[int]) -> list[ImportRow]:
    found = select(ImportRow).where(
        col(ImportRow.batch_id) == batch.id, col(ImportRow.number).in_(list(numbers)[:AT_ONCE])
    )
    return list(work.session.exec(found.order_by(col(ImportRow.number))))


def _set(rows: Sequence[ImportRow], place: int, value: str) -> None:
    for row in rows:
        cells = [*row.cells, *[""] * (place + 1 - len(row.cells))]
        cells[place] = value[:4000].replace("\0", "")
        row.cells = cells


def _judge_again(work: Work, batch: ImportBatch, rows: Sequence[ImportRow]) -> None:
    """As when the file was read, against the rows that would come in as they stand now."""
    side = side_of(batch)
    desk = Desk(work, batch.kind, batch.columns, batch.mapping, batch.options)
    judged = [desk.judge(row.number, row.cells) for row in rows]
    file_under(desk.kind.record, judged)
    seen = Seen()
    for one in judged:
        _see_others(work, batch, side, one, seen)
    judging.judge(work, desk, side, judged, seen)
    for row, one in zip(rows, judged, strict=True):
        row.read, row.verdict, row.reasons = one.read, one.verdict, one.reasons
        row.filed = one.filed
        row.reason = one.reasons[0][1] if one.reasons else ""
        row.before, row.decision = one.before, ""
        row.target = one.target.public_id if one.target else ""
        row.target_version = one.target.version if one.target else 0


def _see_others(work: Work, batch: ImportBatch, side: Side, one: Judged, seen: Seen) -> None:
    """Rows of the file with one of its keys, found by how values stand in what was read."""
    if side.grouped:
        return
    for key in side.keys(one.read):
        value = key.partition(":")[2]
        sought = json.dumps(value, ensure_ascii=False)
        found = select(ImportRow.number, ImportRow.read).where(
            col(ImportRow.batch_id) == batch.id,
            col(ImportRow.number) != one.number,
            col(ImportRow.verdict).in_((Verdict.NEW.value, Verdict.UPDATE.value)),
            cast(col(ImportRow.read), String).contains(sought, autoescape=True),
        )
        for number, read in work.session.exec(found.limit(5)):
            if key in side.keys(dict(read)):
                seen.keys.setdefault(key, (number, read.get("name", "")))


def _done(work: Work, batch: ImportBatch) -> None:
    count(work, batch)
    go(work, batch, ImportState.READY)
