"""Drawing the cards of `card_habits`: one column, two, centred, who beside how, names with signs."""

import random
import re
from collections.abc import Callable

from PIL import Image

from tests.quality.card_faces import Face, blank, contact, icon, logo, stamp, wrapped
from tests.quality.card_habits import Habit, mainland
from tests.quality.card_habits_abroad import english, hong_kong, taiwan

_UNBROKEN = re.compile(r"[(（]?\+?\d[\d\s().\-/）]*\d[)）]?|[A-Za-z0-9@._+'&-]+|\s|.")
PEOPLE: tuple[Callable[[random.Random], Habit], ...] = (
    mainland,
    english,
    mainland,
    taiwan,
    english,
    hong_kong,
)


def _who(face: Face, habit: Habit, x: float, y: float, align: str, limit: float) -> float:
    """The first line of a heading large, the others small; a title may stand above its name."""
    large = max(range(len(habit.head)), key=lambda i: _is_name(habit, habit.head[i]))
    for i, text in enumerate(habit.head):
        size = face.r.choice([40, 46, 54]) if i == large else 26
        y = face.put(x, y, text, size, align, limit)
    return y + 12


def _is_name(habit: Habit, text: str) -> bool:
    plain = text.replace(" ", "").casefold()
    return any(name.replace(" ", "").casefold() in plain for name in habit.fields["name"])


def _firm(face: Face, habit: Habit, x: float, y: float, align: str, limit: float) -> float:
    for i, text in enumerate(habit.firm):
        size = face.r.choice([30, 36, 42]) if i == 0 else 23
        rows = wrapped(text, 30) if len(text) > 30 and face.r.random() < 0.4 else [text]
        for row in rows:
            y = face.put(x, y, row, size, align, limit, face.accent)
    return y + 12


def _rows(habit: Habit, limit: int) -> list[str]:
    return [row for line in [*habit.lines, *habit.below] for row in _broken(line, limit)]


def _broken(line: str, limit: int) -> list[str]:
    return [row for part in line.split("\n") for row in _wrapped(part, limit)]


def _wrapped(text: str, limit: int) -> list[str]:
    """Rows of at most `limit` half-width letters; no number and no address for mail is cut."""
    rows = [""]
    for piece in _UNBROKEN.findall(text):
        if rows[-1] and _width(rows[-1] + piece) > limit:
            rows.append("")
        rows[-1] += piece
    return [row.strip() for row in rows if row.strip()]


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)


def one_column(face: Face, habit: Habit) -> None:
    """All of it in one column."""
    align = face.r.choice("llrc")
    x = {"l": 60, "r": face.width - 60, "c": face.width / 2}[align]
    first, second = face.r.choice([(_who, _firm), (_firm, _who)])
    y = second(face, habit, x, first(face, habit, x, 45, align, 900), align, 900)
    if face.r.random() < 0.4 and align != "c":
        logo(face, 60 if align == "r" else face.width - 180, 40, habit.firm[0])
    contact(face, _rows(habit, 52), x, y + face.r.choice([0, 20]), align, face.width - 110)


def two_columns(face: Face, habit: Habit) -> None:
    """Who and which firm above; numbers and places side by side below."""
    y = _firm(face, habit, 55, 40, "l", 900)
    y = _who(face, habit, 55, y, "l", 900)
    lines = [_broken(line, 36) for line in [*habit.lines, *habit.below]]
    left, right = ([row for rows in half for row in rows] for half in (lines[::2], lines[1::2]))
    y = max(y, face.height - 40 - 36 * len(right))
    contact(face, left, 55, y, "l", 470)
    contact(face, right, 560, y, "l", 450)


def who_beside_how(face: Face, habit: Habit) -> None:
    """Name and title on one half, all numbers on the other, the firm on top or at the bottom."""
    on_top = face.r.random() < 0.6
    y = _firm(face, habit, 55, 45, "l", 900) if on_top else 60.0
    _who(face, habit, 55, y + 40, "l", 390)
    rows = _rows(habit, 34)
    contact(face, rows, 480, y + 10, "l", 530)
    if not on_top:
        _firm(face, habit, 55, face.height - 150, "l", 390)


def with_signs(face: Face, habit: Habit) -> None:
    """Round signs before every line, the words kept: many templates do both."""
    y = _firm(face, habit, 60, _who(face, habit, 60, 40, "l", 800), "l", 800)
    rows = _rows(habit, 48)
    size = int(min(27, max(16, (face.height - y - 20) / len(rows) / 1.42)))
    for row in rows:
        icon(face, 60, y + 3, size)
        y = face.put(60 + size * 1.7, y, row, size, "l", 880)


SCENES = {
    "one_column": one_column,
    "two_columns": two_columns,
    "who_beside_how": who_beside_how,
    "with_signs": with_signs,
}


def scene(r: random.Random, i: int) -> tuple[Habit, Image.Image, str]:
    """The i-th card: its habit, the flat picture and the name of its layout."""
    habit = PEOPLE[i % len(PEOPLE)](r)
    layout = r.choice(list(SCENES))
    face = blank(r)
    SCENES[layout](face, habit)
    if r.random() < 0.06:
        stamp(face, habit.firm[0])
    return habit, face.image, layout
