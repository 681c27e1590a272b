"""What every page loads first: who is signed in, and what waits for him."""

import asyncio
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.lib.clock import now
from crm_app.services import accounts, approvals, notices
from crm_app.services.notices import NoticeRow
from crm_app.state.base import Me, Screen, Shell, action

_REMEMBERED = 200


class Frame(Screen, rx.State):
    """Fills the frame around a page."""

    # When this tab looked for the first time, and the notices that it has shown since.
    _since: datetime | None = None
    _shown: tuple[str, ...] = ()

    @action
    async def enter(self) -> None:
        """The signed-in person; also runs again after a reconnect."""
        actor = self._actor()
        profile = await asyncio.to_thread(accounts.own_profile, actor)
        shell = await self.get_state(Shell)
        can = tuple(sorted(one.value for one in Permission if actor.can(one)))
        off = tuple(sorted(actor.off))
        shell.me = Me(profile.name, profile.role, profile.language, can, off)
        self._watch(Frame.refresh, f"notice:{actor.user_id}", "approval")
        # Cut off, or with another role: the tab learns of it now, not with the next press.
        self._watch(Frame.enter, f"session:{actor.user_id}", "session")
        await self._count()

    @action
    async def refresh(self) -> None:
        """Something came: count, and say what is new."""
        await self._count()

    @action
    async def follow(self, number: int, public_id: str) -> Any:
        """A message was pressed: open what it is about."""
        shell = await self.get_state(Shell)
        shell.notes = [note for note in shell.notes if note.number != number]
        link = await self._ask(notices.read_notice, public_id)
        return rx.redirect(link or "/inbox")

    async def _count(self) -> None:
        here = urlsplit(str(self.router.url)).path.rstrip("/")
        unread = await self._ask(notices.unread_notices) or notices.Unread()
        shell = await self.get_state(Shell)
        for notice in reversed(self._fresh(unread.newest)):
            shell._announce(notice)
        # Whoever looks at what a notice is about has read it.
        if here and any(notice.link == here for notice in unread.newest):
            await self._ask(notices.read_notices, here)
            unread = await self._ask(notices.unread_notices) or unread
        pending = await self._ask(approvals.pending_count) or 0
        shell.counts = {"unread": unread.count, "pending": pending}

    def _fresh(self, newest: list[NoticeRow]) -> list[NoticeRow]:
        """What came since the first look and was not shown yet; remembered as shown."""
        if self._since is None:
            self._since = now()
        fresh = [one for one in newest if one.at > self._since and one.public_id not in self._shown]
        self._shown = (*self._shown, *(one.public_id for one in fresh))[-_REMEMBERED:]
        return fresh
