"""Reminders: a task's owner is told when its time has come, once."""

from datetime import datetime, time, timedelta

from sqlmodel import col, select, update

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.activities import Task
from crm_app.models.users import User
from crm_app.services import mail
from crm_app.services.notices import notify

# A task with a day alone is due in the morning of its owner.
MORNING = time(9)
# After a longer standstill what is late stands on the home page; nobody needs a hundred notices.
LATEST = timedelta(days=1)
_AT_ONCE = 200


@command(Permission.SETTINGS)
def remind_due(work: Work) -> int:
    """Tell the owners of open tasks whose moment has come; returns how many tasks those were.

    A task that gets another date is told of again.
    """
    found = (
        select(Task, User)
        .join(User, col(User.id) == Task.owner_id)
        .where(
            col(Task.done_at).is_(None),
            col(Task.deleted_at).is_(None),
            col(Task.reminded_at).is_(None),
            # A day is kept as its noon: that of tomorrow may have begun elsewhere.
            col(Task.due_at) <= work.now + timedelta(days=1),
            col(Task.due_at) > work.now - LATEST - timedelta(days=1),
        )
        .order_by(col(Task.due_at))
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True, of=Task)
    )
    due = [
        (task, owner)
        for task, owner in work.session.exec(found)
        if work.now - LATEST < moment_of(task, owner.zone) <= work.now
    ]
    for task, owner in due:
        notify(work, [owner.id], "tasks.reminder", link="/tasks", title=task.title)
        if mail.is_configured():
            mail.send(work, owner.email, "tasks.mail_reminder", owner.language, title=task.title)
    # Past the record's version: somebody may have the task's form open.
    reminded = update(Task).where(col(Task.id).in_([task.id for task, _ in due]))
    work.session.exec(reminded.values(reminded_at=work.now))
    return len(due)


def moment_of(task: Task, zone_name: str) -> datetime:
    """When the owner is told of a task that has a date."""
    assert task.due_at is not None
    if task.has_time:
        return task.due_at
    return datetime.combine(task.due_at.date(), MORNING, zone(zone_name))
