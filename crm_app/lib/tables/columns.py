"""What the columns of a table hold, from all their values: days and numbers of which culture."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from crm_app.lib.tables.amounts import Figures, looks_like_number, number_reader
from crm_app.lib.tables.dates import Days, day_reader, looks_like_day, serial_day
from crm_app.lib.tables.face import Note, Typed

# Words for days, in names of columns: there plain numbers may be days as Excel counts them.
_DAY = re.compile(
    r"日期|时间|時間|生日|日$|date|birthday|\bday\b|created|updated|closed?[ _]on|deadline|\bwhen\b|[ _](?:at|on)$",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")
_COMPACT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_WORTH = 0.3
Reader = Callable[[str], str]


@dataclass(slots=True)
class _Column:
    """One column while its values are looked through."""

    name: str
    days: Days | None = field(default_factory=Days)
    figures: Figures | None = field(default_factory=Figures)
    serial: int = 0
    compact: int = 0
    filled: int = 0

    def add(self, values: Sequence[str]) -> None:
        first = self.filled == 0
        texts = [one for one in values if type(one) is not Typed]
        self.filled += len(values)
        if _DAY.search(self.name):
            # Excel's own count of days stands there as a number, typed or not.
            self.serial += sum(_SERIAL.fullmatch(one) is not None for one in values)
            self.compact += sum(_COMPACT.fullmatch(one) is not None for one in values)
        if first and texts:
            if sum(map(looks_like_day, texts)) < _WORTH * len(texts):
                self.days = None
            if sum(map(looks_like_number, texts)) < _WORTH * len(texts):
                self.figures = None
        if self.days:
            self.days.add(texts)
        if self.figures:
            self.figures.add(texts)


class Columns:
    """Looks all values through, a few thousand rows at a time; then says how to read them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._columns = [_Column(name) for name in names]

    def widen(self, width: int) -> None:
        """Columns that have no name."""
        self._columns += [_Column("") for _ in range(len(self._columns), width)]

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Take some rows into account; cells without spaces around them."""
        for place, column in enumerate(self._columns):
            if column.filled and not (column.days or column.figures or _DAY.search(column.name)):
                continue
            values = [row[place] for row in rows if place < len(row) and row[place]]
            if values:
                column.add(values)

    def readers(self, names: Mapping[int, str]) -> tuple[dict[int, Reader], list[Note]]:
        """Place → how its values are read, for the columns that need it; what is to be said of them,
        by the `names` that they got.
        """
        order, mark = self._order(), self._mark()
        found: dict[int, Reader] = {}
        notes: list[Note] = []
        for place, column in enumerate(self._columns):
            column.name = names.get(place, column.name)
            reader = _reader(column, order, mark, notes)
            if reader:
                found[place] = reader
        return found, notes

    def _order(self) -> str:
        """The order that a column of the file proves, for those that leave it open."""
        for column in self._columns:
            if column.days and column.days.is_column and column.days.short:
                order, certain = column.days.order()
                if certain and column.days.marks != {"."}:
                    return order
        return ""

    def _mark(self) -> str:
        for column in self._columns:
            if column.figures and column.figures.is_column:
                mark, certain = column.figures.mark()
                if certain and column.figures.tells:
                    return mark
        return ""


def _reader(column: _Column, order: str, mark: str, notes: list[Note]) -> Reader | None:
    if column.filled and max(column.serial, column.compact) >= 0.8 * column.filled:
        if column.serial >= column.compact:
            notes.append(Note("tables.note.serial", {"column": column.name}, column.name))
            return _number_of_days
        return day_reader("ymd")
    if column.days and column.days.is_column:
        chosen, certain = column.days.order(order)
        if not certain:
            notes.append(
                Note(f"tables.note.day_order_{chosen}", {"column": column.name}, column.name)
            )
        return day_reader(chosen)
    if column.figures and column.figures.is_column:
        chosen, certain = column.figures.mark(mark)
        if not column.figures.dressed and chosen == "dot":
            return None
        if not certain:
            said = {"column": column.name, "mark": "." if chosen == "dot" else ","}
            notes.append(Note("tables.note.number_mark", said, column.name))
        return number_reader(chosen)
    return None


def _number_of_days(value: str) -> str:
    return serial_day(value) if _SERIAL.fullmatch(value) else day_reader("ymd")(value)
