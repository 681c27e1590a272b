"""The list of requests for approval."""

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import approvals
from crm_app.services.approvals import ApprovalRow
from crm_app.state.base import action
from crm_app.state.lists import ListScreen


class ApprovalList(ListScreen, rx.State):
    """Requests: those that wait for one, one's own, all one may see."""

    rows: rx.Field[list[ApprovalRow]] = rx.field(default_factory=list)

    async def _read(self, asked: ListQuery) -> Page[ApprovalRow] | None:
        return await self._ask(approvals.approval_list, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a request comes or is answered."""
        await self._open()
        self._watch(ApprovalList.refresh, "approval")

    @action
    async def refresh(self) -> None:
        """A request came, or one was answered."""
        await self._refresh()
