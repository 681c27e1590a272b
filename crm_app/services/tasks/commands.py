"""Every way a task can change."""

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.activities import Task
from crm_app.services.brought import brought
from crm_app.services.references import SUBJECTS, find_subject
from crm_app.services.tasks.due import read_due, shown_due
from crm_app.services.tasks.people import assignee, employer_id
from crm_app.services.tasks.rows import TaskForm

_MOST = 300


@command(Permission.TASK_WRITE)
def create_task(
    work: Work, form: TaskForm, public_id: str | None = None, source: str = "person"
) -> str:
    """A new task for the actor or for `form.owner`; returns its public id.

    A client may bring the id: sending the same creation twice makes one task. What is about a
    deal is about its customer too. `source` says what made it: person, voice, stage …
    """
    if form.title is None:
        raise Invalid("tasks.title_missing", field="title")
    if public_id is not None:
        known = brought(work, Task, public_id)
        if known is not None:
            return known.public_id
    task = Task(title="", source=source)
    if public_id is not None:
        task.public_id = public_id
    _apply(work, task, form)
    return work.add(task).public_id


@command(Permission.TASK_WRITE)
def change_task(work: Work, public_id: str, form: TaskForm, version: int | None = None) -> None:
    """Change what `form` carries; refuses a stale `version` with `record.stale`."""
    _apply(work, work.find(Task, public_id, version), form)


@command(Permission.TASK_WRITE)
def complete_task(work: Work, public_id: str) -> None:
    """It is done; refuses one that was done before with `tasks.done_already`."""
    task = work.find(Task, public_id)
    if task.done_at is not None:
        raise Conflict("tasks.done_already")
    task.done_at = work.now


@command(Permission.TASK_WRITE)
def reopen_task(work: Work, public_id: str) -> None:
    """It is not done after all; refuses an open one with `tasks.open_already`."""
    task = work.find(Task, public_id)
    if task.done_at is None:
        raise Conflict("tasks.open_already")
    task.done_at = None


@command(Permission.TASK_WRITE)
def postpone_task(work: Work, public_id: str, due: str) -> str:
    """Another date (as in `TaskForm`); a bare day keeps the time of the day where there is one.

    Returns the old date, for the way back. Refuses done ones with `tasks.done_already`.
    """
    task = work.find(Task, public_id)
    if task.done_at is not None:
        raise Conflict("tasks.done_already")
    before = shown_due(task)
    if task.has_time and task.due_at is not None and len(due) == 10:
        local = task.due_at.astimezone(zone(work.actor.zone))
        due = f"{due}T{local:%H:%M}"
    _set_due(work, task, due)
    return before


@command(Permission.TASK_WRITE)
def delete_task(work: Work, public_id: str, version: int | None = None) -> None:
    """Into the recycle bin."""
    work.remove(work.find(Task, public_id, version))


@command(Permission.TASK_WRITE)
def restore_task(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    work.restore(work.find(Task, public_id, deleted=True))


def _apply(work: Work, task: Task, form: TaskForm) -> None:
    if form.title is not None:
        task.title = " ".join(form.title.split())
        if not task.title:
            raise Invalid("tasks.title_missing", field="title")
        if len(task.title) > _MOST:
            raise Invalid("record.too_long", field="title", most=_MOST)
    if form.due is not None:
        _set_due(work, task, form.due)
    if form.owner:
        person = assignee(work, form.owner)
        task.owner_id, task.team_id = person.id or 0, person.team_id
    _link(work, task, form)


def _set_due(work: Work, task: Task, typed: str) -> None:
    due = read_due(typed, work.actor.zone)
    task.due_at, task.has_time, task.reminded_at = due.at, due.has_time, None


def _link(work: Work, task: Task, form: TaskForm) -> None:
    """What it is about; a deal brings its customer, a contact the one he works for."""
    for kind in SUBJECTS:
        typed = getattr(form, kind)
        if typed is None:
            continue
        setattr(task, f"{kind}_id", find_subject(work, kind, typed).key if typed else None)
    if form.deal and not form.customer:
        task.customer_id = getattr(find_subject(work, "deal", form.deal), "customer_id", None)
    elif form.contact and not form.customer and task.customer_id is None:
        task.customer_id = employer_id(work, task.contact_id)
