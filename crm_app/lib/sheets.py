"""Tables as CSV that spreadsheets open rightly and do not execute; and read again."""

import csv
import io
from collections.abc import Iterable, Sequence

# A cell that begins so is a formula to Excel, LibreOffice and Sheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file (RFC 4180, UTF-8 with its mark): the head, then the rows; no cell is a formula."""
    out = io.StringIO()
    out.write(_MARK)
    writer = csv.writer(out)
    writer.writerow([_harmless(cell) for cell in head])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def read_table(data: bytes) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a CSV or TSV file: UTF-8 with or without its mark, else as Chinese Windows
    writes it; whichever of comma, semicolon and tab its first line has most of."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    rows = [[bare(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    return (rows[0], rows[1:]) if rows else ([], [])


def bare(cell: str) -> str:
    """Without the apostrophe that `csv_text` has put there."""
    return cell[1:] if cell[:1] == "'" and _is_reckoned(cell[1:]) else cell


def _harmless(cell: str) -> str:
    """The cell as text: an apostrophe before what would be reckoned, as spreadsheets write it."""
    return f"'{cell}" if _is_reckoned(cell) else cell


def _is_reckoned(cell: str) -> bool:
    """Whether it is a formula to a spreadsheet, or one behind apostrophes that are its own: these
    get one more, so that taking one away gives the text back.
    """
    return cell.lstrip("'").lstrip(" ").startswith(_FORMULA)
