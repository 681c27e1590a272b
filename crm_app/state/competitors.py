"""Competitors by name, as an administrator tidies them up."""

from typing import Any

import reflex as rx

from crm_app.services.competitors import CompetitorRow, competitor_rows, rename_competitor
from crm_app.state.base import Problem, Screen, action


class CompetitorScreen(Screen, rx.State):
    """All of them; `asking` is the id of the one whose sheet stands open."""

    rows: rx.Field[list[CompetitorRow]] = rx.field(default_factory=list)
    asking: str = ""
    name: str = ""

    @action
    async def load(self) -> None:
        """All of them; again whenever one is named."""
        await self._read()
        self._watch(CompetitorScreen.refresh, "competitor", "deal")

    @action
    async def refresh(self) -> None:
        """Somebody named one."""
        await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Ask for another name."""
        found = next((row for row in self.rows if row.public_id == public_id), None)
        if found is not None:
            self.problem, self.asking, self.name = Problem(), public_id, found.name

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking, self.problem = "", Problem()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Another name, or that of another one."""
        done, moved = await self._do(
            rename_competitor, self.asking, str(form.get("name") or "")[:200]
        )
        if not done:
            return
        before, self.asking = len(self.rows), ""
        await self._read()
        joined = len(self.rows) < before
        await self._tell("competitors.joined" if joined else "competitors.renamed", count=moved)

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(competitor_rows) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem
