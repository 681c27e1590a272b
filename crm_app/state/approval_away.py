"""Who decides while somebody is away."""

from typing import Any

import reflex as rx

from crm_app.services import approvals
from crm_app.services.approvals import DelegationForm, DelegationRow
from crm_app.services.references import Reference
from crm_app.state.base import Screen, action

_ENTERED = ("deputy", "starts", "ends", "note")


class AwayScreen(Screen, rx.State):
    """One's own stand-ins, and those one stands in for."""

    rows: rx.Field[list[DelegationRow]] = rx.field(default_factory=list)
    people: rx.Field[list[Reference]] = rx.field(default_factory=list)
    saved: int = 0

    @action
    async def load(self) -> None:
        """What is laid down from today on."""
        await self._read()
        self._watch(AwayScreen.refresh, "delegation")

    @action
    async def refresh(self) -> None:
        """Somebody named a stand-in."""
        await self._read()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Name somebody."""
        entered = {name: str(form.get(name) or "")[:300] for name in _ENTERED}
        done, _ = await self._do(approvals.delegate, DelegationForm(**entered))
        if done:
            self.saved += 1
            await self._tell("approvals.delegated")
            await self._read()

    @action
    async def end(self, public_id: str) -> None:
        """One is back."""
        done, _ = await self._do(approvals.end_delegation, public_id)
        if done:
            await self._tell("approvals.delegation_ended")
            await self._read()

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(approvals.delegations) or []
        self.people = await self._ask(approvals.people_who_decide) or []
        self.problem, self.loaded = kept, True
