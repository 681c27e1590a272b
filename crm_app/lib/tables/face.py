"""What a table is to whoever reads one: its columns, its rows as text, and what was noted."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

MOST_ROWS = 1_048_576  # of a sheet of Excel
MOST_COLUMNS = 702  # up to ZZ
MOST_BYTES = 400_000_000
MOST_LINE = 4_000_000
MOST_CELLS = 12_000_000
THIN = 2_000_000


class Unreadable(Exception):
    """Nothing can be read from a file. `code` is a translation key, `params` fill its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was decided or left out: a translation key, what fills it, and of which column
    or row of the file it is said (0: of none).
    """

    code: str
    params: dict[str, Any] = field(default_factory=dict)
    column: str = ""
    row: int = 0


def check_size(rows: int, columns: int, cells: int) -> None:
    """Refuse a sheet that is too large, or so thin that a dense table of it would be: readers make
    one, whatever is in it.
    """
    if columns > MOST_COLUMNS:
        raise Unreadable("tables.too_wide", most=MOST_COLUMNS)
    if rows > MOST_ROWS:
        raise Unreadable("tables.too_many_rows", most=MOST_ROWS)
    if max(cells, rows * columns) > MOST_CELLS or rows * columns > max(THIN, 8 * cells):
        raise Unreadable("tables.too_many_cells", rows=rows, columns=columns)


class Row(NamedTuple):
    """A row of data: its number in the file, as a spreadsheet counts them, and a text a column."""

    number: int
    cells: list[str]


class Typed(str):
    """The text of a cell whose kind the file itself says: not to be interpreted once more."""

    __slots__ = ()


class Source(Protocol):
    """The cells of a file as they stand there, to be read as often as one likes."""

    notes: list[Note]
    format: str
    sheet: str
    sheets: list[str]
    is_typed: bool  # cells may be `Typed`
    is_merged: bool  # cells of several rows or columns were filled

    def records(self) -> Iterator[Sequence[str]]:
        """All rows, blank ones too."""
        ...


class Table:
    """A file that was read once as a whole; `rows()` streams it again at each call.

    Dates are ISO (`2026-03-04`, `2026-03-04T09:31:00`), numbers plain decimals, a percentage its
    number of hundredths (12% is 12); all other text is as it stands, without spaces around it.
    `sheets` are the names of all sheets, `sheet` that of the one that is read. `is_own`: written by
    this product; then everything is as it stands. `count` is how many rows of data there are,
    `left_out` how many are none: blank, sum, head (said again), footer.
    """

    def __init__(self, source: Source, columns: list[str], notes: list[Note], count: int) -> None:
        self.columns = columns
        self.notes = notes
        self.count = count
        self.format = source.format
        self.sheet = source.sheet
        self.sheets = source.sheets
        self.is_own = False
        self.left_out: dict[str, int] = {}
        self.stream: Callable[[], Iterator[Row]] = lambda: iter(())

    def rows(self) -> Iterator[Row]:
        """The rows of data in their order, one text a column each."""
        return self.stream()

    def sample(self, most: int = 200) -> list[list[str]]:
        """The cells of the first rows."""
        return [row.cells for row in itertools.islice(self.stream(), most)]
