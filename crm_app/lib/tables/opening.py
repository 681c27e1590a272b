"""One door for every kind of file: what it is, where its table lies, how its columns are read."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from crm_app.lib.ids import is_id
from crm_app.lib.sheets import bare
from crm_app.lib.tables.columns import Columns, Reader
from crm_app.lib.tables.delimited import Delimited
from crm_app.lib.tables.face import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Note,
    Row,
    Source,
    Table,
    Typed,
    Unreadable,
)
from crm_app.lib.tables.heads import OWN, Head, find_head, own_head, told_apart
from crm_app.lib.tables.kinds import kind_of
from crm_app.lib.tables.litter import Litter
from crm_app.lib.tables.open_documents import OpenDocument
from crm_app.lib.tables.pages import Page
from crm_app.lib.tables.vcards import Vcards
from crm_app.lib.tables.workbooks import Workbook

_LOOKED_AT = 60
_STEP = 2_000
_MOST_NAMED = 20


def open_table(path: Path, _name: str = "", *, sheet: str = "") -> Table:
    """The table in a file, whatever it is called: its content decides, its name never; with `sheet`
    that sheet, else the fullest one. Raises `Unreadable`.
    """
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("tables.empty")
    if size > MOST_BYTES:
        raise Unreadable("tables.too_large", most=MOST_BYTES // 1_000_000)
    kind = kind_of(path)
    if kind == "vcf":
        return Vcards(path).table()
    return table_of(_source_of(path, kind, sheet))


def _source_of(path: Path, kind: str, sheet: str) -> Source:
    """The reader that a file's content asks for."""
    if kind == "csv":
        return Delimited(path)
    if kind in ("html", "xml"):
        return Page(path)
    return OpenDocument(path, sheet) if kind == "ods" else Workbook(path, kind, sheet)


def table_of(source: Source) -> Table:
    """Look a source through, from beginning to end, and decide how it is read."""
    start = list(itertools.islice(_checked(source), _LOOKED_AT))
    head = own_head(start) or find_head(start, merged=source.is_merged)
    if head is None:
        raise Unreadable("tables.empty")
    reading = _Reading(source, head)
    reading.look_through()
    if not reading.count:
        raise Unreadable("tables.only_head")
    return reading.table()


def _checked(source: Source) -> Iterator[Sequence[str]]:
    """The records, none too wide and not too many."""
    for number, record in enumerate(source.records(), 1):
        if len(record) > MOST_COLUMNS and any(record[MOST_COLUMNS:]):
            raise Unreadable("tables.too_wide", most=MOST_COLUMNS)
        if number > MOST_ROWS:
            raise Unreadable("tables.too_many_rows", most=MOST_ROWS)
        yield record


class _Reading:
    """A source on its way to a table."""

    def __init__(self, source: Source, head: Head) -> None:
        self.count = 0
        self._source, self._head = source, head
        self._width = len(head.names)
        self._filled = {place for place, name in enumerate(head.names) if name}
        self._litter = Litter(head.lines, len(self._filled))
        self._columns = Columns(head.names)
        self._ends_in_id = bool(head.names) and head.names[-1] == OWN
        self._is_own = self._ends_in_id
        self._notes: list[Note] = []
        self._left_out: dict[str, int] = {}
        self._uneven = 0

    def look_through(self) -> None:
        """The whole file once: which columns are filled, what they hold, what is no data."""
        step: list[list[str]] = []
        for number, cells in self._stripped():
            why = self._reason(cells)
            if why:
                self._leave_out(number, why)
                continue
            self.count += 1
            self._is_own = self._is_own and self._is_known(cells)
            if len(cells) > self._width and self._head.lines and any(cells[self._width :]):
                self._ragged(number)
            step.append(cells)
            if len(step) == _STEP:
                self._take(step)
                step = []
        self._take(step)

    def table(self) -> Table:
        """What was found."""
        names = self._names()
        readers, said = ({}, []) if self._is_own else self._columns.readers(names)
        notes = [*self._source.notes, *self._head_notes(), *self._notes, *said]
        if blank := self._left_out.get("blank", 0):
            notes.append(Note("tables.note.blank_rows", {"count": blank}))
        table = Table(self._source, list(names.values()), notes, self.count)
        table.is_own, table.left_out = self._is_own, self._left_out
        table.stream = lambda: self._rows(list(names), readers)
        return table

    def _stripped(self) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row after the head."""
        start = self._head.start + 1
        records = itertools.islice(_checked(self._source), start, None)
        if not self._source.is_typed:
            for number, record in enumerate(records, start + 1):
                yield number, [cell.strip() for cell in record]
            return
        for number, record in enumerate(records, start + 1):
            yield number, [one if type(one) is Typed else one.strip() for one in record]

    def _reason(self, cells: list[str]) -> str:
        """Why a row is left out; one with a record's id is that record, whatever else it says."""
        return "" if self._is_known(cells) else self._litter.reason(cells)

    def _is_known(self, cells: list[str]) -> bool:
        return self._ends_in_id and len(cells) == self._width and is_id(cells[-1])

    def _take(self, rows: list[list[str]]) -> None:
        width = max(map(len, rows), default=0)
        for place in range(width):
            if place not in self._filled and any(place < len(row) and row[place] for row in rows):
                self._filled.add(place)
        self._columns.widen(width)
        self._columns.add(rows)

    def _ragged(self, number: int) -> None:
        self._uneven += 1
        if self._uneven <= _MOST_NAMED:
            self._notes.append(Note("tables.note.ragged", row=number))

    def _leave_out(self, number: int, why: str) -> None:
        self._left_out[why] = self._left_out.get(why, 0) + 1
        if why != "blank" and self._left_out[why] <= _MOST_NAMED:
            self._notes.append(Note(f"tables.note.{why}", row=number))

    def _names(self) -> dict[int, str]:
        """Place → name of each column that has either a name or a value."""
        places = sorted(self._filled)
        given = self._head.names
        names = {place: bare(given[place]) if place < self._width else "" for place in places}
        return dict(zip(places, told_apart(names), strict=True))

    def _head_notes(self) -> list[Note]:
        notes = [Note("tables.note.title", row=place + 1) for place in self._head.titles]
        if not self._head.lines and not self._is_own:
            notes.append(Note("tables.note.no_head"))
        if len(self._head.lines) > 1:
            notes.append(Note("tables.note.two_lines", row=self._head.start))
        return notes

    def _rows(self, places: list[int], readers: Mapping[int, Reader]) -> Iterator[Row]:
        changes = [(at, readers[place]) for at, place in enumerate(places) if place in readers]
        last, width = places[-1] + 1, len(places)
        reason = self._reason if self._ends_in_id else self._litter.reason
        for number, found in self._stripped():
            if reason(found):
                continue
            cells = found
            if len(cells) < last:
                cells += [""] * (last - len(cells))
            if len(cells) != width:
                cells = [cells[place] for place in places]
            for at, change in changes:
                if type(cells[at]) is str:
                    cells[at] = change(cells[at])
            yield Row(number, [bare(one) if one[:1] == "'" else one for one in cells])
