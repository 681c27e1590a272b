"""Dates as people write them, in the order of parts that a whole column shows."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from crm_app.lib.clock import now

_TIME = (
    r"(?:[T\s]+(?:(?P<half>上午|下午|AM|PM)\s*)?(?P<hour>\d{1,2})[:：时點点](?P<minute>\d{1,2})"
    r"(?:[:：分](?P<second>\d{1,2})(?:秒|[.,]\d{1,9})?|分)?"
    r"\s*(?P<later>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_FIRST_YEAR = re.compile(
    r"(?P<year>(?:1[89]|20|21)\d\d)\s*([-/.年])\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号號]?"
    + r"(?:\s*(?:星期|周|礼拜)[一二三四五六日天])?"
    + _TIME
)
# The Republic's year 113 is 2024; 元 is its first. Three digits alone are such a year as well.
_ROC = re.compile(
    r"(?:(?:中華|中华)?民[國国]\s*(?P<roc>\d{1,3}|元)|(?P<roc3>1[0-4]\d))\s*[-/.年]\s*(?P<month>\d{1,2})"
    r"\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号號]?" + _TIME
)
_DIGITS = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])")
_LAST_YEAR = re.compile(
    r"(?P<one>\d{1,2})\s*([-/.])\s*(?P<two>\d{1,2})\s*\2\s*(?P<year>(?:1[89]|20|21)\d\d|\d{1,2})"
    + _TIME
)
_NAMES = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_OTHER = {"mär": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "avr": 4, "déc": 12, "aoû": 8}
_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?P<month>[^\W\d]{3,9})\.?,?|"
    r"(?P<month2>[^\W\d]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?)[\s-]+(?P<year>\d{4}|\d\d)"
    + _TIME
)
_NO_DAY = re.compile(r"0{1,4}([-/.])0{1,2}\1(?:0{1,4})(?:\s+0{1,2}:00(?::00)?)?")
_LOOKS = re.compile(
    r"(?:(?:中華|中华)?民[國国])?\s*[\d元]{1,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,4}|.{0,12}\b\d{1,2}.{1,14}\d{2,4}\b"
)
_MOST_KNOWN = 20_000
_EPOCH = date(1899, 12, 30)
_FOUNDED = 1911


@dataclass(slots=True)
class Days:
    """What the dates of a column have been so far; `reader` decides for all of them."""

    seen: int = 0
    read: int = 0
    first: set[int] = field(default_factory=set)
    second: set[int] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    short: int = 0
    named_half: int = 0
    year_maybe_first: bool = True
    plain: int = 0
    of_republic: bool = False

    def add(self, values: Sequence[str]) -> None:
        """Take some more values into account."""
        self.seen += len(values)
        for value, often in Counter(values).items():
            if _FIRST_YEAR.fullmatch(value) or _NO_DAY.fullmatch(value) or _named(value):
                self.read += often
            elif _ROC.fullmatch(value):
                self.read += often
                self.of_republic = True
            elif _DIGITS.fullmatch(value):
                self.read += often
                self.plain += often
            elif found := _LAST_YEAR.fullmatch(value):
                self.read += often
                self.short += often
                self._look(found)

    def _look(self, found: re.Match[str]) -> None:
        self.first.add(int(found["one"]))
        self.second.add(int(found["two"]))
        self.marks.add(found[2])
        year = found["year"]
        self.year_maybe_first &= 1 <= int(year) <= 31
        self.named_half += bool(found["half"] or found["later"])

    @property
    def is_column(self) -> bool:
        """Whether the column is one of dates at all."""
        return self.read > 0 and self.read >= 0.8 * self.seen and self.plain < self.read

    def order(self, otherwise: str = "") -> tuple[str, bool]:
        """The order of day, month and year (dmy, mdy, ymd), and whether it is certain.

        `otherwise` is that of other columns of the file, for one that does not say.
        """
        if not self.short:
            return "ymd", True
        if self.of_republic:  # 99/5/6 beside 113/5/6
            return "rmd", True
        first, second = max(self.first), max(self.second)
        proofs = (
            ("ymd", first > 31 and self.year_maybe_first),
            ("mdy", second > 12 >= first),
            ("dmy", first > 12 >= second or self.marks == {"."}),
        )
        proved = next((order for order, is_so in proofs if is_so), "")
        return (proved, True) if proved else (otherwise or self._likely(), False)

    def _likely(self) -> str:
        """The order where nothing proves one: by a twelve-hour clock, or one month of many days."""
        is_one_month = len(self.first) == 1 and len(self.second) >= 4
        return "mdy" if self.named_half or is_one_month else "dmy"


def looks_like_day(value: str) -> bool:
    """Whether it is worth looking for a date in it."""
    return value[:1].isalnum() and len(value) <= 40 and _LOOKS.match(value) is not None


def day_reader(order: str) -> Callable[[str], str]:
    """A function that writes a date of a column as ISO does; what is none stays as it is."""
    known: dict[str, str] = {}

    def read(value: str) -> str:
        answer = known.get(value)
        if answer is None:
            if len(known) > _MOST_KNOWN:
                known.clear()
            answer = known[value] = _iso(value, order)
        return answer

    return read


def is_certain_day(value: str) -> bool:
    """Whether it is a date of which the order of parts is beyond doubt."""
    return bool(_FIRST_YEAR.fullmatch(value) or _ROC.fullmatch(value)) or _named(value) is not None


def serial_day(value: str) -> str:
    """The day of a number as Excel counts days; what is none stays as it is."""
    try:
        days = float(value)
    except ValueError:
        return value
    if not 1 <= days < 73_051:  # the year 2100
        return value
    whole = _EPOCH + timedelta(days=int(days))
    seconds = round((days - int(days)) * 86_400)
    if not seconds:
        return whole.isoformat()
    moment = datetime(whole.year, whole.month, whole.day) + timedelta(seconds=seconds)  # noqa: DTZ001
    return moment.isoformat(timespec="seconds")


def _iso(value: str, order: str) -> str:
    if not value or _NO_DAY.fullmatch(value):
        return ""
    try:
        found = _FIRST_YEAR.fullmatch(value) or _DIGITS.fullmatch(value)
        if found:
            return _joined(int(found["year"]), int(found["month"]), int(found["day"]), found)
        if in_republic := _of_republic(value, order):
            return in_republic
        if named := _named(value):
            return named
        found = _LAST_YEAR.fullmatch(value)
        if found:
            parts = {order[0]: found["one"], order[1]: found["two"], order[2]: found["year"]}
            return _joined(_full_year(parts["y"]), int(parts["m"]), int(parts["d"]), found)
    except ValueError:
        pass  # the 31st of February
    return value


def _of_republic(value: str, order: str) -> str:
    """A date of the Republic's years; empty for none."""
    if found := _ROC.fullmatch(value):
        year = int((found["roc"] or found["roc3"] or "1").replace("元", "1"))
        return _joined(_FOUNDED + year, int(found["month"]), int(found["day"]), found)
    if order == "rmd" and (found := _LAST_YEAR.fullmatch(value)):
        year = _FOUNDED + int(found["one"])
        return _joined(year, int(found["two"]), int(found["year"]), found)
    return ""


