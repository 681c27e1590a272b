"""One's tasks: what is late, what is due, what comes later, what is done."""

from datetime import UTC, datetime, timedelta
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.lib.clock import zone
from crm_app.services import tasks
from crm_app.services.tasks import TaskForm, TaskGroup
from crm_app.state.base import Screen, action


class TaskScreen(Screen, rx.State):
    """The list in its groups."""

    groups: rx.Field[list[TaskGroup]] = rx.field(default_factory=list)
    added: rx.Field[int] = rx.field(default=0)
    # The home page shows what is due soon only.
    soon: bool = False

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
        self.loaded, self.problem = True, self.problem if self.problem.code else problem
