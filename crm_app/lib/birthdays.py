"""Birthdays with their calendar: 1985-08-15, --08-15 (year unknown), lunar:1985-08-15, lunar:--04L-08 (闰四月).

The next one: 29 February is kept on the 28th in years without it; a lunar day 30 on the 29th where
the month is short; a leap month's in the usual month where the year has no such leap month.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from crm_app.lib import lunar_days
from crm_app.lib.birthday_words import Parts, parts_of
from crm_app.lib.normal import Normal

LUNAR = "lunar:"
_STORED = re.compile(r"(lunar:)?(?:(\d{4})|-)-(\d{2})(L?)-(\d{2})")


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of a calendar; without a year 0. `is_leap`: of a leap month of the lunar one."""

    year: int
    month: int
    day: int
    is_lunar: bool = False
    is_leap: bool = False

    @property
    def stored(self) -> str:
        """As it is kept and sent."""
        year = f"{self.year:04d}" if self.year else "-"
        leap = "L" if self.is_leap else ""
        return f"{LUNAR if self.is_lunar else ''}{year}-{self.month:02d}{leap}-{self.day:02d}"


def stored_birthday(stored: str) -> Birthday | None:
    """What is kept, taken apart."""
    found = _STORED.fullmatch(stored)
    if found is None:
        return None
    lunar, year, month, leap, day = found.groups()
    return Birthday(int(year or 0), int(month), int(day), bool(lunar), bool(leap))


def read_birthday(typed: str, region: str = "CN", today: date | None = None) -> Birthday | None:
    """The birthday that somebody typed; None for what is no day. `region` decides 03/04/1985."""
    known = stored_birthday(typed.strip())
    if known is None:
        found = parts_of(typed, region, (today or date.today()).year)  # noqa: DTZ011
        known = _made(found) if found else None
    if known is None or not _exists(known, today or date.today()):  # noqa: DTZ011
        return None
    return known


def normal_birthday(typed: str, region: str = "CN", today: date | None = None) -> Normal | None:
    """As it is kept, and as a Chinese reader reads it."""
    birthday = read_birthday(typed, region, today)
    return Normal(birthday.stored, shown_birthday(birthday.stored, "zh")) if birthday else None


def shown_birthday(stored: str, language: str) -> str:
    """A birthday in words of a language: 农历1985年八月十五, 15 of the 8th lunar month 1985."""
    birthday = stored_birthday(stored)
    if birthday is None:
        return stored
    if birthday.is_lunar and language == "zh":
        year = f"{birthday.year}年" if birthday.year else ""
        return f"农历{year}{lunar_days.named(birthday.month, birthday.day, leap=birthday.is_leap)}"
    if birthday.is_lunar:
        return f"lunar {stored.removeprefix(LUNAR).removeprefix('--')}"
    if birthday.year:
        return stored
    if language == "zh":
        return f"{birthday.month}月{birthday.day}日"
    return f"{birthday.day} {date(2000, birthday.month, 1):%b}"


def next_birthday(stored: str, today: date) -> date | None:
    """The day on which it is kept next, today included."""
    birthday = stored_birthday(stored)
    if birthday is None:
        return None
    years = range(today.year - 1, today.year + 3)
    kept = (kept_in(birthday, year) for year in years)
    return next((day for day in kept if day is not None and day >= today), None)


def kept_in(birthday: Birthday, year: int) -> date | None:
    """The day on which it is kept in a year of its own calendar."""
    if birthday.is_lunar:
        return lunar_days.solar(year, birthday.month, birthday.day, leap=birthday.is_leap)
    if (birthday.month, birthday.day) == (2, 29) and not _leap_year(year):
        return date(year, 2, 28)
    return date(year, birthday.month, birthday.day)


def age_on(stored: str, day: date) -> int | None:
    """Whole years on a day, counted in its own calendar; None where the year is unknown."""
    birthday = stored_birthday(stored)
    if birthday is None or not birthday.year:
        return None
    year = lunar_days.year_of(day) if birthday.is_lunar else day.year
    kept = kept_in(birthday, year)
    return year - birthday.year - (1 if kept is None or day < kept else 0)


def day_key(stored: str) -> str:
    """What is kept on the same days every year: 0815, L0815, L04L08; empty for no birthday."""
    birthday = stored_birthday(stored)
    if birthday is None:
        return ""
    month = f"{birthday.month:02d}{'L' if birthday.is_leap else ''}"
    return f"{'L' if birthday.is_lunar else ''}{month}{birthday.day:02d}"


def keys_of(day: date) -> list[str]:
    """The keys of all birthdays that are kept on a day."""
    keys = [f"{day:%m%d}"]
    if (day.month, day.day) == (2, 28) and not _leap_year(day.year):
        keys.append("0229")
    return keys + [f"L{key}" for key in lunar_days.keys_of(day)]


def keys_between(first: date, days: int) -> dict[str, date]:
    """Key → the first of these days on which it is kept."""
    found: dict[str, date] = {}
    for step in range(days):
        day = first + timedelta(step)
        for key in keys_of(day):
            found.setdefault(key, day)
    return found


def _made(parts: Parts) -> Birthday:
    return Birthday(parts.year, parts.month, parts.day, parts.is_lunar, parts.is_leap)


def _exists(birthday: Birthday, today: date) -> bool:
    if not (1 <= birthday.month <= 12 and 1 <= birthday.day <= 31):
        return False
    if birthday.year and not 1850 <= birthday.year <= today.year:
        return False
    if birthday.is_lunar:
        return birthday.day <= 30 and _lunar_exists(birthday)
    try:
        day = date(birthday.year or 2000, birthday.month, birthday.day)
    except ValueError:
        return False
    return not birthday.year or day <= today


def _lunar_exists(birthday: Birthday) -> bool:
    if not birthday.year:
        return True
    size = lunar_days.length(birthday.year, birthday.month, leap=birthday.is_leap)
    return birthday.day <= size


def _leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
