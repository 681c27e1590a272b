"""When a task is due: a moment, or a day without time, and in which group of the list it stands.

A day is kept as noon UTC of that date: the same calendar day almost everywhere, and after most
timed tasks of the day when they are sorted together.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_

from crm_app.core.errors import Invalid
from crm_app.lib.clock import zone
from crm_app.models.activities import Task

GROUPS = ("overdue", "today", "week", "later", "done")


@dataclass(frozen=True, slots=True)
class Due:
    """A moment, or a day (`has_time` false), or nothing."""

    at: datetime | None
    has_time: bool


def read_due(typed: str, zone_name: str) -> Due:
    """What was entered: nothing, YYYY-MM-DD, or a time that without offset is one of the zone."""
    text = typed.strip()
    if not text:
        return Due(None, has_time=False)
    try:
        if len(text) == 10:
            return Due(_of_day(date.fromisoformat(text)), has_time=False)
        at = datetime.fromisoformat(text)
        return Due(
            (at if at.tzinfo else at.replace(tzinfo=zone(zone_name))).astimezone(UTC), has_time=True
        )
    except (ValueError, OverflowError):
        raise Invalid("tasks.due_invalid", field="due", typed=text[:30]) from None


def shown_due(task: Task) -> str:
    """ISO day or moment, as screens and the API show it; empty without a date."""
    if task.due_at is None:
        return ""
    return task.due_at.isoformat() if task.has_time else task.due_at.date().isoformat()


def _of_day(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _day_start(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """This moment in a person's zone, and the days around it; the week ends on Sunday."""

    now: datetime
    zone_name: str

    @property
    def today(self) -> date:
        """The day it is there."""
        return self.now.astimezone(zone(self.zone_name)).date()

    def group(self, task: Task) -> str:
        """One of `GROUPS`."""
        if task.done_at is not None:
            return "done"
        if task.due_at is None:
            return "later"
        if self._is_past(task.due_at, has_time=task.has_time):
            return "overdue"
        day = (
            task.due_at.astimezone(zone(self.zone_name)).date()
            if task.has_time
            else task.due_at.date()
        )
        if day <= self.today:
            return "today"
        return "week" if day < self._monday() else "later"

    def is_overdue(self) -> ColumnElement[bool]:
        """Condition: open and past its time, or past its day."""
        return and_(
            col(Task.done_at).is_(None),
            or_(
                and_(col(Task.has_time), col(Task.due_at) < self.now),
                and_(~col(Task.has_time), col(Task.due_at) < _day_start(self.today)),
            ),
        )

    def in_group(self, name: str) -> ColumnElement[bool]:
        """Condition for one of `GROUPS`; refuses others."""
        if name == "done":
            return col(Task.done_at).is_not(None)
        open_ones, tomorrow = col(Task.done_at).is_(None), self.today + timedelta(days=1)
        conditions: dict[str, Any] = {
            "overdue": self.is_overdue(),
            "today": and_(open_ones, self.before(tomorrow), ~self.is_overdue()),
            "week": and_(open_ones, ~self.before(tomorrow), self.before(self._monday())),
            "later": and_(open_ones, or_(col(Task.due_at).is_(None), ~self.before(self._monday()))),
        }
        if name not in conditions:
            raise Invalid("list.value_unknown", value=name[:60])
        return conditions[name]

    def before(self, day: date) -> ColumnElement[bool]:
        """Condition: due on an earlier day than `day`; never true without a date."""
        start = datetime.combine(day, time(0), zone(self.zone_name)).astimezone(UTC)
        return or_(
            and_(col(Task.has_time), col(Task.due_at) < start),
            and_(~col(Task.has_time), col(Task.due_at) < _day_start(day)),
        )

    def _monday(self) -> date:
        return self.today + timedelta(days=7 - self.today.weekday())

    def _is_past(self, due_at: datetime, *, has_time: bool) -> bool:
        return due_at < self.now if has_time else due_at.date() < self.today
