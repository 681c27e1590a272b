"""Numbers as people write them, with the separators that a whole column shows."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

_MONEY = r"(?:[¥￥$€£₩₽₹]|HK\$|US\$|NT\$|R\$|CN¥|RMB|CNY|USD|EUR|GBP|HKD|TWD|JPY|CHF|人民币|美元|欧元|港币)"
_UNIT = r"(?:万|萬|亿|億|千|百万|k|K|M|m|bn)"
_AFTER = r"(?:元整|元|圆|块|美元|欧元|港元|人民币|€|¥|￥|\$|£|RMB|CNY|USD|EUR|GBP|CHF|HKD|TWD|JPY)"
_SHAPE = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−–])?\s*(?P<money>{_MONEY})?\s*(?P<sign2>[-−–])?\s*"
    rf"(?P<figure>[\d９](?:[\d.,'’  \u00a0\u202f]*[\d９])?)\s*(?P<unit>{_UNIT})?\s*(?P<after>{_AFTER})?"
    r"\s*(?P<percent>[%％])?\s*(?P<minus>-)?(?P<close>\))?"
)
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?")
_FOLD = str.maketrans("０１２３４５６７８９．，％（）－＋　", "0123456789.,%()-+ ")
_DIGIT = str.maketrans("0123456789", "9999999999")
_UNITS = {
    "万": 4,
    "萬": 4,
    "亿": 8,
    "億": 8,
    "千": 3,
    "百万": 6,
    "k": 3,
    "K": 3,
    "M": 6,
    "m": 6,
    "bn": 9,
}
_LETTERS = ("k", "K", "M", "m", "bn")
_SPACES = re.compile(r"[\s'’\u00a0\u202f]")
_DOT, _COMMA = "dot", "comma"
_MOST_SHAPES = 400
# Which decimal mark a figure proves, of the digits written as 9.
_PROOFS = (
    (re.compile(r"9{1,3}(?:,999)+\.9+|9+\.(?:9{1,2}|9{4,})|9{1,3}(?:,999){2,}|0\.9+"), _DOT),
    (re.compile(r"9{1,3}(?:\.999)+,9+|9+,(?:9{1,2}|9{4,})|9{1,3}(?:\.999){2,}"), _COMMA),
    (re.compile(r"9{1,3}(?:[ '’\u00a0\u202f]999)+\.9+"), _DOT),
    (re.compile(r"9{1,3}(?:[ '’\u00a0\u202f]999)+,9+"), _COMMA),
)
_OPEN = re.compile(r"9{1,3}([.,])999")
_SPACED = re.compile(r"9{1,3}(?:[ '’\u00a0\u202f]999)+")
_GROUPED = re.compile(r"9{1,3}(?:[ '’\u00a0\u202f]999)+|9{1,3}(?:\.999){2,}")
_WHOLE = re.compile(r"9+")


@dataclass(slots=True)
class Figures:
    """What the numbers of a column have been so far; `reader` decides for all of them."""

    seen: int = 0
    read: int = 0
    dressed: int = 0
    odd: int = 0
    shapes: set[str] = field(default_factory=set)
    leading: bool = False

    def add(self, values: Sequence[str]) -> None:
        """Take some more values into account: each shape once, as most of them share a few."""
        self.seen += len(values)
        plain = (one if one[0] == "0" else one.translate(_DIGIT) for one in values)
        for value, often in Counter(plain).items():
            if _PLAIN.fullmatch(value):
                self.read += often
                self._look(value.lstrip("+-"))
            elif (found := _SHAPE.fullmatch(value.translate(_FOLD))) and _has_unit(found):
                self.read += often
                self.dressed += often
                self.odd += found["figure"] != found[0]
                self._look(found["figure"])

    def _look(self, figure: str) -> None:
        self.leading |= figure[0] == "0" and figure[1:2].isdigit()
        if len(self.shapes) < _MOST_SHAPES:
            self.shapes.add(_shape(figure))

    @property
    def is_column(self) -> bool:
        """Whether there is, or may be, anything to put right in it."""
        return (
            (self.dressed > 0 or any(_OPEN.fullmatch(one) for one in self.shapes))
            and self.read >= 0.8 * self.seen
            and not self.leading
            and all(_is_figure(one) for one in self.shapes)
            and not self._is_code
        )

    @property
    def tells(self) -> bool:
        """Whether a separator was seen, so that other columns may go by this one."""
        return any(self._proved(mark) for mark in (_DOT, _COMMA))

    @property
    def _is_code(self) -> bool:
        """Digits in groups of three, all alike: a telephone number, a postcode."""
        return len(self.shapes) == 1 and not self.odd and bool(_GROUPED.fullmatch(min(self.shapes)))

    def mark(self, otherwise: str = "") -> tuple[str, bool]:
        """The decimal mark (dot, comma), and whether the values leave no doubt.

        `otherwise` is that of other columns of the file, for one that does not say.
        """
        proofs = [self._proved(mark) for mark in (_DOT, _COMMA)]
        if proofs[0] != proofs[1]:
            return (_DOT, True) if proofs[0] else (_COMMA, True)
        open_marks = {found[1] for one in self.shapes if (found := _OPEN.fullmatch(one))}
        if not open_marks:
            return otherwise or _DOT, True
        if any(len(one) > 3 and _WHOLE.fullmatch(one) for one in self.shapes):
            # Thousands stand without a mark beside: then this one is for decimals.
            return (_COMMA if open_marks == {","} else _DOT), False
        if otherwise:
            return otherwise, False
        return _DOT, False

    def _proved(self, mark: str) -> bool:
        return any(
            proof.fullmatch(one)
            for proof, proved in _PROOFS
            if proved == mark
            for one in self.shapes
        )


def looks_like_number(value: str) -> bool:
    """Whether it is worth looking for a number in it."""
    return len(value) <= 32 and _SHAPE.fullmatch(value.translate(_FOLD)) is not None


def number_reader(mark: str) -> Callable[[str], str]:
    """A function that writes a number of a column plainly; what is none stays as it is."""

    def read(value: str) -> str:
        if not value or _PLAIN.fullmatch(value):
            return _as_plain(value, mark)
        found = _SHAPE.fullmatch(value.translate(_FOLD))
        return _decimal(found, mark) or value if found and _has_unit(found) else value

    return read


def _has_unit(found: re.Match[str]) -> bool:
    """Whether the letter behind a number multiplies it: 5 m is a length, $5M an amount."""
    return found["unit"] not in _LETTERS or bool(found["money"] or found["after"])


def _as_plain(value: str, mark: str) -> str:
    if mark == _COMMA and re.fullmatch(r"[-+]?\d{1,3}\.\d{3}", value):
        return value.replace(".", "").lstrip("+")
    return value


def _decimal(found: re.Match[str], mark: str) -> str:
    figure = _SPACES.sub("", found["figure"])
    figure = figure.replace(",", "") if mark == _DOT else figure.replace(".", "").replace(",", ".")
    try:
        number = Decimal(figure)
    except InvalidOperation:
        return ""
    number = number.scaleb(_UNITS.get(found["unit"] or "", 0))
    signs = (found["sign"], found["sign2"], found["minus"])
    if any(one and one != "+" for one in signs) or (found["open"] and found["close"]):
        number = -number
    return f"{number:f}"


def _shape(figure: str) -> str:
    """Digits as 9; a nought before the mark proves that it is one of decimals, and stays."""
    start = "0" if figure.startswith("0.") else figure[0].translate(_DIGIT)
    return start + figure[1:].translate(_DIGIT)


def _is_figure(shape: str) -> bool:
    """Whether marks stand where a number has them."""
    return bool(
        _WHOLE.fullmatch(shape)
        or _OPEN.fullmatch(shape)
        or _SPACED.fullmatch(shape)
        or any(proof.fullmatch(shape) for proof, _ in _PROOFS)
    )
