"""Which day an English wording means, seen from today: one function for each way of saying it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from crm_app.services.voice.facts import calendar_days as days
from crm_app.services.voice.facts.english_numbers import english_number
from crm_app.services.voice.facts.lexicon import words

Match = re.Match[str]
Rule = Callable[[Match, date], date | None]

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = words(
    """
    january february march april may june july august september october november december
    """
)
_MONTH_NUMBERS = {name: place for place, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: place for name, place in _MONTH_NUMBERS.items()} | {"sept": 9}
ORDINALS = {
    word: place
    for place, word in enumerate(
        words(
            """
            first second third fourth fifth sixth seventh eighth ninth tenth
            eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
            """
        ),
        1,
    )
} | {"thirtieth": 30}
ORDINALS |= {f"twenty {word}": 20 + place for word, place in [*ORDINALS.items()][:9]}
ORDINALS |= {"thirty first": 31}


def weekday_of(match: Match) -> int:
    said = match["weekday"].lower()[:3]
    return next(place for place, name in enumerate(_WEEKDAYS) if name.startswith(said))


def _ordinal(said: str) -> int:
    digits = re.match(r"\d+", said)
    return int(digits[0]) if digits else ORDINALS[said.lower().replace("-", " ")]


def _month_of(match: Match) -> int:
    return _MONTH_NUMBERS[match["month"].lower().rstrip(".")]


def _said_year(match: Match, today: date) -> int | None:
    said = match["year"]
    if said and said.strip(" ,").isdigit():
        return int(said.strip(" ,"))
    return today.year + 1 if said else None


def past(_: Match, __: date) -> None:
    return None


def iso(match: Match, today: date) -> date | None:
    return days.day_ahead(today, int(match[2]), int(match[3]), int(match[1]))


def slashed(match: Match, today: date) -> date | None:
    first, second = int(match[1]), int(match[2])
    month, day = (second, first) if first > 12 else (first, second)
    return days.day_ahead(today, month, day)


def slashed_year(match: Match, today: date) -> date | None:
    first, second = int(match[1]), int(match[2])
    month, day = (second, first) if first > 12 else (first, second)
    return days.day_ahead(today, month, day, int(match[3]))


def nth_weekday(match: Match, today: date) -> date:
    """The first Monday in December, the last Friday of the month."""
    if match["month"]:
        first = days.month_ahead(today, _month_of(match), _said_year(match, today))
    else:
        first = days.months_on(today, match["which"].lower() == "next", 1)
    if match["nth"].lower() == "last":
        end = days.end_of_month(first)
        return end - timedelta((end.weekday() - weekday_of(match)) % 7)
    ahead = (weekday_of(match) - first.weekday()) % 7
    return first + timedelta(ahead + 7 * (ORDINALS[match["nth"].lower()] - 1))


def month_day(match: Match, today: date) -> date | None:
    return days.day_ahead(today, _month_of(match), _ordinal(match["day"]), _said_year(match, today))


def day_of_relative(match: Match, today: date) -> date | None:
    first = days.months_on(today, match["which"].lower() == "next", 1)
    return days.day_ahead(today, first.month, _ordinal(match["day"]), first.year)


def bare_day(match: Match, today: date) -> date | None:
    return days.day_of_month(today, _ordinal(match["day"]))


def named_day_of_month(match: Match, today: date) -> date | None:
    """Thursday the tenth: the next tenth that is a Thursday, else the next tenth."""
    number, weekday = _ordinal(match["day"]), weekday_of(match)
    if match["month"]:
        return days.day_ahead(today, _month_of(match), number)
    nearest = day = days.day_of_month(today, number)
    for _ in range(6):
        if day is not None and day.weekday() == weekday:
            return day
        day = days.day_of_month(day + timedelta(1), number) if day else None
    return nearest


def week_of_month(match: Match, today: date) -> date:
    """The first day of a month's week that was counted, its last where that is a limit."""
    first = days.month_ahead(today, _month_of(match), _said_year(match, today))
    said = match["week"].lower()
    begin = (
        days.end_of_month(first) - timedelta(6)
        if said == "last"
        else first + timedelta(7 * (ORDINALS[said] - 1))
    )
    return max(today, begin + timedelta(6) if match["by"] else begin)


