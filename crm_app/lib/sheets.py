"""Tables as files that spreadsheets open rightly and do not execute; and read again.

A text that a spreadsheet would reckon gets an apostrophe in csv and tsv, and is a cell of text in
xlsx; `lib/tables` takes the apostrophe away again, so that what was written is what is read.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

Cell = str | Decimal | date
# A cell that begins so is a formula to Excel, LibreOffice and Sheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DIGITS, _LONGEST, _WIDEST = 15, 32_767, 48
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Cell]], mark: str = ",") -> str:
    """A CSV file (RFC 4180, UTF-8 with its mark): the head, then the rows; no cell is a formula.

    Without a head it is more rows of a file that has begun already.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark)
    if head:
        out.write(_MARK)
        writer.writerow([_harmless(cell) for cell in head])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def sheet_file(
    kind: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], name: str = ""
) -> bytes:
    """The table as a file of a kind (see `KINDS`); `name` is that of the sheet."""
    return _WRITERS[kind](head, rows, name)


def bare(cell: str) -> str:
    """Without the apostrophe that `csv_text` has put there."""
    return cell[1:] if cell[:1] == "'" and _is_reckoned(cell[1:]) else cell


def _harmless(cell: Cell) -> str:
    """The cell as text: an apostrophe before what would be reckoned, as spreadsheets write it."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"  # a number, minus and all, is no formula
    if isinstance(cell, date):
        return cell.isoformat()
    text = _STRANGE.sub("", cell)
    return f"'{text}" if _is_reckoned(text) else text


def _is_reckoned(cell: str) -> bool:
    """Whether it is a formula to a spreadsheet, or one behind apostrophes that are its own: these
    get one more, so that taking one away gives the text back.
    """
    return cell.lstrip("'").lstrip(" ").startswith(_FORMULA)


def _xlsx(head: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only those who ask for xlsx pay for it

    out = io.BytesIO()
    # Each row goes to a file at once: a hundred thousand of them need no more than ten.
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip("'") or None)
        look = {
            "head": book.add_format({"bold": True}),
            "text": book.add_format({"quote_prefix": True}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for place, title in enumerate(head):
            sheet.set_column(place, place, max(9, min(_WIDEST, 2 * len(title))))
            sheet.write_string(0, place, _STRANGE.sub("", title), look["head"])
        sheet.freeze_panes(1, 1)
        count = 0
        for count, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                _put(sheet, count, place, cell, look)
        sheet.autofilter(0, 0, count, max(0, len(head) - 1))
    return out.getvalue()


def _put(sheet: Any, row: int, place: int, cell: Cell, look: dict[str, Any]) -> None:
    """A cell as what it is; a text as a text, whatever it looks like."""
    if isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= _DIGITS:
        sheet.write_number(row, place, float(cell))
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, look["day"])
    elif cell:
        text = _STRANGE.sub("", str(cell))[:_LONGEST]
        is_reckoned = _is_reckoned(text)
        if is_reckoned and text[0] == "'":
            text = f"'{text}"  # reading takes one away, as of a csv (`bare`)
        sheet.write_string(row, place, text, look["text"] if is_reckoned else None)


_WRITERS: dict[str, Callable[..., bytes]] = {
    "csv": lambda head, rows, _: csv_text(head, rows).encode(),
    "tsv": lambda head, rows, _: csv_text(head, rows, "\t").encode(),
    "xlsx": _xlsx,
}
