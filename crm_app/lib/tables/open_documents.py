"""Sheets of ods: streamed by hand, as repeated cells must be counted before they are made, and a
percentage is told from a number by nothing but its type.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.parsers import expat

from crm_app.lib.tables.archives import Archive
from crm_app.lib.tables.face import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Note, Typed, Unreadable
from crm_app.lib.tables.figures import figure, hundredfold

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_SILENT = (f"{_OFFICE}annotation", f"{_TEXT}note")


class OpenDocument:
    """One sheet of an ods file: the one that is named, else the fullest."""

    format = "ods"
    is_typed = True
    is_merged = False

    def __init__(self, path: Path, sheet: str) -> None:
        self.notes: list[Note] = []
        self._archive = Archive(path)
        self._archive.check()
        if b"encryption-data" in self._archive.read("META-INF/manifest.xml"):
            raise Unreadable("tables.encrypted")
        if "content.xml" not in self._archive.parts:
            raise Unreadable("tables.broken")
        filled = self._filled()
        self.sheets = list(filled)
        if not filled:
            raise Unreadable("tables.empty")
        if sheet and sheet not in filled:
            raise Unreadable("tables.sheet_unknown", sheet=sheet[:60])
        self.sheet = sheet or max(filled, key=lambda name: filled[name])
        if len(filled) > 1:
            others = "、".join(one for one in self.sheets if one != self.sheet)
            self.notes.append(Note("tables.note.sheet", {"sheet": self.sheet, "others": others}))

    def _filled(self) -> dict[str, int]:
        """Name of a sheet → how many cells of it say something."""
        found: dict[str, int] = {}
        for name, row in self._all(None):
            found[name] = found.get(name, 0) + sum(map(bool, row))
        return found

    def records(self) -> Iterator[Sequence[str]]:
        """The rows of the sheet."""
        return (row for _, row in self._all(self.sheet))

    def _all(self, sheet: str | None) -> Iterator[tuple[str, list[str]]]:
        reader = _Reader(sheet)
        for block in self._archive.blocks("content.xml"):
            yield from reader.take(block)
        yield from reader.take(b"", last=True)


class _Reader:
    """Turns XML into rows, a block at a time."""

    def __init__(self, sheet: str | None) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._said
        self._wanted, self._name = sheet, ""
        self._rows: list[tuple[str, list[str]]] = []
        self._row: list[str] = []
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []
        self._blank = self._blank_rows = self._made = self._count = self._silent = 0
        self._repeat = 1

    def take(self, block: bytes, *, last: bool = False) -> Iterator[tuple[str, list[str]]]:
        """The rows that a block completes."""
        try:
            self._parser.Parse(block, last)
        except expat.ExpatError as wrong:
            raise Unreadable("tables.broken") from wrong
        rows, self._rows = self._rows, []
        return iter(rows)

    def _start(self, name: str, given: dict[str, Any]) -> None:
        if name == f"{_TABLE}table":
            self._name = given.get(f"{_TABLE}name", "")
            self._blank_rows = self._count = 0
        elif name in _SILENT:
            self._silent += 1
        elif name == f"{_TABLE}table-row":
            self._row, self._blank = [], 0
            self._repeat = _number(given.get(f"{_TABLE}number-rows-repeated"))
        elif name in _CELLS:
            self._cell, self._lines = given, []
        elif self._cell is not None and not self._silent:
            self._inside(name, given)

    def _inside(self, name: str, given: dict[str, Any]) -> None:
        if name == f"{_TEXT}p":
            self._lines.append("")
        elif name == f"{_TEXT}line-break" and self._lines:
            self._lines[-1] += "\n"
        elif name in (f"{_TEXT}s", f"{_TEXT}tab") and self._lines:
            self._lines[-1] += " " * min(_number(given.get(f"{_TEXT}c")), 100)

    def _said(self, text: str) -> None:
        if self._cell is not None and not self._silent and self._lines:
            self._lines[-1] += text

    def _end(self, name: str) -> None:
        if name in _SILENT:
            self._silent -= 1
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == f"{_TABLE}table-row" and self._wanted in (None, self._name):
            self._end_row()

    def _end_cell(self, given: dict[str, Any]) -> None:
        text = _value(given, "\n".join(self._lines))
        repeat = _number(given.get(f"{_TABLE}number-columns-repeated"))
        if not text:
            self._blank += repeat
            return
        if len(self._row) + self._blank + repeat > MOST_COLUMNS:
            raise Unreadable("tables.too_wide", most=MOST_COLUMNS)
        self._row += [*[""] * self._blank, *[text] * repeat]
        self._blank = 0

    def _end_row(self) -> None:
        if not self._row:  # blank ones at the end are as many as a sheet can hold
            self._blank_rows += self._repeat
            return
        made = self._blank_rows + self._repeat
        self._count += made
        self._made += self._repeat * len(self._row)
        if self._count > MOST_ROWS:
            raise Unreadable("tables.too_many_rows", most=MOST_ROWS)
        if self._made > MOST_CELLS:
            raise Unreadable("tables.too_many_cells", rows=self._count, columns=len(self._row))
        self._rows += [(self._name, [])] * self._blank_rows
        self._rows += [(self._name, self._row)] * self._repeat
        self._blank_rows = 0


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 1


def _value(given: dict[str, Any], text: str) -> str:
    kind = given.get(f"{_OFFICE}value-type", "")
    value = given.get(f"{_OFFICE}value", "")
    if kind in ("float", "currency", "percentage") and value:
        try:
            plain = Typed(figure(float(value)))
        except ValueError:
            return text
        return hundredfold(plain) if kind == "percentage" else plain
    if kind == "date":
        day = str(given.get(f"{_OFFICE}date-value", text))
        return Typed(day.removesuffix("T00:00:00").partition(".")[0])
    if kind == "boolean":
        return Typed(given.get(f"{_OFFICE}boolean-value", text))
    return text
