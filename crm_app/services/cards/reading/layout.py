"""Lines of text put straight: where each stands on the card, which are neighbours."""

import math
import re
import unicodedata
from dataclasses import dataclass, field

from crm_app.engines.ocr import Point, TextLine

# OCR and fonts know many dots and dashes; the rules should know one of each.
_FOLD = str.maketrans("–—−‐‑﹣～〜•●∙‧丨｜¦﹒", "------~~····|||.")
LEAST_SCORE = 0.5
# What scanning apps stamp on a picture: CamScanner, 扫描全能王.
_STAMP = re.compile(r"^(?:scanned with|scanned by|cam\s?scann\wr|扫描全能王.*)$", re.IGNORECASE)
# The stamp over the beginning of a line: Scanned witHarbour Road.
_STAMPED = re.compile(r"^(?:CS\s?)?Scanned\s?wi(?:th?)?\s?(?=[^a-z]|e-?mail)")
# 1OO, 3OOO: letters where OCR met zeros.
_ZEROS = re.compile(r"(?<![A-Za-z\d])(?=O*\d)[\dO]{3,}(?![A-Za-z\d])")
_ZERO_FIRST = re.compile(r"(?<![A-Za-z\d])O(?=\d{1,3}[\s-]\d{3})")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(slots=True, eq=False)
class Line:
    """A line with its box in a frame turned so that text runs to the right.

    `taken`: spans of the text that a rule has explained already.
    """

    text: str
    score: float
    side: int
    quad: tuple[Point, ...]
    left: float
    right: float
    top: float
    bottom: float
    height: float
    label: str = ""
    taken: list[tuple[int, int]] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def is_han(self) -> bool:
        return han(self.text) >= 2

    def take(self, start: int, end: int) -> None:
        """Mark a span as explained."""
        self.taken.append((start, end))

    @property
    def rest(self) -> str:
        """The text with explained spans blanked out by tabs; positions stay the same."""
        letters = list(self.text)
        for start, end in self.taken:
            letters[start:end] = "\t" * (end - start)
        return "".join(letters)


def han(text: str) -> int:
    """How many Chinese characters there are."""
    return len(_HAN.findall(text))


def arrange(sides: list[list[TextLine]]) -> list[Line]:
    """All lines of all sides, straightened, top to bottom and left to right within a row."""
    found: list[Line] = []
    for side, lines in enumerate(sides):
        angle = _angle(lines)
        straight = [_straight(line, side, angle) for line in lines if line.score >= LEAST_SCORE]
        for line in straight:
            line.text = _STAMPED.sub("", line.text)
        printed = [line for line in straight if line.text and not _STAMP.search(line.text)]
        if len(printed) < len(straight):
            printed = [line for line in printed if line.text != "CS"]  # the stamp's own sign
        found.extend(_in_rows(printed))
    return found


def clean(text: str) -> str:
    """One spelling of letters, dots and dashes; single spaces."""
    folded = unicodedata.normalize("NFKC", re.sub("[™®©℠]", " ", text)).translate(_FOLD)
    folded = _ZEROS.sub(lambda match: match.group().replace("O", "0"), folded)
    folded = _ZERO_FIRST.sub("0", folded)
    return re.sub(r"\s+", " ", "".join(c for c in folded if c.isprintable())).strip()


def spaced(text: str) -> str:
    """Spaces that OCR lost: JürgenWeiß, K. R.Rao; McAdam keeps together."""
    text = re.sub(
        r"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?<!\bDi)(?<!\bVan)(?=[A-ZÀ-Þ][a-zß-ÿ])",
        " ",
        text,
    )
    return re.sub(r"(?<=\.)(?=[A-Z][A-Za-z])", " ", text)


def _angle(lines: list[TextLine]) -> float:
    """The direction of text, the long lines deciding; radians."""
    x = y = 0.0
    for line in lines:
        (x0, y0), (x1, y1), _, (x3, y3) = line.quad
        along, across = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
        if along > 1.5 * across:
            x += x1 - x0
            y += y1 - y0
    return math.atan2(y, x) if x or y else 0.0


def _straight(line: TextLine, side: int, angle: float) -> Line:
    cos, sin = math.cos(-angle), math.sin(-angle)
    points = [(x * cos - y * sin, x * sin + y * cos) for x, y in line.quad]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    sides = [math.dist(points[i], points[(i + 1) % 4]) for i in range(4)]
    height = min((sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2)
    # A tilted line's bounding box is taller than its letters: keep the box to its middle.
    middle = sum(ys) / 4
    upright = max(ys) - min(ys) > 1.5 * (max(xs) - min(xs))
    top, bottom = (min(ys), max(ys)) if upright else (middle - height / 2, middle + height / 2)
    return Line(
        clean(line.text), line.score, side, line.quad, min(xs), max(xs), top, bottom, height or 1.0
    )


def _in_rows(lines: list[Line]) -> list[Line]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.middle):
        row = next((row for row in reversed(rows[-3:]) if same_row(row[-1], line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    return [line for row in rows for line in sorted(row, key=lambda one: one.left)]


def same_row(one: Line, other: Line) -> bool:
    """Whether two lines stand beside each other."""
    if one.side != other.side:
        return False
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = max(one.left, other.left) - min(one.right, other.right)
    return overlap > 0.5 * min(one.height, other.height) and apart > -0.3 * one.height


def is_under(upper: Line, lower: Line, lines: float = 1.9) -> bool:
    """Whether `lower` is the next line of the same block: close below, aligned, alike in size."""
    if upper.side != lower.side or upper is lower:
        return False
    pitch = lower.middle - upper.middle
    tall, small = max(upper.height, lower.height), min(upper.height, lower.height)
    if not 0.5 * tall < pitch < lines * tall + 0.3 * tall or tall > 1.6 * small:
        return False
    return shares_column(upper, lower)


def shares_column(one: Line, other: Line) -> bool:
    """Whether left edges, right edges or centres are aligned, or one lies over the other."""
    slack = 1.5 * max(one.height, other.height)
    aligned = (
        abs(one.left - other.left) < slack
        or abs(one.right - other.right) < slack
        or abs((one.left + one.right) - (other.left + other.right)) < 2 * slack
    )
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return aligned or overlap > 0.6 * min(one.right - one.left, other.right - other.left)


def distance(one: Line, other: Line) -> float:
    """The gap between two lines in heights of the smaller; infinite on different sides."""
    if one.side != other.side:
        return math.inf
    across = max(0.0, max(one.left, other.left) - min(one.right, other.right))
    down = max(0.0, max(one.top, other.top) - min(one.bottom, other.bottom))
    return math.hypot(across, down) / min(one.height, other.height)