def _named(value: str) -> str | None:
    """A date with the month in letters."""
    found = _NAMED.fullmatch(value)
    if not found:
        return None
    word = (found["month"] or found["month2"]).lower()[:3]
    month = _OTHER.get(word) or (_NAMES.index(word) + 1 if word in _NAMES else 0)
    try:
        return _joined(_full_year(found["year"]), month, int(found["day"] or found["day2"]), found)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return 2000 + year if year <= (now().year + 10) % 100 else 1900 + year


def _joined(year: int, month: int, day: int, found: re.Match[str]) -> str:
    whole = date(year, month, day).isoformat()
    given = found.groupdict()
    if given.get("hour") is None:
        return whole
    hour, minute, second = (int(given[name] or 0) for name in ("hour", "minute", "second"))
    half = (found["half"] or found["later"] or "").replace(".", "").lower()
    if half in ("pm", "下午") and hour < 12:
        hour += 12
    if half in ("am", "上午") and hour == 12:
        hour = 0
    zone = (found["zone"] or "").replace("UTC", "+00:00").replace("GMT", "+00:00")
    zone = zone.replace("Z", "+00:00")
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    if hour == minute == second == 0 and not zone:
        return whole
    return datetime.fromisoformat(f"{whole}T{hour:02}:{minute:02}:{second:02}{zone}").isoformat()
