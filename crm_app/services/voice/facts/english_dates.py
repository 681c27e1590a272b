"""Days as English says them: next Wednesday, the week after next, on the 20th, by month end, in Q1."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from crm_app.services.voice.facts import calendar_days as days
from crm_app.services.voice.facts.calendar_days import DateMention
from crm_app.services.voice.facts.english_numbers import english_number

Match = re.Match[str]
Rule = Callable[[Match, date], date | None]

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH_NUMBERS = {name: place for place, name in enumerate(_MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: place for name, place in _MONTH_NUMBERS.items()} | {"sept": 9}
_ORDINALS = {
    word: place
    for place, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
} | {"thirtieth": 30}
_ORDINALS |= {f"twenty {word}": 20 + place for word, place in [*_ORDINALS.items()][:9]}
_ORDINALS |= {"thirty first": 31}

_WD = r"(?P<weekday>mon|tues?|wednes|thurs?|fri|satur|sun)day"
_MON = rf"(?P<month>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_ORD_WORD = "|".join(
    sorted((word.replace(" ", "[ -]") for word in _ORDINALS), key=len, reverse=True)
)
_ORD = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)|{_ORD_WORD})"
_COUNT = r"(?P<n>a couple(?: of)?|a few|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3})"
_UNIT = r"(?P<unit>(?:business |working |work )?days?|weeks?|fortnights?|months?|quarters?|years?)"
_BY = r"(?P<by>\b(?:by|before|within|until|till|no later than)\s+)?(?:the\s+)?"
_END = r"(?P<end>(?:the\s+)?(?:very\s+)?end of(?: the)?|close of|late|beginning of(?: the)?|start of(?: the)?|early(?: in)?|mid(?:dle of(?: the)?)?|first (?:week|half) of(?: the)?|last week of(?: the)?)"


def english_dates(text: str, today: date) -> list[DateMention]:
    """Every day that the text names, in reading order; past ones without a day."""
    found: list[DateMention] = []
    for pattern, rule, sure in _RULES:
        for match in pattern.finditer(text):
            if all(match.end() <= one.start or match.start() >= one.end for one in found):
                found.append(DateMention(match.start(), match.end(), rule(match, today), sure))
    return sorted(found, key=lambda mention: mention.start)


def _weekday_of(match: Match) -> int:
    said = match["weekday"].lower()[:3]
    return next(place for place, name in enumerate(_WEEKDAYS) if name.startswith(said))


def _ordinal(said: str) -> int:
    digits = re.match(r"\d+", said)
    return int(digits[0]) if digits else _ORDINALS[said.lower().replace("-", " ")]


def _month_of(match: Match) -> int:
    return _MONTH_NUMBERS[match["month"].lower().rstrip(".")]


def _said_year(match: Match, today: date) -> int | None:
    said = match["year"]
    if said and said.strip(" ,").isdigit():
        return int(said.strip(" ,"))
    return today.year + 1 if said else None


def _past(_: Match, __: date) -> None:
    return None


def _iso(match: Match, today: date) -> date | None:
    return days.day_ahead(today, int(match[2]), int(match[3]), int(match[1]))


def _slashed(match: Match, today: date) -> date | None:
    first, second = int(match[1]), int(match[2])
    month, day = (second, first) if first > 12 else (first, second)
    return days.day_ahead(today, month, day)


def _month_day(match: Match, today: date) -> date | None:
    return days.day_ahead(today, _month_of(match), _ordinal(match["day"]), _said_year(match, today))


def _day_of_relative(match: Match, today: date) -> date | None:
    first = days.months_on(today, match["which"].lower() == "next", 1)
    return days.day_ahead(today, first.month, _ordinal(match["day"]), first.year)


def _bare_day(match: Match, today: date) -> date | None:
    return days.day_of_month(today, _ordinal(match["day"]))


def _in_days(count: int) -> Rule:
    return lambda _, today: today + timedelta(count)


def _after_next(match: Match, today: date) -> date:
    return days.week_day(today, _weekday_of(match), 1) + timedelta(7)


def _weekday_in_week(match: Match, today: date) -> date:
    weeks = {"next week": 1, "this week": 0}.get(" ".join(match["week"].lower().split()), 2)
    return days.week_day(today, _weekday_of(match), weeks)


def _week_on(match: Match, today: date) -> date:
    return days.coming(today, _weekday_of(match)) + timedelta(7)


def _weekday(match: Match, today: date) -> date:
    which = (match["which"] or "").lower().strip()
    weekday = _weekday_of(match)
    if which == "next":
        return days.week_day(today, weekday, 1)
    if which == "this" and weekday == today.weekday():
        return today
    return days.coming(today, weekday)


def _after(match: Match, today: date) -> date:
    said = match["n"].lower()
    count = 2 if said.startswith("a couple") else 3 if said == "a few" else None
    count = int(count or (1 if said in ("a", "an") else english_number(said) or 1))
    unit = match["unit"].lower().rstrip("s")
    if unit.startswith(("business", "work")):
        return days.working_days(today, count)
    if unit in ("month", "quarter", "year"):
        return days.months_on(today, count * {"month": 1, "quarter": 3, "year": 12}[unit])
    return today + timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _period(match: Match, today: date) -> date:
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


def _short_end(match: Match, today: date) -> date:
    unit = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}[match[1][0].lower()]
    return today if unit == "day" else _bounds(unit, today, 0)[1]


def _week_after_next(match: Match, today: date) -> date:
    return days.end_of_week(today, 2) if match["by"] else days.week_day(today, 0, 2)


def _weekend(match: Match, today: date) -> date:
    saturday = days.week_day(today, 5, (match["which"] or "").lower().strip() == "next")
    return saturday - timedelta(1) if match["by"] else saturday


def _month(match: Match, today: date) -> date:
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


def _quarter(match: Match, today: date) -> date:
    said = (match["number"] or match["named"] or match["spoken"]).lower()
    number = int(said) if said.isdigit() else _ORDINALS.get(said) or int(english_number(said) or 1)
    first, last = days.quarter(today, number, _said_year(match, today))
    end = (match["end"] or "").lower()
    if end.startswith(("beg", "start", "early", "first")):
        return max(first, today)
    if end.startswith("mid"):
        return days.months_on(first, 1, 15)
    return last if end or match["by"] or first <= today else first


def _christmas(match: Match, today: date) -> date | None:
    return _beside(match["side"], days.holiday(today, days.CHRISTMAS))


def _new_year(match: Match, today: date) -> date | None:
    return _beside(match["side"], days.holiday(today, days.NEW_YEAR))


def _thanksgiving(match: Match, today: date) -> date | None:
    return _beside(match["side"], days.thanksgiving(today))


def _beside(side: str | None, day: date | None) -> date | None:
    word = (side or "").lower().split()
    if day is None or not word:
        return day
    return day + timedelta({"after": 1, "before": -1, "by": -1}.get(word[-1], 0))


def _rule(pattern: str, rule: Rule, sure: float = 0.95) -> tuple[re.Pattern[str], Rule, float]:
    return re.compile(pattern, re.IGNORECASE), rule, sure


_YEAR = r"(?P<year>,? 20\d\d|,? (?:of )?next year)?"
_SIDE = r"(?:(?P<side>\b(?:right |just |straight )?(?:before|after|by|around|on|until)) )?(?:the )?"
_RULES = (
    _rule(r"\b(20\d\d)-(\d{1,2})-(\d{1,2})\b", _iso),
    _rule(rf"\b(?:last|previous|past) (?:week|month|quarter|year|night|{_WD})", _past),
    _rule(rf"\byesterday|\b{_COUNT} {_UNIT} ago|\bearlier (?:today|this week)|\bthis morning\b", _past),
    _rule(rf"\b(?:in|over|for) the (?:last|past) {_COUNT}? ?{_UNIT}", _past),
    _rule(rf"\b{_MON} (?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\b|{_ORD_WORD}\b){_YEAR}", _month_day),
    _rule(rf"\b(?:the )?{_ORD}(?: day)? of (?P<which>next|this) month", _day_of_relative),
    _rule(rf"\b(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{_ORD_WORD}) (?:of )?{_MON}{_YEAR}\b", _month_day),
    _rule(r"\b(\d{1,2})/(\d{1,2})\b(?!/)", _slashed, 0.7),
    _rule(r"\b(?:the )?day after tomorrow", _in_days(2)),
    _rule(r"\btomorrow\b", _in_days(1)),
    _rule(rf"\b{_WD} after next\b", _after_next),
    _rule(rf"\b{_WD}(?: of)? (?P<week>next week|this week|the week after(?: next)?)", _weekday_in_week),
    _rule(rf"\b{_WD} week\b", _week_on, 0.8),
    _rule(rf"\ba week (?:on|from|after) (?:this |next )?{_WD}", _week_on, 0.9),
    _rule(r"\b(?:a week from (?:today|now)|this time next week|a week today)\b", _in_days(7)),
    _rule(rf"\b(?P<which>this coming|this|next|coming|following)? ?\b{_WD}\b", _weekday),
    _rule(rf"\b(?:in|within|inside) (?:about |around |the next |another )?{_COUNT} {_UNIT}\b(?:'?s?'? time)?", _after),
    _rule(rf"\b{_COUNT} {_UNIT} (?:from (?:now|today)|later|out|hence)\b", _after),
    _rule(rf"\bover the next {_COUNT} {_UNIT}", _after, 0.7),
    _rule(rf"{_BY}\b(?:the )?week after next\b", _week_after_next, 0.7),
    _rule(rf"\b{_BY}{_END} (?:of )?(?P<which>next|this|the|following)? ?(?P<unit>week|month|quarter|year)\b", _period, 0.85),
    _rule(rf"{_BY}(?P<end>)\b(?P<which>next|this|following) (?P<unit>week|month|quarter|year)\b(?!['’]s)", _period, 0.6),
    _rule(rf"{_BY}\b(?P<which>)(?P<unit>week|month|quarter|year)(?:[ -])?(?P<end>end)\b", _period, 0.85),
    _rule(r"\b(?:end of (?:the )?day|day end)\b(?! (?:on )?(?:mon|tue|wed|thu|fri|tom))", lambda _, today: today, 0.9),
    _rule(r"\b(?:EO|end of |close of )([DWMQY])\b(?! (?:on )?(?:mon|tue|wed|thu|fri|tom))", _short_end, 0.85),
    _rule(r"\b(?:(?:COB|close of (?:business|play))(?! (?:on )?(?:mon|tue|wed|thu|fri|tom))|end of business(?! (?:on )?(?:mon|tue|wed|thu|fri|tom))|today|tonight|this (?:afternoon|evening))\b", _in_days(0), 0.8),
    _rule(rf"{_BY}\b(?P<which>next|this)? ?weekend\b", _weekend, 0.7),
    _rule(rf"{_BY}(?:{_END} )?\b(?:the )?(?:Q(?P<number>[1-4])|(?P<named>first|second|third|fourth) quarter|Q (?P<spoken>one|two|three|four)\b){_YEAR}", _quarter, 0.8),
    _rule(rf"{_SIDE}\b(?:Christmas|Xmas)(?: holidays?| break| day)?\b", _christmas, 0.8),
    _rule(rf"{_SIDE}\bnew year(?:['’]?s)?(?: day| holidays?| break)?\b", _new_year, 0.8),
    _rule(rf"{_SIDE}\bthanksgiving\b", _thanksgiving, 0.8),
    _rule(rf"{_BY}{_END} {_MON}{_YEAR}\b", _month, 0.8),
    _rule(rf"\b(?:in|by|until|before|around|for|till|(?P<end>mid|early|late)[ -])\s*{_MON}{_YEAR}(?![a-z])", _month, 0.6),
    _rule(rf"\b(?:on|by|before|until|the|from|around) (?:the )?{_ORD}(?! (?:of|floor|time|quarter|half|round|phase|meeting|call|visit|one|thing|step|option|draft|version|year|week|month|payment|instal\w*|avenue|street|party|pass|tier|release|choice|person|company|contract|order|batch|stage|part|line))\b", _bare_day, 0.8),
)  # fmt: skip
