"""The records of an xls file, looked through before a reader makes a dense table of them."""

import io
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from

from crm_app.lib.tables.face import Unreadable, check_size

_MOST_BYTES = 120_000_000
_BEGIN, _LOCKED, _SEVERAL = 0x0809, 0x002F, 0x00BD
# Numbers, texts, yes and no, formulas: what fills a cell.
_CELLS = frozenset({0x0006, 0x00FD, 0x00D6, 0x0203, 0x0204, 0x0205, 0x027E, _SEVERAL})


def check_old(path: Path) -> None:
    """Refuse an xls file that has a password, is broken, or whose cells lie too far apart."""
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("tables.too_large", most=_MOST_BYTES // 1_000_000)
    rows: set[int] = set()
    columns: set[int] = set()
    cells = 0
    for kind, data in _records(_stream(path)):
        if kind == _LOCKED:
            raise Unreadable("tables.encrypted")
        if kind == _BEGIN:
            _check(rows, columns, cells)
            rows, columns, cells = set(), set(), 0
        elif kind in _CELLS and len(data) >= 4:
            row, column = unpack_from("<HH", data)
            last = unpack_from("<H", data, len(data) - 2)[0] if kind == _SEVERAL else column
            rows.add(row)
            columns |= {column, last}
            cells += max(1, last - column + 1)
    _check(rows, columns, cells)


def _check(rows: set[int], columns: set[int], cells: int) -> None:
    if rows:
        check_size(max(rows) - min(rows) + 1, max(columns) + 1, cells)


def _stream(path: Path) -> bytes:
    import olefile  # noqa: PLC0415 - only those who read xls need it

    try:
        with olefile.OleFileIO(io.BytesIO(path.read_bytes())) as file:
            name = next(one for one in ("Workbook", "Book") if file.exists(one))
            return file.openstream(name).read()
    except Exception as wrong:
        raise Unreadable("tables.broken") from wrong


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(data):
        kind, size = unpack_from("<HH", data, place)
        yield kind, data[place + 4 : place + 4 + size]
        place += 4 + size
