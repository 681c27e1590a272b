"""Judged rows on their way into the table where they wait for somebody's word."""

from collections.abc import Sequence
from typing import Any

from crm_app.core import bulk
from crm_app.core.work import Work
from crm_app.lib.ids import new_ids
from crm_app.services.imports.desk import Judged
from crm_app.services.imports.reading import ENCODE

_EMPTY = {list: "[]", dict: "{}"}
_COLUMNS = (
    *("batch_id", "number", "cells", "read", "verdict", "reason", "reasons", "decision"),
    *("target", "target_version", "before", "record", "version", "outcome", "filed"),
)


def put_rows(work: Work, batch_id: int, rows: Sequence[Judged]) -> None:
    """Inside a command: write judged rows."""
    # Which record a row would be is known before anything is written, so that the writing is short.
    ids = new_ids(len(rows))
    stored = (_stored(batch_id, row, one) for row, one in zip(rows, ids, strict=True))
    bulk.put_rows(work.session, "import_row", _COLUMNS, stored)


def _stored(batch_id: int, row: Judged, record: str) -> tuple[Any, ...]:
    """A row with its JSON as text."""
    target, packed = row.target, row.packed
    code = row.reasons[0][1] if row.reasons else ""
    cells = packed[0] if packed else _json(row.cells)
    read = packed[1] if packed and "at" not in row.read else _json(row.read)
    return (
        *(batch_id, row.number, cells, read, row.verdict, code, _json(row.reasons), ""),
        *(target.public_id if target else "", target.version if target else 0),
        *(_json(row.before), record, 0, "", row.filed),
    )


def _json(value: Any) -> str:
    return ENCODE(value) if value else _EMPTY[type(value)]
