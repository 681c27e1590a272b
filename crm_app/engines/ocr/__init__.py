"""Reading text in pictures: what every engine gives, whichever it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from crm_app.lib.pictures import Picture

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as printed: text, score 0..1, and its corners clockwise from where reading begins.

    Corners are pixels of the picture that was handed in, even when the card lay turned in it.
    """

    text: str
    score: float
    quad: tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a picture; `angle` (0, 90, 180, 270) turns it counter-clockwise to upright."""

    lines: list[TextLine]
    angle: int


class TextReader(Protocol):
    """An engine with its weights loaded; not to be used by two threads at once."""

    name: str

    def read(self, picture: "Picture") -> Reading:
        """Every line of text in the picture; none is an empty list."""
        ...
