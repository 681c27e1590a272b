"""One's tasks: what is late, what is due, what comes later, what is done."""

from datetime import UTC, datetime, timedelta
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Permission
from crm_app.lib.clock import zone
from crm_app.services import activities, home, tasks
from crm_app.services.home import NextUp
from crm_app.services.references import NOBODY
from crm_app.services.tasks import TaskForm, TaskGroup, TaskRow
from crm_app.state.base import Screen, action

FEW = 3  # of each group on the home page
NO_NEXT = NextUp(TaskRow("", 0, "", "", "", NOBODY, NOBODY))


class TaskScreen(Screen, rx.State):
    """The list in its groups."""

    groups: rx.Field[list[TaskGroup]] = rx.field(default_factory=list)
    added: rx.Field[int] = rx.field(default=0)
    # The home page shows what is due soon only: the first with all about it, then a few of each group.
    soon: bool = False
    next: rx.Field[NextUp] = rx.field(default_factory=lambda: NO_NEXT)
    outcome: str = ""

    @action
    async def load(self) -> None:
        """One's own tasks; again whenever one changes."""
        self.soon = False
        await self._read()
        self._watch(TaskScreen.refresh, "task")

    @action
    async def load_soon(self) -> None:
        """What is late or due this week."""
        self.soon = True
        await self._read()
        self._watch(TaskScreen.refresh, "task")

    @action
    async def refresh(self) -> None:
        """A task was added, done or moved."""
        await self._read()

    @action
    async def add(self, form: dict[str, Any]) -> None:
        """A new task of one's own."""
        title, due = str(form.get("title") or ""), str(form.get("due") or "")
        done, public_id = await self._do(tasks.create_task, TaskForm(title=title, due=due))
        if done:
            self.added += 1
            await self._offer_undo("tasks.added", tasks.delete_task, public_id, title=title)
        await self._read()

    @action
    async def finish(self, public_id: str, title: str) -> None:
        """It is done, with a way back."""
        done, _ = await self._do(tasks.complete_task, public_id)
        if done:
            await self._offer_undo(
                "tasks.done", tasks.reopen_task, public_id, title=str(title)[:80]
            )
        await self._read()

    @action
    async def reopen(self, public_id: str) -> None:
        """It is not done after all."""
        await self._do(tasks.reopen_task, public_id)
        await self._read()

    @action
    async def tomorrow(self, public_id: str, title: str) -> None:
        """Not today."""
        day = datetime.now(UTC).astimezone(zone(self._actor().zone)).date() + timedelta(days=1)
        done, before = await self._do(tasks.postpone_task, public_id, day.isoformat())
        if done and before:
            await self._offer_undo(
                "tasks.moved", tasks.postpone_task, public_id, before, title=str(title)[:80]
            )
        await self._read()

    @action
    async def delete(self, public_id: str, title: str) -> None:
        """Into the recycle bin, with a way back."""
        done, _ = await self._do(tasks.delete_task, public_id)
        if done:
            await self._offer_undo(
                "tasks.deleted", tasks.restore_task, public_id, title=str(title)[:80]
            )
        await self._read()

    async def _read(self) -> None:
        problem, mine = self.problem, ListQuery(filters={"owner": "me"})
        shown = ("overdue", "today", "week") if self.soon else tasks.GROUPS
        self.groups = await self._ask(tasks.task_groups, mine, shown) or []
        if self.soon:
            await self._look_ahead()
        self.loaded, self.problem = True, self.problem if self.problem.code else problem

    async def _look_ahead(self) -> None:
        self.next, self.outcome = await self._ask(home.next_up) or NO_NEXT, ""
        task = self.next.task
        if task.about.public_id and self._actor().can(Permission.ACTIVITY_READ):
            asked = activities.last_outcome
            self.outcome = await self._ask(asked, task.about.kind, task.about.public_id) or ""
        rest = [
            (one, [r for r in one.rows if r.public_id != task.public_id]) for one in self.groups
        ]
        self.groups = [TaskGroup(one.key, one.count, rows[:FEW]) for one, rows in rest if rows]
