"""Pure: cells that say when on a day something was, and how many came."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

from crm_app.core.bulk import as_stored
from crm_app.lib.clock import DEFAULT_ZONE, zone
from crm_app.services.imports.cells import Bad, day

_WITH_TIME = re.compile(
    r"(\S+?)(?:T|\s+)((?:上午|下午|晚上|[ap]\.?m\.?)?\s*\d{1,2}[:时点].*)", re.ASCII
)
_WITH_ZONE = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{3}|\.\d{6})?(?:Z|[+-]\d\d:?\d\d)", re.ASCII
)
_CLOCK = re.compile(
    r"(?:\d{4}-\d\d-\d\dt)?(上午|早上|中午|下午|晚上|am|pm)?\s*(\d{1,2})(?:[:时点](\d{1,2})?分?(?::?\d{1,2}(?:\.\d+)?秒?)?)"
    r"\s*([ap]\.?m\.?)?(?:z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_AFTER_NOON = frozenset({"下午", "晚上", "pm"})
_BEFORE_NOON = frozenset({"上午", "早上", "am"})


def moment(typed: str, _: int = 0) -> str | None:
    """A calendar day, and behind it the time of day where the cell says one: YYYY-MM-DD HH:MM."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if _WITH_ZONE.fullmatch(plain):  # a shop's till far away: the clock of the house counts
        plain = f"{datetime.fromisoformat(plain).astimezone(zone(DEFAULT_ZONE)):%Y-%m-%dT%H:%M}"
    found = _WITH_TIME.fullmatch(plain)
    if found is None:
        return day(plain)
    on, at = day(found[1]), clock(found[2])
    # Midnight is what programs write that know no time.
    return f"{on} {at}" if on and at != "00:00" else on


def clock(typed: str, _: int = 0) -> str:
    """A time of day as HH:MM: 15:10, 3:10 pm, 下午3点, 15时10分 alike."""
    plain = unicodedata.normalize("NFKC", typed).strip().casefold()
    found = _CLOCK.fullmatch(plain)
    if found is None:
        raise Bad("imports.time_unknown", typed=typed[:30])
    hour, minute = int(found[2]), int(found[3] or 0)
    said = {found[1] or "", (found[4] or "").replace(".", "")}
    if said & _AFTER_NOON and hour < 12:
        hour += 12
    elif said & _BEFORE_NOON and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise Bad("imports.time_unknown", typed=typed[:30])
    return f"{hour:02d}:{minute:02d}"


def people(typed: str, _: int = 0) -> int:
    """How many came together."""
    found = re.fullmatch(
        r"0*([1-9]\d{0,2})(?:\.0+)?\s*(?:人|位|people|persons?|pax)?", typed.casefold()
    )
    if found is None:
        raise Bad("imports.people_unknown", typed=typed[:30])
    return int(found[1])


def settle_time(read: dict[str, Any]) -> None:
    """The day, and beside it the time, whichever of two columns says it."""
    day, _, time = (read.get("ordered_on") or "").partition(" ")
    if day:
        read["ordered_on"] = day
        read["ordered_time"] = read.get("ordered_time") or time
    if not day or not read.get("ordered_time"):
        read.pop("ordered_time", None)


def moment_of(read: dict[str, Any]) -> Any:
    """The moment as its row keeps it; a table's clock is the one of the house."""
    if not read.get("ordered_time"):
        return None
    local = datetime.fromisoformat(f"{read['ordered_on']}T{read['ordered_time']}")
    return as_stored(local.replace(tzinfo=zone(DEFAULT_ZONE)))


PLAIN: dict[str, Callable[[str, int], Any]] = {"moment": moment, "clock": clock, "people": people}
