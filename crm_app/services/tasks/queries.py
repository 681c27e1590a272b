"""Every way tasks are read."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import case, col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import Listing, ListQuery, Slice, conditions, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Task
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.models.users import User
from crm_app.services.details import Detail, details_of_many
from crm_app.services.references import (
    NOBODY,
    SUBJECTS,
    Reference,
    by_public_id,
    find_subject,
    references,
    users_by_id,
)
from crm_app.services.tasks.due import GROUPS, Calendar, shown_due
from crm_app.services.tasks.rows import NextStep, TaskGroup, TaskRow

GROUP_SIZE = 30
_DONE_SIZE = 10
_MOST_REMEMBERED = 3


def calendar(work: Work) -> Calendar:
    """The actor's days."""
    return Calendar(work.now, work.actor.zone)


def _owned_by(work: Work, value: str) -> object:
    """`me`, `all`, or a person's public id."""
    if value == "all":
        return col(Task.id).is_not(None)
    if value == "me":
        return col(Task.owner_id) == work.actor.user_id
    found = select(User.id).where(col(User.public_id) == value)
    return col(Task.owner_id) == found.scalar_subquery()


def _in_state(work: Work, value: str) -> object:
    """open, done, or one of the groups of the list."""
    if value == "open":
        return col(Task.done_at).is_(None)
    return calendar(work).in_group(value)


LISTING = Listing(
    model=Task,
    kind="task",
    filters={
        "owner": _owned_by,
        "state": _in_state,
        "customer": by_public_id(Customer, Task.customer_id),
        "contact": by_public_id(Contact, Task.contact_id),
        "deal": by_public_id(Deal, Task.deal_id),
        "lead": by_public_id(Lead, Task.lead_id),
    },
    orders={"due": col(Task.due_at), "created": col(Task.created_at).desc()},
)
_FIRST_DUE = (col(Task.due_at).is_(None), col(Task.due_at), col(Task.id))


@query(Permission.TASK_READ)
def task_groups(work: Work, asked: ListQuery, show: tuple[str, ...] = GROUPS) -> list[TaskGroup]:
    """The list in its groups, each with its count and its first tasks; `show` names the groups.

    `asked.page` 2 shows twice as many in each group, and so on.
    """
    counts = _counts(work, asked)
    more = max(1, min(asked.page, 20))
    groups: list[tuple[str, Sequence[Task]]] = []
    for name in show:
        if not counts.get(name):
            continue
        size = (_DONE_SIZE if name == "done" else GROUP_SIZE) * more
        order = (col(Task.done_at).desc(), col(Task.id).desc()) if name == "done" else _FIRST_DUE
        statement = _asked(work, asked).where(calendar(work).in_group(name))
        groups.append((name, work.session.exec(statement.order_by(*order).limit(size)).all()))
    rows = {
        row.public_id: row for row in task_rows(work, [t for _, found in groups for t in found])
    }
    return [
        TaskGroup(name, counts[name], [rows[task.public_id] for task in found])
        for name, found in groups
    ]


def _asked(work: Work, asked: ListQuery) -> Any:
    return work.visible(Task).where(*conditions(work, LISTING, asked))


def _counts(work: Work, asked: ListQuery) -> dict[str, int]:
    """Group → how many tasks are in it, in one read."""
    days = calendar(work)
    group = case(*[(days.in_group(name), name) for name in GROUPS], else_="later").label("part")
    inner = _asked(work, asked).with_only_columns(group).subquery()
    found = select(inner.c.part, func.count()).group_by(inner.c.part)
    return dict(work.session.exec(found).all())


@query(Permission.TASK_READ)
def task_page(work: Work, public_id: str) -> TaskRow:
    """One task."""
    return task_rows(work, [work.find(Task, public_id)])[0]


