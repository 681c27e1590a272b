"""What a file is, by what is in it: never by what it is called."""

import re
import zipfile
from pathlib import Path

from crm_app.lib.tables.face import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_KNOWN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"SQLite format 3", "sqlite"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
)
_CARD = re.compile(r"^\s*(?:item\d+\.)?BEGIN\s*:\s*VCARD", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(r"<(?:html|table|!doctype html|meta|body|style)\b", re.IGNORECASE)
_SHEETS_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_TEXTS = ("utf-8-sig", "utf-16")


def kind_of(path: Path) -> str:
    """csv, xlsx, xls, ods, vcf or html; refuses what is known to be something else."""
    with path.open("rb") as file:
        start = file.read(8_192)
    if start.startswith(b"PK"):
        return _archive(path)
    if start.startswith(_OLE):
        return _old(path)
    for sign, name in _KNOWN:
        if start.startswith(sign):
            raise Unreadable("tables.format_unknown", format=name)
    return _text(start)


def _archive(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                mime = archive.open("mimetype").read(100)
                if b"opendocument.spreadsheet" in mime:
                    return "ods"
                raise Unreadable("tables.format_unknown", format="zip")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as wrong:
        raise Unreadable("tables.broken") from wrong
    lower = {name.lower() for name in names}
    if any(name.startswith("xl/worksheets/") for name in lower) and "xl/workbook.bin" not in lower:
        return "xlsx"
    if "xl/workbook.xml" in lower:
        return "xlsx"
    known = {
        "xl/workbook.bin": "xlsb",
        "word/document.xml": "docx",
        "index/document.iwa": "numbers",
    }
    name = next((known[one] for one in known if one in lower), "zip")
    raise Unreadable("tables.format_unknown", format=name)


def _old(path: Path) -> str:
    """A workbook of Excel before 2007, or a new one under a password."""
    with path.open("rb") as file:
        data = file.read()
    if _LOCKED in data:
        raise Unreadable("tables.encrypted")
    if any(name in data for name in _OLD):
        return "xls"
    raise Unreadable("tables.format_unknown", format="doc")


def _text(start: bytes) -> str:
    marked = start[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = start.decode("utf-16" if marked else "latin-1", "replace")
    if not marked and start[:2].count(0) == 1:
        text = text.replace("\x00", "")
    text = text.removeprefix("\ufeff").removeprefix("ï»¿")
    if _CARD.match(text):
        return "vcf"
    if _SHEETS_2003 in text:
        return "xml"
    return "html" if text.lstrip()[:1] == "<" and _PAGE.search(text) else "csv"
