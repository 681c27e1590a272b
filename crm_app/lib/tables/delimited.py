"""Text with a mark between the cells: which mark, how cells are quoted, and its records."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_app.lib.tables.encodings import encoding_of
from crm_app.lib.tables.face import MOST_LINE, Note, Unreadable
from crm_app.lib.tables.heads import own_head

_MARKS = (",", "\t", ";", "|", "\x1f", "\x01", "^", "~", "，", "；", "¦", "§", ":")
_SEP = re.compile(r"^\"?sep=(.)\"?\s*$", re.IGNORECASE)
_STRANGE = re.compile("[\x00\ud800-\udfff]")
_NULL = re.compile(r"(?<![^,;\t|])\\N(?=[,;\t|\r\n]|$)")
_SAMPLED, _MOST_SAMPLED = 400, 1_500_000
_MOST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are told apart."""

    mark: str
    quote: str = '"'
    escape: str = ""

    def options(self) -> dict[str, Any]:
        """What `csv.reader` takes."""
        if not self.quote:
            return {"delimiter": self.mark, "quoting": csv.QUOTE_NONE}
        if self.escape:
            return {"delimiter": self.mark, "escapechar": self.escape, "doublequote": True}
        return {"delimiter": self.mark, "quotechar": self.quote}


class Delimited:
    """A csv, tsv or any other such file; a line that names its mark (`sep=;`) is obeyed."""

    format = "csv"
    sheet = ""
    is_typed = is_merged = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self.sheets: list[str] = []
        self.encoding, self.notes = encoding_of(path)
        start = self._start()
        named = _SEP.match(start[0]) if start else None
        self._skip = 1 if named else 0
        self.dialect = _dialect(start[self._skip :], named[1] if named else "")
        self.notes.append(Note("tables.note.encoding", {"encoding": self.encoding.upper()}))
        self.notes.append(Note("tables.note.mark", {"mark": _shown(self.dialect.mark)}))

    def _start(self) -> list[str]:
        """Some lines, no more than are soon weighed."""
        found: list[str] = []
        size = 0
        with self._opened() as file:
            for line in itertools.islice(_lines(file), _SAMPLED):
                found.append(line)
                size += len(line)
                if size > _MOST_SAMPLED // 2:
                    break
        return found

    def _opened(self) -> io.TextIOWrapper:
        errors = "surrogateescape" if self.encoding == "utf-8" else "replace"
        return self._path.open(encoding=self.encoding, errors=errors, newline="")

    def records(self) -> Iterator[Sequence[str]]:
        """All records; where cells are not closed as they should be the file is refused."""
        with self._opened() as file:
            lines = _lines(file)
            for _ in range(self._skip):
                next(lines, "")
            before = csv.field_size_limit(_MOST_CELL)
            try:
                for _ in range(self._skip):
                    yield []
                clean = _without_nulls(_clean(lines)) if self.dialect.escape else _clean(lines)
                yield from csv.reader(clean, **self.dialect.options())
            except csv.Error as wrong:
                raise Unreadable("tables.broken") from wrong
            finally:
                csv.field_size_limit(before)


def _lines(file: io.TextIOWrapper) -> Iterator[str]:
    """Line by line, none of them endless."""
    while line := file.readline(MOST_LINE):
        if len(line) >= MOST_LINE:
            raise Unreadable("tables.line_endless")
        yield line


def _clean(lines: Iterable[str]) -> Iterator[str]:
    """Without what no cell can hold."""
    for line in lines:
        yield line if line.isascii() and "\x00" not in line else _STRANGE.sub(_mended, line)


def _without_nulls(lines: Iterable[str]) -> Iterator[str]:
    r"""Where backslashes escape, \N is what a database writes for nothing."""
    return (_NULL.sub("", line) if "\\N" in line else line for line in lines)


def _mended(found: re.Match[str]) -> str:
    return "" if found[0] == "\x00" else "\ufffd"


def _dialect(start: Sequence[str], named: str) -> Dialect:
    """The dialect under which most rows have the same number of cells, and more than one."""
    if named:
        return Dialect(named)
    for mark in (",", "\t"):
        if _is_own(start, Dialect(mark)):
            return Dialect(mark)
    text = "".join(start)
    if len(text) > _MOST_SAMPLED:  # no table has such lines: one look is enough to refuse it
        return Dialect(max(_MARKS[:4], key=text.count))
    tries = [Dialect(mark) for mark in _MARKS if mark in text]
    if '\\"' in text:
        tries += [Dialect(one.mark, escape="\\") for one in tries]
    tries += [Dialect(one.mark, quote="") for one in tries if one.quote and not one.escape]
    if re.search(r"(^|[,;\t|])'[^'\n]*[,;\t|][^'\n]*'", text, re.MULTILINE):
        tries += [Dialect(one.mark, quote="'") for one in list(tries) if one.quote == '"']
    scored = [(_score(start, one), -place) for place, one in enumerate(tries)]
    best = max(scored, default=(0.0, 0))
    return tries[-best[1]] if best[0] > 0 else Dialect(",")


def _is_own(start: Sequence[str], dialect: Dialect) -> bool:
    """Whether a file is one of this product's own, read so."""
    try:
        rows = list(itertools.islice(csv.reader(start, **dialect.options()), 2))
    except csv.Error:
        return False
    return own_head(rows) is not None


def _score(start: Sequence[str], dialect: Dialect) -> float:
    try:
        rows = [row for row in csv.reader(start, **dialect.options()) if any(row)]
    except csv.Error:
        return 0.0
    if not rows:
        return 0.0
    sizes = Counter(len(row) for row in rows)
    usual, often = max(sizes.items(), key=lambda one: (one[1] * (one[0] > 1), one[0]))
    if usual < 2:
        return 0.0
    score = often / len(rows) * (1 - 0.5 / usual)
    cells = [cell for row in rows for cell in row if cell]
    # A cell of many lines, or one that keeps a quotation mark, was cut in the wrong place.
    odd = sum(cell.count("\n") > 20 for cell in cells) * 10
    odd += sum(_is_torn(cell, dialect.quote) for cell in cells)
    if dialect.mark == ":":
        score *= 0.3
    return score * (1 - min(0.9, 3 * odd / len(cells))) if cells else 0.0


def _is_torn(cell: str, quote: str) -> bool:
    outer = '"' if quote != "'" else "'"
    return cell.startswith(outer) != cell.endswith(outer) or (
        not quote and len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    )


def _shown(mark: str) -> str:
    return {"\t": "Tab", " ": "␣", "\x1f": "US", "\x01": "SOH"}.get(mark, mark)
