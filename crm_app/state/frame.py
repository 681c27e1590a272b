"""What every page loads first: who is signed in."""

import asyncio

import reflex as rx

from crm_app.core.permissions import GRANTS
from crm_app.services import accounts
from crm_app.state.base import Me, Screen, Shell, action


class Frame(Screen, rx.State):
    """Fills the frame around a page."""

    @action
    async def enter(self) -> None:
        """The signed-in person; also runs again after a reconnect."""
        actor = self._actor()
        profile = await asyncio.to_thread(accounts.own_profile, actor)
        shell = await self.get_state(Shell)
        can = tuple(sorted(permission.value for permission in GRANTS[actor.role]))
        shell.me = Me(profile.name, profile.role, profile.language, can)
