"""Sheets of xlsx and xls: values as they are stored, never reckoned."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from crm_app.lib.tables.archives import Archive, SheetFacts, place_of
from crm_app.lib.tables.face import Note, Unreadable
from crm_app.lib.tables.figures import hundredfold, text_of
from crm_app.lib.tables.old_workbooks import check_old

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LINK_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_MERGED_AT_MOST = 5_000


class Workbook:
    """One sheet of a workbook: the one that is named, else the one with most cells."""

    is_typed = True

    def __init__(self, path: Path, kind: str, sheet: str) -> None:
        self.format = kind
        self.notes: list[Note] = []
        self._percent: dict[int, set[int]] = {}
        facts = _Xlsx(path, self.notes).facts() if kind == "xlsx" else {}
        if kind == "xls":
            check_old(path)
        book = _book(path)
        self.sheets: list[str] = list(book.sheet_names)
        if sheet and sheet not in self.sheets:
            raise Unreadable("tables.sheet_unknown", sheet=sheet[:60])
        self.sheet = sheet or _fullest(book, facts)
        self._sheet = _read_sheet(book, self.sheet)
        book.close()
        if len(self.sheets) > 1:
            others = [one for one in self.sheets if one != self.sheet]
            self.notes.append(
                Note("tables.note.sheet", {"sheet": self.sheet, "others": "、".join(others[:20])})
            )
        self._note_facts(facts.get(self.sheet))
        self._merged = _merged(self._sheet)
        self._said: dict[int, str] = {}
        self.is_merged = bool(self._merged)
        if self.is_merged:
            self.notes.append(Note("tables.note.merged"))

    def _note_facts(self, facts: SheetFacts | None) -> None:
        if facts is None:
            return
        if facts.formulas:
            self.notes.append(Note("tables.note.formulas", {"count": facts.formulas}))
        if facts.unknown:
            self.notes.append(Note("tables.note.formulas_unknown", {"count": facts.unknown}))
        self._percent = {place_of(name) - 1: rows for name, rows in facts.styled.items()}
        if self._percent:
            self.notes.append(Note("tables.note.percent"))

    def records(self) -> Iterator[Sequence[str]]:
        """The rows from the sheet's first one on."""
        start = self._sheet.start
        if start is None:
            return
        down, across = start
        for _ in range(down):
            yield []
        left = [""] * across
        for number, row in enumerate(self._sheet.iter_rows(), down):
            cells = [*left, *map(text_of, row)]
            if number in self._merged:
                for place, value in self._filled(number, cells):
                    cells[place] = value
            for place, rows in self._percent.items():
                if number + 1 in rows and place < len(cells):
                    cells[place] = hundredfold(cells[place])
            yield cells

    def _filled(self, number: int, cells: list[str]) -> Iterator[tuple[int, str]]:
        """What merged cells of this row say: each of its rows says the same."""
        for place, top in self._merged[number]:
            if top == number:
                self._said[place] = cells[place] if place < len(cells) else ""
            elif place < len(cells) and not cells[place]:
                yield place, self._said.get(place, "")


def _book(path: Path) -> Any:
    # 2 MB that only those who read workbooks need.
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415

    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as locked:
        raise Unreadable("tables.encrypted") from locked
    except (CalamineError, OSError, ValueError) as wrong:
        raise Unreadable("tables.broken") from wrong
    except BaseException as wrong:  # a panic of the library is no Exception
        if isinstance(wrong, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise Unreadable("tables.broken") from wrong


def _read_sheet(book: Any, name: str) -> Any:
    try:
        sheet = book.get_sheet_by_name(name)
    except BaseException as wrong:
        if isinstance(wrong, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise Unreadable("tables.broken") from wrong
    return sheet


def _fullest(book: Any, facts: dict[str, SheetFacts]) -> str:
    """The sheet with most cells, of those that one sees; of equal ones the first."""
    sheets = [one for one in book.sheets_metadata if "Work" in str(one.typ)]
    seen = [one.name for one in sheets if str(one.visible).endswith(".Visible")]
    names = seen or [one.name for one in sheets] or book.sheet_names
    if not names:
        raise Unreadable("tables.empty")
    if len(names) == 1:
        return names[0]
    if facts:
        return max(names, key=lambda name: facts[name].cells if name in facts else 0)
    return max(names, key=lambda name: _filled_cells(_read_sheet(book, name)))


def _filled_cells(sheet: Any) -> int:
    return sum(cell not in ("", None) for row in sheet.iter_rows() for cell in row)


def _merged(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """Row → (column, first row) of the cells that span rows and are of one column's width."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:_MERGED_AT_MOST]:
        if left == right and 0 < bottom - top < 10_000:
            for number in range(top, bottom + 1):
                found.setdefault(number, []).append((left, top))
    return found


class _Xlsx:
    """What is to be known of an xlsx file before it is read: all of it is unpacked once, and thrown
    away.
    """

    def __init__(self, path: Path, notes: list[Note]) -> None:
        self._archive = Archive(path)
        self._archive.check()
        if any(name.startswith("xl/externalLinks/") for name in self._archive.parts):
            notes.append(Note("tables.note.links"))

    def facts(self) -> dict[str, SheetFacts]:
        """Name of a sheet → what it holds."""
        percents = self._percents()
        return {
            name: self._archive.sheet_facts(part, percents)
            for name, part in self._sheets().items()
            if part in self._archive.parts
        }

    def _sheets(self) -> dict[str, str]:
        """Name of a sheet → its part, as calamine finds it."""
        root = (
            _xml(self._archive.read("_rels/.rels"))
            if "_rels/.rels" in self._archive.parts
            else None
        )
        book = "xl/workbook.xml"
        for one in root if root is not None else ():
            if one.get("Type", "").endswith("/officeDocument"):
                book = one.get("Target", book).lstrip("/")
        folder = str(PurePosixPath(book).parent)
        links = f"{folder}/_rels/{PurePosixPath(book).name}.rels"
        targets = {
            one.get("Id", ""): _resolved(folder, one.get("Target", ""))
            for one in _xml(self._archive.read(links))
        }
        return {
            one.get("name", ""): targets.get(one.get(_LINK) or one.get(_LINK_STRICT) or "", "")
            for one in _xml(self._archive.read(book)).iter()
            if one.tag in (f"{_MAIN}sheet", f"{_STRICT}sheet")
        }

    def _percents(self) -> frozenset[int]:
        """The styles of cells that show percentages."""
        if "xl/styles.xml" not in self._archive.parts:
            return frozenset()
        root = _xml(self._archive.read("xl/styles.xml"))
        own = {
            one.get("numFmtId"): re.sub(r'"[^"]*"', "", one.get("formatCode", ""))
            for one in root.iter()
            if one.tag.endswith("}numFmt")
        }
        styles = next((one for one in root if one.tag.endswith("}cellXfs")), [])
        return frozenset(
            place
            for place, one in enumerate(styles)
            if one.get("numFmtId") in ("9", "10") or "%" in own.get(one.get("numFmtId"), "")
        )


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"


def _xml(text: bytes) -> ElementTree.Element:
    """The parts that say what is where: small, and without entities of their own (`Archive.check`)."""
    try:
        return ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as wrong:
        raise Unreadable("tables.broken") from wrong
