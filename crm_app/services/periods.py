"""Days as people enter them, in their own zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crm_app.core.errors import Invalid

_FIRST, _LAST = 1970, 2200


def read_day(typed: str, field: str) -> date:
    """The date somebody entered; refuses what is none."""
    try:
        day = date.fromisoformat(typed.strip()[:10])
    except ValueError:
        raise Invalid("approvals.day_missing", field=field) from None
    if not _FIRST <= day.year <= _LAST:
        raise Invalid("approvals.day_missing", field=field)
    return day


def start_of(typed: str, zone: str, days: int = 0) -> datetime:
    """The first moment of a day, or of one some days later."""
    day = read_day(typed, "day") + timedelta(days=days)
    return datetime.combine(day, time(), ZoneInfo(zone))
