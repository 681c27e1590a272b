"""The words of a file, as much of them as search can use; its content says what it is, its name never.

PDF, documents and slides of the two office families, tables, plain text. Pictures and sounds have none.
"""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from crm_app.lib.tables import open_table
from crm_app.lib.tables.archives import Archive
from crm_app.lib.tables.encodings import encoding_of
from crm_app.lib.tables.face import Unreadable

MOST = 100_000
_PAGES, _PARTS, _BYTES = 300, 200, 16 * 1024 * 1024
_PLACES = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes)\.xml|ppt/slides/slide\d+\.xml"
)
_ENDS = re.compile(r"</(?:w|a|text):(?:p|h)>|<(?:w:br|w:tab|text:tab|text:line-break)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def text_of(path: Path) -> str:
    """The text of a file, lines of it; empty where it has none or none can be read."""
    with path.open("rb") as file:
        start = file.read(8)
    try:
        pieces = _pieces(path, start)
        return _first(pieces)
    except Unreadable:
        return ""


def _pieces(path: Path, start: bytes) -> Iterator[str]:
    if start.startswith(b"%PDF-"):
        return _of_pdf(path)
    if start.startswith(b"PK\x03\x04"):
        archive = Archive(path)
        named = [name for name in archive.parts if _PLACES.fullmatch(name)]
        if not named and b"opendocument.spreadsheet" not in _mime(archive):
            named = [name for name in ("content.xml",) if name in archive.parts]
        return _of_parts(archive, sorted(named)) if named else _of_table(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _of_table(path)
    return _of_plain(path)


def _first(pieces: Iterator[str]) -> str:
    """As much as is wanted, without what no database stores."""
    found, size = [], 0
    for piece in pieces:
        found.append(piece.replace("\0", ""))
        size += len(piece)
        if size >= MOST:
            break
    return "\n".join(found)[:MOST].encode("utf-8", "ignore").decode()


def _of_pdf(path: Path) -> Iterator[str]:
    import pypdfium2  # noqa: PLC0415 - a library in C, for whoever reads files

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:  # broken, or under a password
        return
    with document:
        for number in range(min(len(document), _PAGES)):
            yield document[number].get_textpage().get_text_range()


def _mime(archive: Archive) -> bytes:
    return b"".join(archive.blocks("mimetype"))[:200] if "mimetype" in archive.parts else b""


def _of_parts(archive: Archive, names: list[str]) -> Iterator[str]:
    for name in names[:_PARTS]:
        raw, size = [], 0
        for block in archive.blocks(name):
            raw.append(block)
            size += len(block)
            if size > _BYTES:
                break
        plain = _TAG.sub("", _ENDS.sub("\n", b"".join(raw).decode("utf-8", "replace")))
        yield html.unescape(plain)


def _of_table(path: Path) -> Iterator[str]:
    table = open_table(path)
    yield " ".join(table.columns)
    for row in table.rows():
        yield " ".join(cell for cell in row.cells if cell)


def _of_plain(path: Path) -> Iterator[str]:
    encoding, _ = encoding_of(path)
    with path.open(encoding=encoding, errors="replace") as file:
        yield file.read(MOST)
