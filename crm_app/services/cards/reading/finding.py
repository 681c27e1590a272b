"""A value found on a card: what it reads, where it stands, how much speaks for it."""

from dataclasses import dataclass, field

from crm_app.services.cards.reading.fields import Box, Polygon
from crm_app.services.cards.reading.layout import Line


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A span of a line."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


@dataclass(slots=True, eq=False)
class Found:
    """A value and its pieces; `sure` (0..1) is what the rules think of it, the OCR apart."""

    value: str
    pieces: list[Piece]
    sure: float = 0.5
    notes: set[str] = field(default_factory=set)

    @property
    def line(self) -> Line:
        return self.pieces[0].line

    @property
    def score(self) -> float:
        """What the OCR thinks of its worst piece."""
        return min(piece.line.score for piece in self.pieces)

    def take(self) -> None:
        """Mark its pieces as explained."""
        for piece in self.pieces:
            piece.line.take(piece.start, piece.end)

    def box(self) -> Box:
        """The part of the picture it stands on."""
        corners = [_corners(piece) for piece in self.pieces]
        if len(corners) == 1:
            return Box(self.line.side, corners[0])
        xs = [x for polygon in corners for x, _ in polygon]
        ys = [y for polygon in corners for _, y in polygon]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        return Box(self.line.side, ((left, top), (right, top), (right, bottom), (left, bottom)))


def whole(line: Line, value: str, sure: float) -> Found:
    """A value that is all of a line."""
    return Found(value, [Piece(line, 0, len(line.text))], sure)


def _width(text: str) -> float:
    return sum(2.0 if ord(letter) > 0x2E80 else 1.0 for letter in text)


def _corners(piece: Piece) -> Polygon:
    """The corners of a part of a line, as if its letters were set evenly."""
    total = _width(piece.line.text) or 1.0
    begin = _width(piece.line.text[: piece.start]) / total
    end = _width(piece.line.text[: piece.end]) / total
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = piece.line.quad
    # A column of vertical text runs down its long side.
    if abs(x1 - x0) + abs(y1 - y0) < abs(x3 - x0) + abs(y3 - y0):
        return (
            (x0 + (x3 - x0) * begin, y0 + (y3 - y0) * begin),
            (x1 + (x2 - x1) * begin, y1 + (y2 - y1) * begin),
            (x1 + (x2 - x1) * end, y1 + (y2 - y1) * end),
            (x0 + (x3 - x0) * end, y0 + (y3 - y0) * end),
        )
    return (
        (x0 + (x1 - x0) * begin, y0 + (y1 - y0) * begin),
        (x0 + (x1 - x0) * end, y0 + (y1 - y0) * end),
        (x3 + (x2 - x3) * end, y3 + (y2 - y3) * end),
        (x3 + (x2 - x3) * begin, y3 + (y2 - y3) * begin),
    )
