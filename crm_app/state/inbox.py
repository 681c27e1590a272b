"""The inbox: one's own notices."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import notices
from crm_app.services.notices import NoticeRow
from crm_app.state.base import action
from crm_app.state.lists import ListScreen


class Inbox(ListScreen, rx.State):
    """Unread first; opening one marks it."""

    rows: rx.Field[list[NoticeRow]] = rx.field(default_factory=list)

    async def _read(self, asked: ListQuery) -> Page[NoticeRow] | None:
        return await self._ask(notices.notices, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a notice comes or is read."""
        await self._open()
        self._watch(Inbox.refresh, f"notice:{self._actor().user_id}")

    @action
    async def refresh(self) -> None:
        """A notice came, or one was read elsewhere."""
        await self._refresh()

    @action
    async def follow(self, public_id: str) -> Any:
        """A row was pressed: read, and on to what it is about; one that leads nowhere stays here."""
        done, link = await self._do(notices.read_notice, public_id)
        if done and link:
            return rx.redirect(link)
        await self._refresh()
        return None

    @action
    async def read_all(self) -> None:
        """Nothing of this is new any more, with a way back."""
        done, read = await self._do(notices.read_notices)
        if done and read:
            await self._offer_undo("inbox.read_all_done", notices.unread_again, read)
