"""Judged rows on their way into the table where they wait for somebody's word."""

from typing import Any

from sqlalchemy import insert

from crm_app.core.database import is_sqlite
from crm_app.core.work import Work
from crm_app.lib.ids import new_ids
from crm_app.models.imports import ImportRow
from crm_app.services.imports.desk import Judged
from crm_app.services.imports.reading import ENCODE

_EMPTY = {list: "[]", dict: "{}"}
_COLUMNS = (
    *("batch_id", "number", "cells", "read", "verdict", "reason", "reasons", "decision"),
    *("target", "target_version", "before", "record", "version", "outcome", "filed"),
)


def put_rows(work: Work, batch_id: int, rows: list[Judged]) -> None:
    """Inside a command: write judged rows."""
    link = work.session.connection()
    # Which record a row would be is known before anything is written, so that the writing is short.
    ids = new_ids(len(rows))
    if not is_sqlite():
        values = [_stored(batch_id, row, one) for row, one in zip(rows, ids, strict=True)]
        link.execute(insert(ImportRow), [dict(zip(_COLUMNS, one, strict=True)) for one in values])
        return
    raw: Any = link.connection.driver_connection
    marks = ", ".join("?" * len(_COLUMNS))
    statement = f"INSERT INTO import_row ({', '.join(_COLUMNS)}) VALUES ({marks})"  # noqa: S608
    raw.executemany(
        statement, [_ready(batch_id, row, one) for row, one in zip(rows, ids, strict=True)]
    )


def _stored(batch_id: int, row: Judged, record: str) -> tuple[Any, ...]:
    target = row.target
    code = row.reasons[0][1] if row.reasons else ""
    return (
        *(batch_id, row.number, row.cells, row.read, row.verdict, code, row.reasons, ""),
        *(target.public_id if target else "", target.version if target else 0, row.before),
        *(record, 0, "", row.filed),
    )


def _ready(batch_id: int, row: Judged, record: str) -> tuple[Any, ...]:
    """As `_stored`, as SQLite takes it: its JSON as text."""
    number_of, number, cells, read, verdict, code, reasons, decision, *target, before = _stored(
        batch_id, row, record
    )[:11]
    if row.packed is not None:
        packed = row.packed[0], row.packed[1] if "at" not in read else ENCODE(read)
    else:
        packed = _json(cells), _json(read)
    return (
        *(number_of, number, *packed, verdict, code, _json(reasons), decision, *target),
        *(_json(before), record, 0, "", row.filed),
    )


def _json(value: Any) -> str:
    return ENCODE(value) if value else _EMPTY[type(value)]
