"""The tree of teams."""

from typing import Any

import reflex as rx

from crm_app.services import accounts
from crm_app.services.accounts import TeamRow
from crm_app.state.base import Problem, Screen, action


class TeamScreen(Screen, rx.State):
    """All teams; one of them, or a new one, may be open in the sheet."""

    rows: rx.Field[list[TeamRow]] = rx.field(default_factory=list)
    asking: bool = False
    # The team that is changed; empty for a new one.
    editing: str = ""
    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)

    @action
    async def load(self) -> None:
        """All teams; again whenever one changes, or its members do."""
        self.problem = Problem()
        await self._read()
        self._watch(TeamScreen.refresh, "team", "user")

    @action
    async def refresh(self) -> None:
        """A team was changed elsewhere."""
        await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Open the sheet of a team."""
        self.problem = Problem()
        row = await self._ask(accounts.team, public_id)
        if row is not None:
            self.editing, self.asking = row.public_id, True
            self.values = {"name": row.name, "parent": row.parent_public_id}

    @action
    async def start_below(self, parent: str) -> None:
        """Open the sheet of a new team below another one, the uppermost where none is named."""
        if not parent and self.rows:
            parent = self.rows[0].public_id
        self.problem = Problem()
        self.editing, self.asking = "", True
        self.values = {"parent": parent[:36]}

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking = False

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """A new team, or another name or place."""
        name, parent = str(form.get("name") or "")[:200], str(form.get("parent") or "")[:36]
        if self.editing:
            change = accounts.change_team
            done, _ = await self._do(change, self.editing, name=name, parent_public_id=parent)
        else:
            done, _ = await self._do(accounts.add_team, name, parent)
        if done:
            self.asking = False
            await self._tell("teams.saved" if self.editing else "teams.created", name=name)
            await self._read()

    @action
    async def delete(self, public_id: str) -> None:
        """Take an empty team away, with a way back."""
        row = next((row for row in self.rows if row.public_id == public_id), None)
        done, _ = await self._do(accounts.remove_team, public_id)
        if done and row is not None:
            again = (accounts.add_team, row.name, row.parent_public_id)
            await self._offer_undo("teams.deleted", *again, name=row.name)
            await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(accounts.teams) or []
        self.loaded = True
