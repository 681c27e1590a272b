"""Days counted from today: weeks that begin on Monday, ends of months, quarters, holidays."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

# First day of the lunar year; 端午 and 中秋 follow the moon too.
SPRING = {
    2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
    2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8), 2036: (1, 28),
}  # fmt: skip
DRAGON_BOAT = {
    2025: (5, 31), 2026: (6, 19), 2027: (6, 9), 2028: (5, 28), 2029: (6, 16), 2030: (6, 5),
}  # fmt: skip
MID_AUTUMN = {
    2025: (10, 6), 2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22), 2030: (9, 12),
}  # fmt: skip
NEW_YEAR, LABOUR, NATIONAL, CHRISTMAS = (1, 1), (5, 1), (10, 1), (12, 25)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day that a text names. `day` is None for the past; `sure` 0..1 says how exactly it was named."""

    start: int
    end: int
    day: date | None
    sure: float


def week_day(today: date, weekday: int, weeks: int = 0) -> date:
    """The weekday (0 Monday) of the week that many weeks ahead."""
    return today + timedelta(7 * weeks + weekday - today.weekday())


def coming(today: date, weekday: int) -> date:
    """The next such weekday after today."""
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def end_of_week(today: date, weeks: int = 0) -> date:
    """Friday, or Sunday once Friday has come."""
    friday = week_day(today, 4, weeks)
    return friday if friday > today else friday + timedelta(2)


def months_on(today: date, months: int, day: int | None = None) -> date:
    """The same (or given) day some months on, moved back into a shorter month."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day if day is None else day, last))


def end_of_month(today: date, months: int = 0) -> date:
    """The last day of the month some months on."""
    return months_on(today, months, 31)


def month_ahead(today: date, month: int, year: int | None = None) -> date:
    """The first of that month: of `year`, else of its next coming, this month included."""
    if year is None:
        year = today.year + (month < today.month)
    return date(year, month, 1)


def day_ahead(today: date, month: int, day: int, year: int | None = None) -> date | None:
    """That day of the year, today or later; None when the month has no such day."""
    try:
        if year is not None:
            return date(year, month, day)
        this = date(today.year, month, day)
        return this if this >= today else date(today.year + 1, month, day)
    except ValueError:
        return None


def day_of_month(today: date, day: int) -> date | None:
    """The next such day of a month, today included."""
    if not 1 <= day <= 31:
        return None
    return months_on(today, 0 if day >= today.day else 1, day)


def quarter(today: date, number: int, year: int | None = None) -> tuple[date, date]:
    """First and last day of a quarter that is not over yet."""
    year = year or today.year + (number * 3 < today.month)
    first = date(year, number * 3 - 2, 1)
    return first, end_of_month(first, 2)


def this_quarter(today: date, ahead: int = 0) -> tuple[date, date]:
    """First and last day of the present quarter, or of one some quarters on."""
    first = months_on(today.replace(day=1), -((today.month - 1) % 3) + 3 * ahead)
    return first, end_of_month(first, 2)


def holiday(today: date, name: tuple[int, int] | dict[int, tuple[int, int]]) -> date | None:
    """The next coming of a holiday of the sun (month, day) or the moon (table)."""
    for year in (today.year, today.year + 1):
        place = name.get(year) if isinstance(name, dict) else name
        if place and date(year, *place) >= today:
            return date(year, *place)
    return None


def working_days(today: date, count: int) -> date:
    """The day that many working days ahead; weekends do not count."""
    day = today
    while count > 0:
        day += timedelta(1)
        count -= day.weekday() < 5
    return day


def thanksgiving(today: date) -> date:
    """The fourth Thursday of November, this year's or next."""
    for year in (today.year, today.year + 1):
        first = date(year, 11, 1)
        day = first + timedelta((3 - first.weekday()) % 7 + 21)
        if day >= today:
            return day
    raise AssertionError("a year has a November")


def put_right(
    mentions: list[DateMention], text: str, corrects: re.Pattern[str]
) -> list[DateMention]:
    """Without the days that were taken back: 下周三，不对，下周四; what is said between them goes too."""
    taken_back: set[int] = set()
    for place, one in enumerate(mentions):
        for later in range(len(mentions) - 1, place, -1):
            if corrects.fullmatch(text[one.end : mentions[later].start]):
                taken_back.update(range(place, later))
                break
    return [one for place, one in enumerate(mentions) if place not in taken_back]
