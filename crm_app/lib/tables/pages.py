"""Tables of web pages and of XML spreadsheets: what many programs write and call .xls."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from crm_app.lib.tables.encodings import encoding_of
from crm_app.lib.tables.face import MOST_COLUMNS, MOST_ROWS, Note, Unreadable

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)
_MOST = 100_000_000
_MOST_CELL = 100_000
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_TABLES = frozenset({"table"})
_BREAKS = frozenset({"br", "p", "div"})
_SILENT = frozenset({"script", "style", "comment"})


class Page:
    """The largest table of a page, read whole: such files are small."""

    format = "html"
    is_typed = False
    is_merged = False

    def __init__(self, path: Path) -> None:
        if path.stat().st_size > _MOST:
            raise Unreadable("tables.too_large", most=_MOST // 1_000_000)
        encoding, self.notes = _encoding(path)
        text = path.read_text(encoding, "replace")
        if _ENTITIES.search(text):
            raise Unreadable("tables.unsafe")
        reader = _Tables()
        reader.feed(text)
        reader.close()
        self.sheets = list(reader.names)
        self._rows = max(reader.tables, key=len, default=[])
        self.sheet = ""

    def records(self) -> Iterator[Sequence[str]]:
        """The rows of the table."""
        return iter(self._rows)


class _Tables(HTMLParser):
    """Gathers the rows of every table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.names: list[str] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, a row or a cell begins."""
        name = tag.rpartition(":")[2]
        given = {key.rpartition(":")[2]: value or "" for key, value in attrs}
        if name in _SILENT:
            self._silent += 1
        elif name in _TABLES:
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
        elif not self._open:
            return
        elif name in _ROWS:
            self._end_cell()
            self._new_row(_number(given.get("index"), 0))
        elif name in _CELLS:
            self._end_cell()
            self._new_cell(given)
        elif name in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One that is empty: a cell, a break."""
        self.handle_starttag(tag, attrs)
        if tag.rpartition(":")[2] in _SILENT | _CELLS | _ROWS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """A table or a cell ends."""
        name = tag.rpartition(":")[2]
        if name in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif name in _TABLES and self._open:
            self._end_cell()
            self._open.pop()
        elif name in _CELLS | _ROWS:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """What a cell says."""
        if self._cell is not None and not self._silent:
            self._cell.append(data[:_MOST_CELL])

    def _new_row(self, index: int) -> None:
        rows = self._open[-1]
        while len(rows) + 1 < min(index, len(rows) + 1_000):
            rows.append([])
        rows.append([])
        if len(rows) > MOST_ROWS:
            raise Unreadable("tables.too_many_rows", most=MOST_ROWS)

    def _new_cell(self, given: dict[str, str]) -> None:
        if not self._open[-1]:
            self._open[-1].append([])
        row = self._open[-1][-1]
        index = _number(given.get("index"), 0)
        if index:
            row += [""] * (min(index, MOST_COLUMNS + 1) - 1 - len(row))
        across = _number(given.get("mergeacross"), 0) + 1
        self._span = min(max(across, _number(given.get("colspan"), 1)), MOST_COLUMNS + 1)
        if len(row) > MOST_COLUMNS:
            raise Unreadable("tables.too_wide", most=MOST_COLUMNS)
        self._cell = []

    def _end_cell(self) -> None:
        if self._cell is None or not self._open or not self._open[-1]:
            self._cell = None
            return
        lines = (" ".join(line.split()) for line in "".join(self._cell).split("\n"))
        text = "\n".join(line for line in lines if line)
        self._open[-1][-1] += [text, *[""] * (self._span - 1)]
        self._cell, self._span = None, 1


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else otherwise


def _encoding(path: Path) -> tuple[str, list[Note]]:
    with path.open("rb") as file:
        start = file.read(4_096)
    found = _CHARSET.search(start)
    name = found[1].decode().lower() if found else ""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or not name:
        return encoding_of(path)
    name = "gb18030" if name.startswith("gb") else name
    try:
        path.read_text(name)
    except (LookupError, UnicodeDecodeError):
        return encoding_of(path)
    return name, [Note("tables.note.encoding", {"encoding": name.upper()})]
