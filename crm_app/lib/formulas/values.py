"""What a formula reckons with: exact numbers, days, texts, yes or no; None is nothing."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

NUMBER, DATE, TEXT, TICK, NOTHING = "number", "date", "text", "tick", "nothing"
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Known:
    """What a formula is reckoned with: the values of fields, and which day it is."""

    values: Mapping[str, Any]
    today: date


Reckon = Callable[[Known], Any]


def as_text(value: Any) -> str:
    """A value within a text; nothing is an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)[:LONGEST_TEXT]


def days_after(day: date, days: Decimal) -> date:
    """So many whole days later."""
    return day + timedelta(days=int(days))


def months_after(day: date, months: Decimal) -> date:
    """So many months later; of a day that is not there, the last one of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
