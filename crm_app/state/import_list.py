"""The history of imports, and for how long one can be undone."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import imports
from crm_app.services.imports import BatchRow
from crm_app.state.base import action
from crm_app.state.lists import ListScreen


class ImportList(ListScreen, rx.State):
    """Every import of one's own and within one's reach, newest first."""

    rows: rx.Field[list[BatchRow]] = rx.field(default_factory=list)
    undo_days: rx.Field[int] = rx.field(0)

    async def _read(self, asked: ListQuery) -> Page[BatchRow] | None:
        self.undo_days = await self._ask(imports.undo_days) or 0
        return await self._ask(imports.imports, asked)

    @action
    async def keep_days(self, form: dict[str, Any]) -> None:
        """For how many days imports can be undone from now on."""
        typed = str(form.get("days") or "").strip()
        days = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 0
        done, _ = await self._do_aloud(imports.change_undo_days, days)
        if done:
            self.undo_days = days

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever an import goes on."""
        await self._open()
        self._watch(ImportList.refresh, "import_batch")

    @action
    async def refresh(self) -> None:
        """An import went on."""
        await self._refresh()
