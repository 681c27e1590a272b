"""One's own absences and those of one's people."""

from typing import Any

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.services import absences, tasks
from crm_app.services.absences import AbsenceForm, AbsenceRow
from crm_app.services.references import Reference
from crm_app.state.base import Screen, action


class AbsenceScreen(Screen, rx.State):
    """Who is away, from when to when."""

    rows: rx.Field[list[AbsenceRow]] = rx.field(default_factory=list)
    # For whom one may enter an absence; empty: for oneself alone.
    people: rx.Field[list[Reference]] = rx.field(default_factory=list)
    # Who can stand in for whoever is chosen in the form.
    stand_ins: rx.Field[list[Reference]] = rx.field(default_factory=list)
    saved: int = 0

    @action
    async def load(self) -> None:
        """Those that one may see; again whenever one changes."""
        await self._read()
        if self._actor().can(Permission.HANDOVER):
            self.people = await self._ask(tasks.possible_assignees) or []
        await self._offer("")
        self._watch(AbsenceScreen.refresh, "absence")

    @action
    async def refresh(self) -> None:
        """One was entered or removed elsewhere."""
        await self._read()

    @action
    async def pick(self, public_id: str) -> None:
        """Somebody else is away: others can stand in for him."""
        await self._offer(public_id)

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Somebody will be away."""
        names = ("first_day", "last_day", "note", "user", "stand_in")
        sent = AbsenceForm(**{name: str(form.get(name) or "")[:200] for name in names})
        done, _ = await self._do(absences.add_absence, sent)
        if done:
            self.saved += 1
            await self._offer("")
            await self._tell("absences.saved")
            await self._read()

    @action
    async def remove(self, public_id: str) -> None:
        """Not away after all, with a way back."""
        done, gone = await self._do_aloud(absences.remove_absence, public_id)
        if done and gone is not None:
            await self._offer_undo("absences.removed", absences.add_absence, gone)
        await self._read()

    async def _offer(self, public_id: str) -> None:
        self.stand_ins = await self._ask(absences.possible_stand_ins, public_id[:36]) or []

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(absences.absences) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem
