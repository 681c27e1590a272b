"""Today, beside the tasks: deals that stand still, and whom to call on a day with nothing due."""

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.core.permissions import Permission
from crm_app.services import deals, home
from crm_app.services.customers import CustomerRow
from crm_app.state.base import Problem, Screen, action


class HomeScreen(Screen, rx.State):
    """What the day holds beside its tasks."""

    stuck: int = 0
    stuck_first: str = ""
    silent: rx.Field[list[CustomerRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Stuck deals and silent customers, each where the role may see them."""
        self.problem = Problem()
        await self._read()
        self._watch(HomeScreen.refresh, "deal")

    @action
    async def refresh(self) -> None:
        """A deal moved."""
        await self._read()

    async def _read(self) -> None:
        can = self._actor().can
        if can(Permission.DEAL_READ):
            page = await self._ask(deals.stuck_deals, ListQuery(size=1))
            self.stuck = page.total if page else 0
            self.stuck_first = page.rows[0].name if page and page.rows else ""
        if can(Permission.CUSTOMER_READ):
            self.silent = await self._ask(home.long_silent) or []
        self.loaded = True
