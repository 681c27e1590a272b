"""Targets as a spreadsheet gives them: a name, then amounts, tab by tab."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_app.core.errors import Invalid
from crm_app.lib.exact import parse_decimal
from crm_app.services.currencies import CURRENCIES
from crm_app.services.targets.rows import Subject


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whose, one amount or twelve, in which currency."""

    subject: Subject
    amounts: tuple[str, ...]
    currency: str


def read_lines(text: str, known: Sequence[Subject]) -> list[Line]:
    """The lines; refuses the first that names nobody, or two, or has neither one amount nor twelve.

    A first line without any number is a head, and left out.
    """
    names: dict[str, list[Subject]] = {}
    for one in known:
        for name in {one.zh.casefold(), one.en.casefold()}:
            names.setdefault(name, []).append(one)
    rows = [line.split("\t") if "\t" in line else line.split(",") for line in text.splitlines()]
    found: list[Line] = []
    for number, cells in enumerate(rows, 1):
        trimmed = [cell.strip() for cell in cells]
        if not any(trimmed) or (number == 1 and not _amounts(trimmed[1:])):
            continue
        found.append(_line(number, trimmed, names))
    return found


def _line(number: int, cells: list[str], names: dict[str, list[Subject]]) -> Line:
    code = next((cell.upper() for cell in cells[1:] if cell.upper() in CURRENCIES), "CNY")
    rest = [cell for cell in cells[1:] if cell and cell.upper() not in CURRENCIES]
    amounts = _amounts(rest)
    meant = names.get(cells[0].casefold(), [])
    if len(meant) != 1:
        how = "targets.paste_nobody" if not meant else "targets.paste_several"
        raise Invalid(how, field="text", line=number, typed=cells[0][:60])
    if len(amounts) != len(rest) or len(amounts) not in (1, 12):
        raise Invalid("targets.paste_amounts", field="text", line=number, typed=cells[0][:60])
    return Line(meant[0], amounts, code)


def _amounts(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell for cell in cells if cell and parse_decimal(cell) is not None)
