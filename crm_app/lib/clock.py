"""Time: UTC inside, the user's zone at the edges."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Asia/Shanghai"


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def zone(name: str) -> ZoneInfo:
    """The zone called `name`; the default one where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(DEFAULT_ZONE)


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA zone."""
    try:
        return bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def today(zone_name: str) -> date:
    """The calendar day it is now in a zone."""
    return now().astimezone(zone(zone_name)).date()
