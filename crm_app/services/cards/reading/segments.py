"""What is left of the lines once contacts are taken: pieces of text that each say one thing."""

import re
from dataclasses import dataclass

from crm_app.services.cards.reading.finding import Piece
from crm_app.services.cards.reading.labels import labels
from crm_app.services.cards.reading.layout import Line, han

TEXTUAL = frozenset({"address", "name", "title", "department", "website", "email"})
_EDGE = " \t:;,.|/·*-_~=>)"
# Cell Phone Repair, Main Street Bakery: what a word follows was no label.
_WORD = re.compile(r"\s*[A-Za-z]{2}")
_ICON = re.compile(r"^(?:[^\w\s(#]\s?)+")


@dataclass(slots=True, eq=False)
class Segment:
    """A piece of a line with the label that announces it, cleaned at both ends."""

    piece: Piece
    label: str = ""

    @property
    def line(self) -> Line:
        return self.piece.line

    @property
    def text(self) -> str:
        return self.piece.text

    @property
    def is_han(self) -> bool:
        return han(self.text) >= 2

    @property
    def height(self) -> float:
        return self.line.height


def segments(lines: list[Line]) -> list[Segment]:
    """Every unexplained piece of text, in reading order."""
    return [segment for line in lines for segment in _of_line(line)]


def _of_line(line: Line) -> list[Segment]:
    found: list[Segment] = []
    registered = next((mark for mark in labels(line.rest) if mark.kinds == {"number"}), None)
    limit = len(line.text)
    if registered is not None:
        # What follows a registration or account label is that number, whatever it looks like.
        limit = registered.start if registered.start > 3 else 0
        found.append(Segment(Piece(line, *_trimmed(line.text, limit, len(line.text))), "number"))
    for match in re.finditer(r"[^\t]+", line.rest[:limit]):
        start, end, label = match.start(), match.end(), ""
        for mark in labels(line.text):
            if mark.start >= start and mark.end <= end:
                kinds = mark.kinds & TEXTUAL
                if not line.text[start : mark.start].strip(_EDGE):
                    label = next(iter(kinds), "")
                    start = (
                        mark.end
                        if kinds or mark.end == end or not _WORD.match(line.text, mark.end)
                        else start
                    )
                elif not line.text[mark.end : end].strip(_EDGE):
                    end = mark.start
        start, end = _trimmed(line.text, start, end)
        if end > start:
            found.append(Segment(Piece(line, start, end), label or line.label))
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    icon = _ICON.match(text[start:end])
    start += icon.end() if icon else 0
    while start < end and text[start] in _EDGE + "]":
        start += 1
    while end > start and text[end - 1] in " \t:;,|/·*-_~=<([":
        end -= 1
    return start, end


def split(segment: Segment, at: int, resume: int) -> tuple[Segment, Segment]:
    """Two segments, the text before `at` and from `resume` on."""
    piece = segment.piece
    first = _trimmed(piece.line.text, piece.start, piece.start + at)
    second = _trimmed(piece.line.text, piece.start + resume, piece.end)
    return (
        Segment(Piece(piece.line, *first), segment.label),
        Segment(Piece(piece.line, *second)),
    )
