"""The values of cells that a file itself knows to be numbers, days or yes and no, as texts."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from crm_app.lib.tables.face import Typed

_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"}
)


def text_of(cell: Any) -> str:
    """A cell as text; what is known to be a number or a day stays known as such."""
    if type(cell) is str:
        return "" if cell in _ERRORS else cell
    write = _WRITERS.get(type(cell))
    return Typed(write(cell)) if write else ""


def figure(number: float) -> str:
    """A number as a spreadsheet shows it: fifteen digits, never with an exponent."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    short = repr(number)
    if len(short) < 16 and "e" not in short:
        return short
    whole = Decimal(f"{number:.15g}")
    return f"{whole:f}" if whole.is_finite() else ""


def hundredfold(cell: str) -> str:
    """What a cell that shows a percentage says in hundredths."""
    if type(cell) is not Typed:
        return cell
    try:
        return Typed(f"{(Decimal(cell) * 100).normalize():f}")
    except ArithmeticError:
        return cell


def _moment(cell: datetime) -> str:
    if cell.hour == cell.minute == cell.second == 0:
        return cell.date().isoformat()
    return cell.isoformat(timespec="seconds")


_WRITERS: dict[type, Callable[[Any], str]] = {
    float: figure,
    int: str,
    bool: lambda cell: "true" if cell else "false",
    datetime: _moment,
    date: date.isoformat,
    time: lambda cell: cell.isoformat(timespec="seconds"),
    timedelta: str,
}
