"""What can be said of rows without the database: done by a second process beside the first."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from crm_app.lib.beside import Hands
from crm_app.lib.matching import keys_of_many
from crm_app.lib.tables import Row
from crm_app.services.imports.desk import Desk, Judged
from crm_app.services.imports.kinds import SIDES
from crm_app.services.imports.likeness import COMPANY_KEYS, as_record
from crm_app.services.likeness import PLURAL
from crm_app.services.match_keys import packed

CHUNK = 2500
# Another process takes a second to start.
WORTH = 8000
ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_Chunk = list[tuple[int, list[str]]]


def read_rows(desk: Desk, rows: Iterable[Row], count: int) -> Iterator[list[Judged]]:
    """Rows with what their cells mean and what they are known by, some at a time."""
    chunks = _chunks(iter(rows))
    with Hands(_reader, desk, beside=count > WORTH) as hands:
        for chunk, (found, firms) in hands.each(chunks):
            COMPANY_KEYS.update(firms)
            yield [
                Judged(number, cells, *some)
                for (number, cells), some in zip(chunk, found, strict=True)
            ]


def file_under(kind: str, rows: Sequence[Judged]) -> None:
    """Put onto rows what they will be filed under, where they are of a kind that is."""
    if kind in PLURAL:
        found = keys_of_many(PLURAL[kind], [as_record(kind, row.read) for row in rows])
        for row, keys in zip(rows, found, strict=True):
            row.filed = packed(keys)


def _chunks(rows: Iterator[Row]) -> Iterator[_Chunk]:
    while chunk := [(number, cells) for number, cells in islice(rows, CHUNK)]:
        yield chunk


def _reader(desk: Desk) -> Callable[[_Chunk], tuple[list[tuple[Any, ...]], dict[str, str]]]:
    """Reads chunks of rows, and says under which keys it has seen their companies."""
    side, kind, told = SIDES[desk.kind.name], desk.kind.record, set[str]()

    def read(chunk: _Chunk) -> tuple[list[tuple[Any, ...]], dict[str, str]]:
        rows = [desk.judge(number, cells) for number, cells in chunk]
        file_under(kind, rows)
        found = []
        for row in rows:
            keys, weak, packed = None, "", None
            if kind in PLURAL:  # what the others are known by has to be looked up
                keys, weak = side.keys(row.read), side.weak(row.read)
                packed = ENCODE(row.cells), ENCODE(row.read)
            found.append((row.read, row.faults, row.notes, weak, keys, row.filed, packed))
        return found, _firms(rows, told)

    return read


def _firms(rows: Sequence[Judged], told: set[str]) -> dict[str, str]:
    names = {
        row.read[name] for row in rows for name in ("company", "customer") if row.read.get(name)
    }
    fresh = names - told
    told |= fresh
    return {name: COMPANY_KEYS[name] for name in fresh}
