"""Deals that do not move: on Today the longest standing, on a page of its own all of them."""

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import deals
from crm_app.services.deals import DealRow, PersonName
from crm_app.state.base import Screen, action
from crm_app.state.lists import ListScreen

_ON_TODAY = 5


class StuckToday(Screen, rx.State):
    """A count, and the first of them."""

    rows: rx.Field[list[DealRow]] = rx.field(default_factory=list)
    total: int = 0

    @action
    async def load(self) -> None:
        """What stands still; again whenever a deal changes."""
        await self._read()
        self._watch(StuckToday.refresh, "deal")

    @action
    async def refresh(self) -> None:
        """Somebody changed a deal."""
        await self._read()

    @action
    async def nudge(self, public_id: str, owner: str) -> None:
        """Ask a deal's owner how it goes on."""
        done, _ = await self._do(deals.nudge, public_id)
        if done:
            await self._tell("deals.nudged", owner=owner[:80])
        else:
            await self._tell(self.problem.code, "bad")

    async def _read(self) -> None:
        kept = self.problem
        found = await self._ask(deals.stuck_deals, ListQuery(size=_ON_TODAY))
        self.rows, self.total = (found.rows, found.total) if found else ([], 0)
        self.problem = kept


class StuckList(ListScreen, rx.State):
    """All of them, filtered by owner."""

    rows: rx.Field[list[DealRow]] = rx.field(default_factory=list)
    owners: rx.Field[list[PersonName]] = rx.field(default_factory=list)

    async def _read(self, asked: ListQuery) -> Page[DealRow] | None:
        return await self._ask(deals.stuck_deals, asked)

    @action
    async def load(self) -> None:
        """What the address asks for; again whenever a deal changes."""
        await self._open()
        self.owners = await self._ask(deals.deal_owners) or []
        self._watch(StuckList.refresh, "deal")

    @action
    async def refresh(self) -> None:
        """Somebody changed a deal."""
        await self._refresh()

    @action
    async def nudge(self, public_id: str, owner: str) -> None:
        """Ask a deal's owner how it goes on."""
        done, _ = await self._do(deals.nudge, public_id)
        if done:
            await self._tell("deals.nudged", owner=owner[:80])
        else:
            await self._tell(self.problem.code, "bad")
