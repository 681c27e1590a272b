"""The public pool: looked through, claimed from, given out; who got how many."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.core.permissions import Permission
from crm_app.services import assignment, pools, tasks
from crm_app.services.assignment import Assigned
from crm_app.services.pools import FairRow, Holding, MoveRow, PoolRow
from crm_app.services.references import Reference
from crm_app.state.base import Problem, action
from crm_app.state.lists import ListScreen


class PoolList(ListScreen, rx.State):
    """The leads that one may claim; who may, gives several out at once."""

    rows: rx.Field[list[PoolRow]] = rx.field(default_factory=list)
    held: rx.Field[Holding] = rx.field(default_factory=Holding)
    chosen: rx.Field[list[str]] = rx.field(default_factory=list)
    people: rx.Field[list[Reference]] = rx.field(default_factory=list)
    saved: int = 0
    # The refusal of the sheet, apart from that of the list behind it.
    assign_problem: rx.Field[Problem] = rx.field(default_factory=Problem)

    async def _read(self, asked: ListQuery) -> Page[PoolRow] | None:
        self.held = await self._ask(pools.holding) or Holding()
        found = await self._ask(pools.pool, asked)
        there = {row.public_id for row in found.rows} if found else set()
        self.chosen = [one for one in self.chosen if one in there]
        return found

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a lead changes."""
        self.chosen, self.assign_problem = [], Problem()
        await self._open()
        self._watch(PoolList.refresh, "lead", "pool_setting", "pool_quota")

    @action
    async def refresh(self) -> None:
        """Somebody claimed a lead, or gave one back."""
        await self._refresh()

    @action
    async def claim(self, public_id: str) -> Any:
        """One tap: it is one's own, and its page shows the numbers."""
        name = next((row.name for row in self.rows if row.public_id == public_id), "")
        done, lead = await self._do_aloud(pools.claim, public_id)
        if not done:
            await self._refresh()
            return None
        await self._offer_undo("pools.claimed", pools.unclaim, public_id, name=name)
        return rx.redirect(f"/leads/{lead}")

    @action
    async def choose(self, public_id: str) -> None:
        """One lead more, or one less."""
        if public_id in self.chosen:
            self.chosen = [one for one in self.chosen if one != public_id]
        elif any(row.public_id == public_id for row in self.rows):
            self.chosen = [*self.chosen, public_id]

    @action
    async def choose_page(self) -> None:
        """All of the page, or none."""
        whole = [row.public_id for row in self.rows]
        self.chosen = [] if len(self.chosen) == len(whole) else whole

    @action
    async def start_assigning(self) -> None:
        """The sheet was opened: to whom they may be given."""
        self.assign_problem = Problem()
        if self._actor().can(Permission.LEAD_ASSIGN):
            self.people = await self._ask(tasks.possible_assignees) or []

    @action
    async def assign(self, form: dict[str, Any]) -> None:
        """Those that were chosen, by the rules or to somebody."""
        kept, to = self.problem, str(form.get("to") or "")[:60]
        done, found = await self._do(assignment.assign, list(self.chosen), to)
        self.assign_problem, self.problem = self.problem, kept
        if done and found is not None:
            self.saved, self.chosen = self.saved + 1, []
            await self._say_assigned(found)

    @action
    async def assign_all(self) -> None:
        """The whole pool by the rules."""
        done, found = await self._do_aloud(assignment.assign_all)
        if done and found is not None:
            await self._say_assigned(found)

    async def _say_assigned(self, found: Assigned) -> None:
        sums: dict[str, Any] = {"given": found.given, "left": found.left}
        if not found.given:
            await self._tell("assignment.given_none", "bad", **sums)
        else:
            code = "assignment.given_some" if found.left else "assignment.given"
            await self._offer_undo(code, assignment.unassign, list(found.undo), **sums)
        await self._refresh()


class FairnessScreen(ListScreen, rx.State):
    """Who got what in a period."""

    rows: rx.Field[list[FairRow]] = rx.field(default_factory=list)
    first: str = ""
    last: str = ""

    async def _read(self, asked: ListQuery) -> Page[FairRow] | None:
        days = [asked.filters.get(name, "") for name in ("first", "last")]
        self.problem = Problem()
        found = await self._ask(pools.fairness, *days)
        if found is None:
            return None
        self.first, self.last = found.first.isoformat(), found.last.isoformat()
        return Page(found.rows, len(found.rows), 1, 1)

    @action
    async def load(self) -> None:
        """The period of the address."""
        await self._open()
        self._watch(FairnessScreen.refresh, "lead")

    @action
    async def refresh(self) -> None:
        """A lead came or went."""
        await self._refresh()


class MoveList(ListScreen, rx.State):
    """The leads behind a figure."""

    rows: rx.Field[list[MoveRow]] = rx.field(default_factory=list)

    async def _read(self, asked: ListQuery) -> Page[MoveRow] | None:
        return await self._ask(pools.moves, asked)

    @action
    async def load(self) -> None:
        """What the address asks for."""
        await self._open()
        self._watch(MoveList.refresh, "lead")

    @action
    async def refresh(self) -> None:
        """A lead came or went."""
        await self._refresh()
