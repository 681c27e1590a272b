"""The command palette: go anywhere, find anything, start any action."""

import reflex as rx

from crm_app.services import search
from crm_app.services.search import Hit
from crm_app.state.base import Screen, action


class Palette(Screen, rx.State):
    """What the palette shows for the words typed."""

    words: rx.Field[str] = rx.field("")
    hits: rx.Field[list[Hit]] = rx.field(default_factory=list)

    @action
    async def look(self, words: str) -> None:
        """Words were typed; an empty box shows places and actions only."""
        self.words = words.strip()[:100]
        self.hits = (await self._ask(search.look_up, self.words) or []) if self.words else []
