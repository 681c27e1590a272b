"""Files that are archives of XML, looked through before anything unpacks them: how large they are in
truth, whether they define entities, what the cells of their sheets are.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crm_app.lib.tables.face import Unreadable, check_size

_MOST_PARTS = 5_000
_MOST_UNPACKED = 1_200_000_000
_MOST_PART = 800_000_000
_RATIO, _SMALL = 300, 20_000_000  # what unpacks to little may shrink to nothing
_STEP = 1 << 20
_TEXTS = (".xml", ".rels", ".vml")
_HEAD = 30
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
# Each with a beginning that is looked for fast: these look through hundreds of megabytes.
_PLACE = re.compile(rb"r=[\"']([A-Z]{1,4})\d")
_FAR = re.compile(rb"r=[\"'][A-Z]{1,4}(\d{5,})[\"']")
_ODD = re.compile(rb"r\s+=\s*[\"']|r=\s+[\"']")  # no program writes so; it would hide a place
_CELLS = (re.compile(rb"<c[\s>/]"), re.compile(rb"<\w+:c[\s>/]"))
_ROWS = (re.compile(rb"<row[\s>/]"), re.compile(rb"<\w+:row[\s>/]"))
_NUMBERS = re.compile(rb"row\b[^>]*?\sr=[\"'](\d+)[\"']")
_FORMULAS = (re.compile(rb"<f[\s>/]"), re.compile(rb"<\w+:f[\s>/]"))
_UNKNOWN = re.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>|<f\b[^>]*/></c>")
_STYLED = re.compile(rb'<c\s+r="([A-Z]{1,3})(\d+)"\s+s="(\d+)"')
_EDGE = 400  # no tag that is looked for is longer


@dataclass(slots=True)
class SheetFacts:
    """What a sheet of xlsx holds: its size, formulas, and which cells are percentages by their
    style: column letters → the rows.
    """

    cells: int = 0
    rows: int = 0
    columns: int = 0
    formulas: int = 0
    unknown: int = 0
    styled: dict[bytes, set[int]] = field(default_factory=dict)


class Archive:
    """An archive whose parts are unpacked a little at a time, and counted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(path) as archive:
                self.parts = {one.filename: one for one in archive.infolist()}
                many = len(archive.infolist()) > len(self.parts)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as wrong:
            raise Unreadable("tables.broken") from wrong
        if many or len(self.parts) > _MOST_PARTS:
            raise Unreadable("tables.bomb" if len(self.parts) > _MOST_PARTS else "tables.broken")
        self._check_sizes()

    def _check_sizes(self) -> None:
        """Refuse by what the archive says of itself, before anything is unpacked."""
        whole = 0
        for one in self.parts.values():
            if one.flag_bits & 1:
                raise Unreadable("tables.encrypted")
            whole += one.file_size
            too_dense = one.file_size > max(_SMALL, one.compress_size * _RATIO)
            if one.file_size > _MOST_PART or whole > _MOST_UNPACKED or too_dense:
                raise Unreadable("tables.bomb")

    def blocks(self, name: str) -> Iterator[bytes]:
        """A part, block by block; refuses one that is larger than the archive says."""
        one = self.parts[name]
        left = one.file_size
        for block in self._unpacked(one):
            left -= len(block)
            if left < 0:
                raise Unreadable("tables.bomb")
            yield block
        if left:
            raise Unreadable("tables.broken")

    def _unpacked(self, one: zipfile.ZipInfo) -> Iterator[bytes]:
        if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("tables.broken")
        unpack = zlib.decompressobj(-15) if one.compress_type == zipfile.ZIP_DEFLATED else None
        with self._path.open("rb") as file:
            file.seek(one.header_offset)
            head = file.read(_HEAD)
            if len(head) < _HEAD or head[:4] != b"PK\x03\x04":
                raise Unreadable("tables.broken")
            file.seek(
                int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1
            )
            left = one.compress_size
            try:
                while left and (packed := file.read(min(_STEP, left))):
                    left -= len(packed)
                    if unpack is None:
                        yield packed
                        continue
                    while packed:
                        yield unpack.decompress(packed, _STEP)
                        packed = unpack.unconsumed_tail
                if unpack is not None:
                    yield unpack.flush()
            except zlib.error as wrong:
                raise Unreadable("tables.broken") from wrong

    def read(self, name: str, most: int = 4_000_000) -> bytes:
        """The beginning of a part; b"" if there is no such part."""
        if name not in self.parts:
            return b""
        found = b""
        for block in self.blocks(name):
            found += block
            if len(found) >= most:
                break
        return found

    def check(self) -> None:
        """Unpack every part that a reader would, and refuse one that defines entities or lies."""
        for name in self.parts:
            if name.lower().endswith(_TEXTS) and not _SHEET.fullmatch(name):
                for block in _overlapping(self.blocks(name)):
                    if _ENTITIES.search(block):
                        raise Unreadable("tables.unsafe")

    def sheet_facts(self, name: str, percents: frozenset[int] = frozenset()) -> SheetFacts:
        """Look a sheet of xlsx through without reading its values; refuses what is too large."""
        facts = SheetFacts()
        columns: set[bytes] = set()
        for block in _overlapping(self.blocks(name)):
            if _ENTITIES.search(block):
                raise Unreadable("tables.unsafe")
            _look_at(block, facts, columns)
            if percents:
                _note_styles(block, percents, facts.styled)
            check_size(facts.rows, facts.columns, max(facts.cells, facts.rows * facts.columns // 8))
        check_size(facts.rows, facts.columns, facts.cells)
        return facts


def _look_at(block: bytes, facts: SheetFacts, columns: set[bytes]) -> None:
    """Count what a stretch of a sheet holds."""
    if _ODD.search(block):
        raise Unreadable("tables.broken")
    facts.cells += _count(_CELLS, block)
    facts.formulas += _count(_FORMULAS, block)
    facts.unknown += len(_UNKNOWN.findall(block)) if facts.formulas else 0
    found = _PLACE.findall(block)
    columns.update(found)
    if not found and facts.cells:  # cells need not say where they stand
        rows = _ROWS[0].split(block) if _ROWS[0].search(block) else _ROWS[1].split(block)
        facts.columns = max(facts.columns, *(_count(_CELLS, row) for row in rows))
    facts.columns = max([facts.columns, *map(place_of, columns)])
    # What a cell says of its place counts, and what its row says.
    told = [*map(int, _NUMBERS.findall(block)), *map(int, _FAR.findall(block))]
    facts.rows = max([facts.rows, *told]) if told else facts.rows + _count(_ROWS, block)


def _count(signs: Iterable[re.Pattern[bytes]], block: bytes) -> int:
    return sum(len(sign.findall(block)) for sign in signs)


def place_of(column: bytes) -> int:
    """B → 2."""
    place = 0
    for letter in column:
        place = place * 26 + letter - 64
    return place


def _note_styles(block: bytes, percents: frozenset[int], styled: dict[bytes, set[int]]) -> None:
    for column, row, style in _STYLED.findall(block):
        if int(style) in percents:
            styled.setdefault(column, set()).add(int(row))


def _overlapping(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks that end where a tag ends, so that none is cut in two."""
    rest = b""
    for block in blocks:
        whole = rest + block
        cut = whole.rfind(b"</c>", max(0, len(whole) - 65_536))
        cut = cut + 4 if cut >= 0 else whole.rfind(b"<", max(0, len(whole) - _EDGE))
        if cut <= 0:
            cut = len(whole)
        rest = whole[cut:]
        yield whole[:cut]
    if rest:
        yield rest
