"""What every page loads first: who is signed in, and what waits for him."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

import reflex as rx

from crm_app.core.permissions import GRANTS
from crm_app.services import accounts, approvals, notices
from crm_app.state.base import Me, Screen, Shell, action


class Frame(Screen, rx.State):
    """Fills the frame around a page."""

    # The notices that this tab has shown or counted; None before the first look.
    _known: set[str] | None = None

    @action
    async def enter(self) -> None:
        """The signed-in person; also runs again after a reconnect."""
        actor = self._actor()
        profile = await asyncio.to_thread(accounts.own_profile, actor)
        shell = await self.get_state(Shell)
        can = tuple(sorted(permission.value for permission in GRANTS[actor.role]))
        shell.me = Me(profile.name, profile.role, profile.language, can)
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
        for notice in reversed(unread.newest):
            if self._known is not None and notice.public_id not in self._known:
                shell._announce(notice)
        self._known = (self._known or set()) | {notice.public_id for notice in unread.newest}
        # Whoever looks at what a notice is about has read it.
        if here and any(notice.link == here for notice in unread.newest):
            await self._ask(notices.read_notices, here)
            unread = await self._ask(notices.unread_notices) or unread
        pending = await self._ask(approvals.pending_count) or 0
        shell.counts = {"unread": unread.count, "pending": pending}
