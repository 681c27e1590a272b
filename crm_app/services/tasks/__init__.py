"""Tasks: what is to be done, by whom and when."""

from crm_app.services.tasks import indexing
from crm_app.services.tasks.commands import (
    change_task,
    complete_task,
    create_task,
    delete_task,
    postpone_task,
    reopen_task,
    restore_task,
)
from crm_app.services.tasks.due import GROUPS, Calendar, shown_due
from crm_app.services.tasks.months import DayCell, Month, task_month
from crm_app.services.tasks.people import employer_id, possible_assignees
from crm_app.services.tasks.queries import (
    LISTING,
    calendar,
    next_steps,
    task_groups,
    task_page,
    task_rows,
    task_slice,
    tasks_of,
)
from crm_app.services.tasks.reminders import remind_due
from crm_app.services.tasks.rows import NextStep, TaskForm, TaskGroup, TaskRow

__all__ = [
    "GROUPS",
    "LISTING",
    "Calendar",
    "DayCell",
    "Month",
    "NextStep",
    "TaskForm",
    "TaskGroup",
    "TaskRow",
    "calendar",
    "change_task",
    "complete_task",
    "create_task",
    "delete_task",
    "employer_id",
    "indexing",
    "next_steps",
    "possible_assignees",
    "postpone_task",
    "remind_due",
    "reopen_task",
    "restore_task",
    "shown_due",
    "task_groups",
    "task_month",
    "task_page",
    "task_rows",
    "task_slice",
    "tasks_of",
]
