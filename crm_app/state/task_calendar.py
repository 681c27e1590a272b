"""One's tasks on the days of a month; the month stands in the address."""

from urllib.parse import parse_qsl, urlsplit

import reflex as rx

from crm_app.services import tasks
from crm_app.services.tasks import Month
from crm_app.state.base import Problem, Screen, action


class TaskCalendar(Screen, rx.State):
    """The month that the address names, else the present one."""

    shown: rx.Field[Month] = rx.field(default_factory=Month)
    # On the phone the present month begins at today; the days before wait behind a line.
    with_over: bool = False

    @action
    async def load(self) -> None:
        """The month; again whenever a task changes."""
        self.problem, self.with_over = Problem(), False
        await self._read()
        self._watch(TaskCalendar.refresh, "task")

    @action
    async def refresh(self) -> None:
        """A task was added, done or moved."""
        await self._read()

    @action
    async def show_over(self) -> None:
        """The days before today, too."""
        self.with_over = True

    @action
    async def finish(self, public_id: str, title: str) -> None:
        """It is done, with a way back."""
        done, _ = await self._do(tasks.complete_task, public_id)
        if done:
            undo = (tasks.reopen_task, public_id)
            await self._offer_undo("tasks.done", *undo, title=str(title)[:80])
        await self._read()

    @action
    async def move(self, public_id: str, day: str, title: str) -> None:
        """To another day, with a way back."""
        done, before = await self._do(tasks.postpone_task, public_id, day[:10])
        if done and before:
            undo = (tasks.postpone_task, public_id, before)
            await self._offer_undo("tasks.moved_to", *undo, title=str(title)[:80], day=day[:10])
        await self._read()

    async def _read(self) -> None:
        asked = dict(parse_qsl(urlsplit(str(self.router.url)).query)).get("month", "")
        kept = self.problem
        found = await self._ask(tasks.task_month, asked[:10])
        if found is None and asked:  # no such month: the present one, and why
            kept = self.problem
            found = await self._ask(tasks.task_month, "")
        self.shown, self.loaded = found or Month(), True
        self.problem = kept if kept.code else self.problem