@query(Permission.TASK_READ)
def task_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[TaskRow]:
    """The next tasks, newest first, for the API."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(task_rows(work, found.rows), found.next)


@query(Permission.TASK_READ)
def tasks_of(work: Work, kind: str, public_id: str, limit: int = 20) -> list[TaskRow]:
    """The open tasks of a customer, contact, deal or lead, the first due first."""
    record = find_subject(work, kind, public_id)
    found = work.visible(Task).where(
        col(getattr(Task, f"{kind}_id")) == record.key, col(Task.done_at).is_(None)
    )
    return task_rows(work, work.session.exec(found.order_by(*_FIRST_DUE).limit(limit)).all())


def next_steps(work: Work, kind: str, ids: Iterable[int]) -> dict[int, NextStep]:
    """Inside a use case: inner id of customers, contacts, deals or leads → the open task due first.

    Of the tasks that the actor may see; empty for who may not read tasks.
    """
    if kind not in SUBJECTS:
        raise Invalid("references.kind_unknown", field="kind", kind=kind[:20])
    wanted = set(ids)
    if not wanted or not work.actor.can(Permission.TASK_READ):
        return {}
    column, days = col(getattr(Task, f"{kind}_id")), calendar(work)
    # Along: the records are few, all that a team has to do is not.
    mine = work.narrowed(select(Task), Task, along=True).where(col(Task.deleted_at).is_(None))
    found = mine.where(column.in_(wanted), col(Task.done_at).is_(None))
    steps: dict[int, NextStep] = {}
    for task in work.session.exec(found.order_by(*_FIRST_DUE)):
        step = NextStep(task.public_id, task.title, shown_due(task), days.group(task) == "overdue")
        steps.setdefault(getattr(task, f"{kind}_id"), step)
    return steps


def task_rows(work: Work, found: Sequence[Task]) -> list[TaskRow]:
    """Rows for tasks: people and records in a few reads, whatever their number."""
    people = users_by_id(
        work.session, (key for task in found for key in (task.owner_id, task.created_by))
    )
    about = references(
        work, ((kind, getattr(task, f"{kind}_id")) for task in found for kind in SUBJECTS)
    )
    days, remembered = calendar(work), _remembered(work, found, about)
    return [_row(work, task, days, people, about, remembered) for task in found]


def _remembered(
    work: Work, found: Sequence[Task], about: dict[tuple[str, int], Reference]
) -> dict[int, list[str]]:
    """Task id → what is remembered about its contact, its deal's contact and its customer."""
    deals = {task.deal_id for task in found if task.deal_id}
    pairs = select(Deal.id, Deal.contact_id).where(col(Deal.id).in_(deals))
    main = dict(work.session.exec(pairs).all()) if deals else {}
    person = {task.key: task.contact_id or main.get(task.deal_id) for task in found}
    seen = references(work, (("contact", contact_id) for contact_id in person.values()))
    near: dict[str, dict[int, list[Detail]]] = {
        "contact": details_of_many(work.session, Contact, [key for _, key in seen]),
        "customer": details_of_many(
            work.session, Customer, [key for kind, key in about if kind == "customer"]
        ),
    }
    return {
        task.key: [
            detail.text
            for kind, key in (("contact", person[task.key]), ("customer", task.customer_id))
            for detail in near[kind].get(key or 0, [])
        ][:_MOST_REMEMBERED]
        for task in found
    }


def _row(
    work: Work,
    task: Task,
    days: Calendar,
    people: dict[int, Reference],
    about: dict[tuple[str, int], Reference],
    remembered: dict[int, list[str]],
) -> TaskRow:
    named = {kind: about.get((kind, getattr(task, f"{kind}_id")), NOBODY) for kind in SUBJECTS}
    order = (named["customer"], named["deal"], named["contact"], named["lead"])
    return TaskRow(
        public_id=task.public_id,
        version=task.version,
        title=task.title,
        due=shown_due(task),
        group=days.group(task),
        owner=people.get(task.owner_id, NOBODY),
        asked_by=people.get(task.created_by or 0, NOBODY),
        **named,
        about=next((one for one in order if one.public_id), NOBODY),
        source=task.source,
        is_mine=task.owner_id == work.actor.user_id,
        remember=remembered[task.key],
        done_at=task.done_at,
        created_at=task.created_at,
        updated_at=task.updated_at,
    )