def in_days(count: int) -> Rule:
    return lambda _, today: today + timedelta(count)


def after_next(match: Match, today: date) -> date:
    return days.week_day(today, weekday_of(match), 1) + timedelta(7)


def weekday_in_week(match: Match, today: date) -> date:
    weeks = {"next week": 1, "this week": 0}.get(" ".join(match["week"].lower().split()), 2)
    return days.week_day(today, weekday_of(match), weeks)


def week_on(match: Match, today: date) -> date:
    return days.coming(today, weekday_of(match)) + timedelta(7)


def weekday(match: Match, today: date) -> date:
    which = (match["which"] or "").lower().strip()
    weekday = weekday_of(match)
    if which == "next":
        return days.week_day(today, weekday, 1)
    if which == "this" and weekday == today.weekday():
        return today
    return days.coming(today, weekday)


def after(match: Match, today: date) -> date:
    said = match["n"].lower()
    count = 2 if said.startswith("a couple") else 3 if said == "a few" else None
    count = int(count or (1 if said in ("a", "an") else english_number(said) or 1))
    unit = match["unit"].lower().rstrip("s")
    if unit.startswith(("business", "work")):
        return days.working_days(today, count)
    if unit in ("month", "quarter", "year"):
        return days.months_on(today, count * {"month": 1, "quarter": 3, "year": 12}[unit])
    return today + timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def period(match: Match, today: date) -> date:
    """This, next week, month, quarter, year: its beginning, or its end where a limit is meant."""
    ahead = {"next": 1, "following": 1}.get((match["which"] or "").lower().strip(), 0)
    first, last = _bounds(match["unit"].lower(), today, ahead)
    end = (match["end"] or "").lower()
    if end.startswith("mid"):
        return first + (last - first) // 2
    if end.startswith(("beg", "start", "early", "first")):
        return max(first, today)
    return last if end or match["by"] or first <= today else first


def _bounds(unit: str, today: date, ahead: int) -> tuple[date, date]:
    if unit == "week":
        return days.week_day(today, 0, ahead), days.end_of_week(today, ahead)
    if unit == "month":
        return days.months_on(today, ahead, 1), days.end_of_month(today, ahead)
    if unit == "quarter":
        return days.this_quarter(today, ahead)
    return date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)


def short_end(match: Match, today: date) -> date:
    unit = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}[match[1][0].lower()]
    return today if unit == "day" else _bounds(unit, today, 0)[1]


def week_after_next(match: Match, today: date) -> date:
    return days.end_of_week(today, 2) if match["by"] else days.week_day(today, 0, 2)


def weekend(match: Match, today: date) -> date:
    saturday = days.week_day(today, 5, (match["which"] or "").lower().strip() == "next")
    return saturday - timedelta(1) if match["by"] else saturday


def month(match: Match, today: date) -> date:
    first = days.month_ahead(today, _month_of(match), _said_year(match, today))
    end = (match["end"] or "").lower()
    if end.startswith("mid"):
        return first.replace(day=15)
    if end.startswith(("beg", "start", "early", "first")):
        return max(first, today)
    if end.startswith("last week"):
        return days.end_of_month(first) - timedelta(6)
    if end.startswith("late"):
        return first.replace(day=25)
    return days.end_of_month(first) if end or first <= today else first


def quarter(match: Match, today: date) -> date:
    said = (match["number"] or match["named"] or match["spoken"]).lower()
    number = int(said) if said.isdigit() else ORDINALS.get(said) or int(english_number(said) or 1)
    first, last = days.quarter(today, number, _said_year(match, today))
    end = (match["end"] or "").lower()
    if end.startswith(("beg", "start", "early", "first")):
        return max(first, today)
    if end.startswith("mid"):
        return days.months_on(first, 1, 15)
    return last if end or match["by"] or first <= today else first
