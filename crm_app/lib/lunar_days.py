"""The Chinese lunar calendar, by lunar-python; loaded when a lunar day is first met."""

from datetime import date
from functools import lru_cache

_MONTHS = "正二三四五六七八九十冬腊"
_DIGITS = "一二三四五六七八九十"


@lru_cache(maxsize=4096)
def solar(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The day on which a lunar day is kept in a lunar year: a missing leap month's in the usual
    month, a missing 30th on the 29th.
    """
    from lunar_python import Lunar  # noqa: PLC0415

    leap = leap and length(year, month, leap=True) > 0
    day = min(day, length(year, month, leap=leap))
    found = Lunar.fromYmd(year, -month if leap else month, day).getSolar()
    return date(found.getYear(), found.getMonth(), found.getDay())


@lru_cache(maxsize=1024)
def length(year: int, month: int, *, leap: bool = False) -> int:
    """How many days a month has; 0 for a leap month that the year has not."""
    from lunar_python import LunarYear  # noqa: PLC0415

    found = LunarYear.fromYear(year).getMonth(-month if leap else month)
    return found.getDayCount() if found else 0


def year_of(day: date) -> int:
    """The lunar year of a day."""
    return _lunar(day)[0]


def keys_of(day: date) -> list[str]:
    """Month and day of all that is kept on a day: 0815, 04L08."""
    year, month, number = _lunar(day)
    leap, month = month < 0, abs(month)
    numbers = [number]
    if number == 29 and length(year, month, leap=leap) == 29:
        numbers.append(30)
    keys = [f"{month:02d}{'L' if leap else ''}{one:02d}" for one in numbers]
    if not leap and not length(year, month, leap=True):
        keys += [f"{month:02d}L{one:02d}" for one in numbers]
    return keys


def named(month: int, day: int, *, leap: bool = False) -> str:
    """八月十五, 闰四月初八."""
    return f"{'闰' if leap else ''}{_MONTHS[month - 1]}月{_day_name(day)}"


def _day_name(day: int) -> str:
    if day in (20, 30):
        return "二三"[day // 10 - 2] + "十"
    return "初十廿三"[(day - 1) // 10 if day % 10 == 0 else day // 10] + _DIGITS[(day - 1) % 10]


@lru_cache(maxsize=4096)
def _lunar(day: date) -> tuple[int, int, int]:
    from lunar_python import Solar  # noqa: PLC0415

    found = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return found.getYear(), found.getMonth(), found.getDay()
