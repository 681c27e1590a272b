"""Boxes that the detector cut apart: letters of a spaced-out name, halves of one line."""

import re

from crm_app.services.cards.reading.layout import Line, same_row

_ONE_HAN = re.compile(r"[\u3400-\u9fff]")


def joined(lines: list[Line]) -> list[Line]:
    """The lines with those put together that were printed as one."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last is not None and same_row(last, line) and _alike(last, line):
            gap = (line.left - last.right) / max(last.height, line.height)
            if gap < 0.45 or (gap < 4 and _are_letters(last, line)):
                found[-1] = _together(last, line, "" if gap < 0.12 else " ")
                continue
        found.append(line)
    return found


def _alike(one: Line, other: Line) -> bool:
    tall, small = max(one.height, other.height), min(one.height, other.height)
    return tall < 1.3 * small and abs(one.middle - other.middle) < 0.3 * small


def _are_letters(one: Line, other: Line) -> bool:
    """王 | 伟: single characters far apart are a name or a title in wide setting."""
    letters = [*one.text.split(" "), other.text]
    return len(letters) <= 4 and all(_ONE_HAN.fullmatch(letter) for letter in letters)


def _together(one: Line, other: Line, gap: str) -> Line:
    return Line(
        text=one.text + gap + other.text,
        score=min(one.score, other.score),
        side=one.side,
        quad=(one.quad[0], other.quad[1], other.quad[2], one.quad[3]),
        left=one.left,
        right=other.right,
        top=min(one.top, other.top),
        bottom=max(one.bottom, other.bottom),
        height=max(one.height, other.height),
    )
