"""Tables as CSV that spreadsheets open rightly and do not execute."""

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


def _harmless(cell: str) -> str:
    """The cell as text: an apostrophe before what would be reckoned, as spreadsheets write it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
