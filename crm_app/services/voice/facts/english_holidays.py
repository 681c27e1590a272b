"""The days around holidays as English names them: before Christmas, the Friday after Thanksgiving."""

from datetime import date, timedelta

from dateutil.easter import easter

from crm_app.services.voice.facts import calendar_days as days
from crm_app.services.voice.facts.english_days import Match, weekday_of


def after_thanksgiving(match: Match, today: date) -> date | None:
    return days.coming(days.thanksgiving(today), weekday_of(match))


def christmas(match: Match, today: date) -> date | None:
    return _beside(match["side"], days.holiday(today, days.CHRISTMAS))


def new_year(match: Match, today: date) -> date | None:
    return _beside(match["side"], days.holiday(today, days.NEW_YEAR))


def lunar_new_year(match: Match, today: date) -> date | None:
    return _beside(match["side"], days.holiday(today, days.SPRING))


def easter_time(match: Match, today: date) -> date | None:
    """Easter Monday, before Easter (the Thursday: Friday is a holiday), the Tuesday after Easter."""
    sunday = next(one for year in (0, 1) if (one := easter(today.year + year)) >= today)
    said = match["part"].lower()
    if said.startswith("good"):
        return sunday - timedelta(2)
    if said.endswith("monday"):
        return sunday + timedelta(1)
    before = (match["side"] or "").lower().endswith(("before", "by"))
    after = (match["side"] or "").lower().endswith("after")
    if match["weekday"]:
        weekday = weekday_of(match)
        return sunday - timedelta(6 - weekday or 7) if before else days.coming(sunday, weekday)
    return sunday + timedelta(-3 if before else 2 if after else 0)


def thanksgiving(match: Match, today: date) -> date | None:
    return _beside(match["side"], days.thanksgiving(today))


def _beside(side: str | None, day: date | None) -> date | None:
    word = (side or "").lower().split()
    if day is None or not word:
        return day
    return day + timedelta({"after": 1, "before": -1, "by": -1}.get(word[-1], 0))
