"""Calendar days as people enter them, and the day it is for them."""

from datetime import date

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.lib.clock import zone


def today_of(work: Work) -> date:
    """The actor's day."""
    return work.now.astimezone(zone(work.actor.zone)).date()


def read_day(typed: str, field: str) -> date | None:
    """YYYY-MM-DD, or nothing; refuses anything else with `record.day_invalid`."""
    text = typed.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else _refuse(text, field)
    except ValueError:
        return _refuse(text, field)


def _refuse(typed: str, field: str) -> date:
    raise Invalid("record.day_invalid", field=field, typed=typed[:20])
