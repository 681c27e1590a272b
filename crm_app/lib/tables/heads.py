"""Where the names of the columns stand: below titles, over one line or two, or nowhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_app.lib.ids import is_id
from crm_app.lib.tables.amounts import looks_like_number
from crm_app.lib.tables.dates import is_certain_day, looks_like_day

_LOOKED_AT = 30
_DATA = re.compile(
    r"\S+@\S+\.\S+|https?://\S+|www\.\S+|\+?[\d０-９][\d０-９()\s./+-]{4,}(?:\s*(?:转|ext|x|-)\.?\s*\d+)?"
    r"|\(\d+\)[\d\s-]+|(?:true|false|TRUE|FALSE)",
    re.IGNORECASE,
)
_LABEL = re.compile(r".{1,14}[:：]\s*.{0,60}")
_UNIT = re.compile(r"[（(\[【].{1,16}[)）\]】]")  # of what the column above is: （元）
_LONG = 60


@dataclass(frozen=True, slots=True)
class Head:
    """The rows that a table begins after, its columns' names ("" for none), and its lines as they
    stand, to be known again. `start` counts from 0; without lines there is no head.
    """

    start: int
    lines: tuple[tuple[str, ...], ...]
    names: list[str]
    titles: tuple[int, ...]


OWN = "id"  # the last column of every file that this product writes, full of its own ids


def own_head(rows: Sequence[Sequence[str]]) -> Head | None:
    """The head of a table that this product wrote; None if it did not."""
    if len(rows) < 2 or not rows[0] or rows[0][-1] != OWN:
        return None
    width = len(rows[0])
    if not all(len(row) == width and is_id(row[-1]) for row in rows[1:]):
        return None
    return Head(0, (), [*rows[0]], ())


def find_head(rows: Sequence[Sequence[str]], merged: bool = False) -> Head | None:
    """The head of a table by its first rows; None if there is nothing. `merged`: cells of several
    rows or columns were filled with what they say.
    """
    known = [(place, [tidy(cell) for cell in row]) for place, row in enumerate(rows)]
    full = [(place, row) for place, row in known if any(row)]
    if not full:
        return None
    usual = sorted(_filled(row) for _, row in full)[len(full) * 7 // 10]
    titles: list[int] = []
    for index, (place, row) in enumerate(full[:_LOOKED_AT]):
        below = [line for _, line in full[index + 1 :]]
        is_next = bool(below) and full[index + 1][0] == place + 1
        goes_on = is_next and _goes_on(row, below, merged=merged)
        if _is_title(row, usual, heads=goes_on):
            titles.append(place)
            continue
        if not _is_names(row):
            return Head(place - 1, (), [""] * len(row), tuple(titles))
        if goes_on:
            lines = (tuple(row), tuple(below[0]))
            return Head(place + 1, lines, _joined(row, below[0]), tuple(titles))
        return Head(place, (tuple(row),), row, tuple(titles))
    place, row = full[0]  # nothing but short rows: the first one names what there is
    return Head(place, (tuple(row),), row, ())


def tidy(cell: str) -> str:
    """A name on one line."""
    return " ".join(cell.split()).lstrip("\ufeff")


def is_value(cell: str) -> bool:
    """Whether a text is a number, a day, a way of reaching somebody: nothing that names a column."""
    return (
        len(cell) > _LONG
        or _DATA.fullmatch(cell) is not None
        or looks_like_number(cell)
        or (looks_like_day(cell) and is_certain_day(cell))
    )


def letters(place: int) -> str:
    """What a spreadsheet calls a column: A, B … Z, AA."""
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def told_apart(names: Mapping[int, str]) -> list[str]:
    """The names of columns by their places: none is empty, and no two are the same."""
    taken: set[str] = set()
    found: list[str] = []
    for place, name in names.items():
        base, count = name or letters(place), 2
        unique = base
        while unique.casefold() in taken:
            unique, count = f"{base} ({count})", count + 1
        taken.add(unique.casefold())
        found.append(unique)
    return found


def _filled(row: Sequence[str]) -> int:
    return sum(map(bool, row))


def _is_title(row: Sequence[str], usual: int, *, heads: bool) -> bool:
    """A line over the table: few of its cells are filled, or it tells when and by whom; unless the
    line below goes on with it.
    """
    cells = [cell for cell in row if cell]
    if usual > 1 and len(set(cells)) == 1:
        return True
    if usual > 2 and (cells[0][-1] in ":：" or all(map(_LABEL.fullmatch, cells))):
        return True
    return usual > 1 and len(cells) * 2 <= usual and not heads


def _is_names(row: Sequence[str]) -> bool:
    cells = [cell for cell in row if cell]
    return sum(is_value(cell) for cell in cells) * 5 <= len(cells)


def _goes_on(top: Sequence[str], below: Sequence[Sequence[str]], *, merged: bool) -> bool:
    """Whether the line under the head belongs to it."""
    line, data = below[0], below[1:40]
    cells = [cell for cell in line if cell]
    if not data or any(is_value(cell) for cell in cells) or not cells:
        return False
    if all(map(_UNIT.fullmatch, cells)):
        return True
    gaps = _gaps(top)
    under = sum(bool(cell) for place, cell in enumerate(line) if place in gaps)
    values = [place for place in range(len(line)) if _are_values(place, data)]
    names = [place for place in values if line[place] and not is_value(line[place])]
    same = sum(a == b for a, b in zip(top, line, strict=False) if a)
    if gaps and under:
        return bool(names) or (merged and same > 0)
    everywhere = len(names) == len(values) and len(cells) == len(set(cells)) == _filled(top)
    return len(names) > 1 and everywhere


def _gaps(top: Sequence[str]) -> set[int]:
    """The places of a line that belong to the name before them."""
    last = max((place for place, cell in enumerate(top) if cell), default=-1)
    found = {place for place in range(1, last) if not top[place]}
    found |= {place for place in range(1, last + 1) if top[place] and top[place] == top[place - 1]}
    if last + 1 < len(top) and found | {last}:
        found |= {place for place in range(last + 1, len(top)) if last >= 1}
    return found


def _are_values(place: int, data: Sequence[Sequence[str]]) -> bool:
    cells = [row[place] for row in data if place < len(row) and row[place]]
    return bool(cells) and sum(map(is_value, cells)) * 5 >= len(cells) * 3


def _joined(top: Sequence[str], line: Sequence[str]) -> list[str]:
    names: list[str] = []
    above = ""
    for place in range(max(len(top), len(line))):
        upper = top[place] if place < len(top) else ""
        lower = line[place] if place < len(line) else ""
        above = upper or (above if lower else "")
        names.append(_name(above, lower))
    return names


def _name(upper: str, lower: str) -> str:
    if not lower or upper == lower:
        return upper
    return f"{upper} / {lower}" if upper else lower
