"""Calendar days as people enter them, and the day it is for them."""

from datetime import date

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.clock import zone

# Years of business: a slip of the hand (0206, 20226) is none.
_FIRST, _LAST = 1900, 2199


def today_of(work: Work) -> date:
    """The actor's day."""
    return work.now.astimezone(zone(work.actor.zone)).date()


def read_day(typed: str, field: str) -> date | None:
    """YYYY-MM-DD, or nothing; refuses anything else with `record.day_invalid`."""
    text = typed.strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if len(text) != 10 or not _FIRST <= day.year <= _LAST:
        raise Invalid("record.day_invalid", field=field, typed=text[:20])
    return day
