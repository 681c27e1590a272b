"""Years, quarters and months, by keys that sort and read: 2026, 2026Q3, 2026-09."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from crm_app.lib.clock import zone

_KEY = re.compile(r"(\d{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?", re.ASCII)
EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months from `month` of `year` on: twelve, three or one."""

    year: int
    month: int = 1
    months: int = 12

    @property
    def key(self) -> str:
        """As addresses and the API name it."""
        if self.months == 12:
            return f"{self.year}"
        if self.months == 3:
            return f"{self.year}Q{(self.month + 2) // 3}"
        return f"{self.year}-{self.month:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def after(self) -> date:
        """The day after its last."""
        end = self.month + self.months
        return date(self.year + (end - 1) // 12, (end - 1) % 12 + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after - timedelta(days=1)

    def parts(self) -> list["Period"]:
        """Its months, in order."""
        return [Period(self.year, self.month + n, 1) for n in range(self.months)]

    def moments(self, zone_name: str) -> tuple[datetime, datetime]:
        """From this moment on, before that one: midnights of a zone, in UTC."""
        place = zone(zone_name)
        first, after = (datetime.combine(day, time(), place) for day in (self.first, self.after))
        return first.astimezone(UTC), after.astimezone(UTC)

    def until(self, last: "Period") -> "Period":
        """From the first month of this one to the last one of a later one."""
        place = last.year * 12 + last.month + last.months - (self.year * 12 + self.month)
        return Period(self.year, self.month, place)

    def passed(self, today: date) -> tuple[int, int]:
        """How many of its days have begun, of how many."""
        whole = (self.after - self.first).days
        return max(0, min(whole, (today - self.first).days + 1)), whole

    def label(self, language: str) -> str:
        """As people write it: 2026年11月, Nov 2026."""
        if language == "zh":
            if self.months == 12:
                return f"{self.year}年"
            part = f"{self.month}月" if self.months == 1 else f"第{(self.month + 2) // 3}季度"
            return f"{self.year}年{part}"
        if self.months == 12:
            return f"{self.year}"
        return self.first.strftime("%b %Y") if self.months == 1 else f"Q{self.key[-1]} {self.year}"

    def moved(self, steps: int) -> "Period":
        """The period of the same length that many steps later."""
        place = self.year * 12 + self.month - 1 + steps * self.months
        return Period(place // 12, place % 12 + 1, self.months)


def read_period(key: str) -> Period | None:
    """The period with that key; None for what is none between 2000 and 2100."""
    found = _KEY.fullmatch(key)
    if found is None or not EARLIEST <= int(found[1]) <= LATEST:
        return None
    if found[2]:
        return Period(int(found[1]), int(found[2]) * 3 - 2, 3)
    return Period(int(found[1]), int(found[3]), 1) if found[3] else Period(int(found[1]))


def month_of(day: date) -> Period:
    """The month that a day lies in."""
    return Period(day.year, day.month, 1)


def quarter_of(day: date) -> Period:
    """The quarter that a day lies in."""
    return Period(day.year, (day.month - 1) // 3 * 3 + 1, 3)
