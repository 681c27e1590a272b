"""One's tasks on the days of a month, those that are done among them."""

from calendar import Calendar as Weeks
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import col

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, conditions
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.activities import Task
from crm_app.services.tasks.queries import LISTING, calendar, task_rows
from crm_app.services.tasks.rows import TaskRow

MOST = 600


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a month's sheet; `inside`: of that month, not of the ones beside it. `is_over`: a day
    of the present month before today."""

    day: str
    number: int
    inside: bool
    is_today: bool
    is_over: bool = False
    tasks: list[TaskRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; `before` and `after` name the ones beside it. `dateless`: how many
    open tasks stand on no day; `over`: how many tasks stand on days of the present month that are
    over, and `over_open`: how many of those are still to be done.
    """

    month: str = ""
    first: str = ""
    before: str = ""
    after: str = ""
    weeks: list[list[DayCell]] = field(default_factory=list)
    dateless: int = 0
    over: int = 0
    over_open: int = 0
    more: bool = False


@query(Permission.TASK_READ)
def task_month(work: Work, month: str = "") -> Month:
    """A month (`2026-11`) of one's own tasks; the present one where none is named."""
    days = calendar(work)
    first = _read_month(month) if month else days.today.replace(day=1)
    weeks = Weeks().monthdatescalendar(first.year, first.month)
    mine = conditions(work, LISTING, ListQuery(filters={"owner": "me"}))
    own = work.visible(Task).where(*mine)
    start, end = weeks[0][0], weeks[-1][-1] + timedelta(days=1)
    within = own.where(~days.before(start), days.before(end)).order_by(
        col(Task.due_at), col(Task.id)
    )
    found = list(work.session.exec(within.limit(MOST + 1)))
    by_day: dict[date, list[TaskRow]] = defaultdict(list)
    rows = {row.public_id: row for row in task_rows(work, found[:MOST])}
    for task in found[:MOST]:
        assert task.due_at is not None
        at = task.due_at.astimezone(zone(work.actor.zone)) if task.has_time else task.due_at
        by_day[at.date()].append(rows[task.public_id])
    cells = [[_cell(day, first, days.today, by_day) for day in week] for week in weeks]
    over = [task for week in cells for cell in week if cell.is_over for task in cell.tasks]
    free = own.where(col(Task.due_at).is_(None), col(Task.done_at).is_(None))
    return Month(
        first.isoformat()[:7],
        first.isoformat(),
        (first - timedelta(days=1)).isoformat()[:7],
        (first + timedelta(days=32)).isoformat()[:7],
        cells,
        len(work.session.exec(free.limit(MOST)).all()),
        len(over),
        sum(task.group != "done" for task in over),
        len(found) > MOST,
    )


def _cell(day: date, first: date, today: date, by_day: dict[date, list[TaskRow]]) -> DayCell:
    inside = day.month == first.month
    is_over = inside and first == today.replace(day=1) and day < today
    return DayCell(day.isoformat(), day.day, inside, day == today, is_over, by_day.get(day, []))


def _read_month(typed: str) -> date:
    try:
        found = date.fromisoformat(f"{typed}-01")
    except ValueError:
        raise Invalid("tasks.due_invalid", field="month", typed=typed[:30]) from None
    if not 1990 <= found.year <= 2200:
        raise Invalid("tasks.due_invalid", field="month", typed=typed[:30])
    return found
