"""Several of one's tasks at once: ticked, done, moved to another day, given to a colleague, deleted."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from crm_app.services import bulk
from crm_app.services.bulk import Chosen, Done
from crm_app.services.references import Reference
from crm_app.state.base import Problem, Screen, action
from crm_app.state.tasks import TaskScreen

_MOST = 500


class TaskPicks(Screen, rx.State):
    """Which tasks are ticked; the list reads itself anew when they change."""

    picking: bool = False
    selected: rx.Field[list[str]] = rx.field(default_factory=list)
    people: rx.Field[list[Reference]] = rx.field(default_factory=list)

    @action
    async def begin(self) -> None:
        """Rows are to be ticked."""
        self.picking, self.selected, self.problem = True, [], Problem()
        self.people = await self._ask(bulk.possible_owners, "task") or []

    @action
    async def stop(self) -> None:
        """None any more."""
        self.picking, self.selected, self.problem = False, [], Problem()

    @action
    async def pick(self, public_id: str) -> None:
        """A task was ticked, or its tick taken away."""
        if public_id in self.selected:
            self.selected = [one for one in self.selected if one != public_id]
        elif len(self.selected) < _MOST:
            self.selected = [*self.selected, public_id[:36]]

    @action
    async def pick_group(self, group: str) -> None:
        """All of a group that are shown, or none of them."""
        screen = await self.get_state(TaskScreen)
        ids = [row.public_id for one in screen.groups if one.key == group for row in one.rows]
        rest = [one for one in self.selected if one not in ids]
        every = set(ids) <= set(self.selected)
        self.selected = rest if every else [*rest, *ids][:_MOST]

    @action
    async def move(self, form: dict[str, Any]) -> None:
        """All of them to another day."""
        values = {"due": str(form.get("due") or "")[:30]}
        await self._many("bulk.edited", bulk.edit, "task", self._chosen(), values)

    @action
    async def give(self, to: str) -> None:
        """All of them to a colleague."""
        if to:
            await self._many("bulk.assigned", bulk.assign, "task", self._chosen(), to[:36])

    @action
    async def finish(self) -> None:
        """All of them are done."""
        await self._many("bulk.finished", bulk.finish, "task", self._chosen())

    @action
    async def delete(self) -> None:
        """All of them into the recycle bin."""
        await self._many("bulk.deleted", bulk.delete, "task", self._chosen())

    def _chosen(self) -> Chosen:
        return Chosen(tuple(self.selected))

    async def _many(self, said: str, use_case: Callable[..., Done], *args: Any) -> None:
        done, result = await self._do(use_case, *args)
        if not done or result is None:
            return
        self.picking, self.selected = False, []
        left = sum(result.left.values())
        if not result.changed:
            await self._tell("bulk.nothing")
            return
        counts = {"count": result.changed, **({"left": left} if left else {})}
        await self._offer_undo(
            f"{said}_some" if left else said, bulk.undo, result.public_id, **counts
        )
        screen = await self.get_state(TaskScreen)
        await screen._read()
