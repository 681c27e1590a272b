"""The limits beyond which somebody has to agree."""

from dataclasses import astuple
from typing import Any

import reflex as rx

from crm_app.services import approvals
from crm_app.services.approvals import RuleForm, RuleRow
from crm_app.state.base import Screen, action

_ENTERED = ("role", "measure", "limit", "currency", "level")


class RuleScreen(Screen, rx.State):
    """All limits; a form a limit."""

    rows: rx.Field[list[RuleRow]] = rx.field(default_factory=list)
    # Which form the last refusal belongs to; "new" for the empty one.
    at: str = ""
    saved: int = 0

    @action
    async def load(self) -> None:
        """All limits; again whenever one changes."""
        await self._read()
        self._watch(RuleScreen.refresh, "approval_rule")

    @action
    async def refresh(self) -> None:
        """A limit was changed elsewhere."""
        await self._read()

    @action
    async def save(self, public_id: str, version: int, form: dict[str, Any]) -> None:
        """Store a limit, or a new one."""
        self.at = public_id or "new"
        known = {name: str(form.get(name) or "")[:40] for name in _ENTERED}
        sent = RuleForm(**known, is_active=bool(form.get("is_active")))
        done, _ = await self._do(approvals.save_rule, sent, public_id, version or None)
        if done:
            self.saved += 1
            await self._tell("approvals.rule_saved")
            await self._read()

    @action
    async def delete(self, public_id: str) -> None:
        """Take a limit away, with a way back."""
        self.at = public_id
        done, form = await self._do(approvals.delete_rule, public_id)
        if done and form is not None:
            await self._offer_undo(
                "approvals.rule_deleted", approvals.save_rule, RuleForm(*astuple(form))
            )
            await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(approvals.approval_rules) or []
        self.loaded = True
