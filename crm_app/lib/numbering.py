"""Numbers of papers after a pattern: `Q-{YYYY}-{NNNN}` is Q-2026-0001 and counts on in a year."""

import re
from dataclasses import dataclass
from datetime import date

_TOKEN = re.compile(r"\{(YYYY|YY|MM|N+)\}")
MOST = 40


@dataclass(frozen=True, slots=True)
class Counter:
    """A pattern on a day: what stands before and after the count, and how wide that is."""

    before: str
    after: str
    width: int

    def number(self, count: int) -> str:
        """The number with that count."""
        return f"{self.before}{count:0{self.width}d}{self.after}"

    def count_of(self, number: str) -> int | None:
        """The count in a number of this pattern; None in another."""
        if not (number.startswith(self.before) and number.endswith(self.after)):
            return None
        digits = number[len(self.before) : len(number) - len(self.after)]
        return int(digits) if digits.isascii() and digits.isdigit() else None


def is_pattern(text: str) -> bool:
    """Whether it has just one count, a year in front of it, and nothing else in braces."""
    rest = _TOKEN.sub("", text)
    names: list[str] = _TOKEN.findall(text)
    counts = [name for name in names if name.startswith("N")]
    if len(counts) != 1 or len(counts[0]) > 8 or not names[0].startswith("Y"):
        return False
    return bool(re.fullmatch(r"[\w./#-]*", rest)) and len(text) <= MOST


def counter(pattern: str, day: date) -> Counter:
    """The counter that a pattern stands for on a day."""
    dated = {"YYYY": f"{day:%Y}", "YY": f"{day:%y}", "MM": f"{day:%m}"}
    width = next(len(name) for name in _TOKEN.findall(pattern) if name.startswith("N"))
    filled = _TOKEN.sub(lambda found: dated.get(found[1], "\0"), pattern)
    before, _, after = filled.partition("\0")
    return Counter(before, after, width)
