"""English numbers as they are spoken: forty five k, a quarter million, two and a half grand, $1.2m."""

import re
from decimal import Decimal
from fractions import Fraction

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {word: value for value, word in enumerate(_ONES)}
SMALL |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
SMALL |= {"dozen": 12, "couple": 2, "oh": 0}
SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "k": 1000, "million": 10**6}
SCALES |= {"m": 10**6, "mil": 10**6, "mill": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9}
SCALES |= {"lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7}
SCALES |= {word + "s": SCALES[word] for word in ("hundred", "thousand", "million")}
PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "quarters": Fraction(1, 4)}
_JOINERS = {"and", "a", "an", "of", "point"}
WORDS = {*SMALL, *SCALES, *PARTS, *_JOINERS}

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_ITEM = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|(?:{_WORD})(?![a-z]))"
_TEENS = "|".join(_ONES[1:])
# She's taken two, twelve hundred and eighty pounds for both: as speech without commas has it.
_COUNT_FIRST = rf"(?!(?:{'|'.join(_ONES[1:10])}) (?:{_TEENS}) hundred\b)"
NUMBER = re.compile(rf"(?<![a-z\d.'’]){_COUNT_FIRST}{_ITEM}(?:[\s-]*{_ITEM})*", re.IGNORECASE)


def english_number(text: str) -> Decimal | None:
    """The value of a spoken or written number; None when it is none."""
    words = _TOKEN.findall(text.lower().replace("-", " "))
    if any(word not in WORDS and not word[0].isdigit() for word in words):
        return None
    while words and words[-1] in _JOINERS:
        words.pop()
    while words and words[0] in {"and", "of", "point"}:
        words.pop(0)
    if not any(word[0].isdigit() or word not in _JOINERS for word in words):
        return None
    value = _sum(words)
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


def _sum(words: list[str]) -> Fraction | None:
    """Groups up to a scale word, added; a half or quarter after a scale is a part of that scale."""
    total, group, last = Fraction(0), None, 1
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        if word in PARTS:
            share, position = _share(words, position, PARTS[word], group)
            if share is None:
                total, group = total + (group or 0) + PARTS[word] * last, None
            else:
                group = share
        elif word in SCALES:
            total, group, last = _scaled(total, group, SCALES[word])
        elif word == "point":
            decimals, position = _decimals(words, position)
            group = (group or Fraction(0)) + decimals
        elif word not in _JOINERS:
            group = _grown(group, _small(word))
    return total + (group or 0) * _unsaid(total, group)


def _unsaid(total: Fraction, group: Fraction | None) -> int:
    """A million two is 1.2 million, a million two fifty 1.25: the scale goes without saying."""
    if not group or total < 10**6 or total % 10**6 or group.denominator > 1 or group >= 1000:
        return 1
    return 10**5 if group < 10 else 1000


def _share(
    words: list[str], position: int, part: Fraction, group: Fraction | None
) -> tuple[Fraction | None, int]:
    """Half a million, three quarters of a million, two and a half thousand: the part before a scale."""
    ahead = position
    while ahead < len(words) and words[ahead] in {"of", "a", "an"}:
        ahead += 1
    if ahead < len(words) and words[ahead] in SCALES:
        several = words[position - 1] == "quarters" and group is not None
        return (group or Fraction(0)) * part if several else (group or Fraction(0)) + part, ahead
    return None, position


def _scaled(
    total: Fraction, group: Fraction | None, scale: int
) -> tuple[Fraction, Fraction | None, int]:
    if group is None and total and scale > 100:
        return total * scale, None, scale  # two hundred | thousand
    value = (Fraction(1) if group is None else group) * scale
    if scale == 100:
        return total, value, scale
    return total + value, None, scale


def _grown(group: Fraction | None, value: Fraction) -> Fraction:
    """Twenty + five, hundred + twelve; other neighbours are read as digits: one two oh."""
    if group is None:
        return value
    if group % 100 == 0 or (group % 10 == 0 and value < 10 and group % 100 >= 20):
        return group + value
    return group * (10 if value < 10 else 100) + value


def _decimals(words: list[str], position: int) -> tuple[Fraction, int]:
    digits = ""
    while position < len(words) and (words[position] in SMALL or words[position].isdigit()):
        digits += str(_small(words[position]))
        position += 1
    return (Fraction(int(digits), 10 ** len(digits)) if digits else Fraction(0)), position


def _small(word: str) -> Fraction:
    return Fraction(SMALL[word]) if word in SMALL else Fraction(word.replace(",", ""))
