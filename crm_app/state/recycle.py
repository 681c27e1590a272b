"""The recycle bin: what was deleted, one or many brought back."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import bulk, recycle
from crm_app.services.bulk import Chosen
from crm_app.services.recycle import DeletedRow
from crm_app.services.saved_views import kinds
from crm_app.state.base import action
from crm_app.state.lists import ListScreen

_MOST = 200


class RecycleBin(ListScreen, rx.State):
    """What was deleted and one may see, the last first."""

    rows: rx.Field[list[DeletedRow]] = rx.field(default_factory=list)
    selected: rx.Field[list[str]] = rx.field(default_factory=list)

    async def _read(self, asked: ListQuery) -> Page[DeletedRow] | None:
        found = await self._ask(recycle.deleted, asked)
        there = {row.chosen for row in found.rows} if found else set()
        self.selected = [one for one in self.selected if one in there]
        return found

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever something is deleted or restored."""
        self.selected = []
        await self._open()
        self._watch(RecycleBin.refresh, *kinds())

    @action
    async def refresh(self) -> None:
        """Something changed."""
        await self._refresh()

    @action
    async def pick(self, chosen: str) -> None:
        """A row was ticked or its tick taken away."""
        if chosen in self.selected:
            self.selected = [one for one in self.selected if one != chosen]
        else:
            self.selected = [*self.selected, chosen][-_MOST:]

    @action
    async def restore(self, chosen: str) -> None:
        """One comes back."""
        await self._restore([chosen])

    @action
    async def restore_selected(self) -> None:
        """All that are ticked come back, each kind in one go."""
        await self._restore(self.selected)

    async def _restore(self, chosen: list[str]) -> None:
        by_kind: dict[str, list[str]] = {}
        for one in chosen[:_MOST]:
            kind, _, public_id = one.partition(":")
            by_kind.setdefault(kind, []).append(public_id)
        for kind, ids in by_kind.items():
            done, result = await self._do_aloud(bulk.restore, kind, Chosen(tuple(ids)))
            if not done or result is None:
                continue
            left: Any = sum(result.left.values())
            said = "bulk.restored_some" if left else "bulk.restored"
            await self._offer_undo(
                said, bulk.undo, result.public_id, count=result.changed, left=left
            )
        self.selected = []
        await self._refresh()
