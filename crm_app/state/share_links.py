"""Links of a quote for its customer."""

from typing import Any

import reflex as rx

from crm_app.services import share_links
from crm_app.services.share_links import ShareRow
from crm_app.state.base import Problem, Screen, action


class ShareScreen(Screen, rx.State):
    """The links of the quote in the address; a new one's address is shown once."""

    rows: rx.Field[list[ShareRow]] = rx.field(default_factory=list)
    quote: str = ""
    fresh: str = ""

    @action
    async def load(self) -> None:
        """The links; again whenever one is seen, answered or made."""
        public_id = str(getattr(self, "quote_id", ""))
        if self.quote != public_id:
            self.quote, self.fresh, self.problem = public_id, "", Problem()
        await self._read()
        self._watch(ShareScreen.refresh, f"quote:{public_id}")

    @action
    async def refresh(self) -> None:
        """Something of the quote or its links changed."""
        await self._read()

    @action
    async def create(self, form: dict[str, Any]) -> None:
        """A new link, for so many days."""
        typed = str(form.get("days") or "")
        days = int(typed) if typed.isdecimal() and len(typed) < 6 else 0
        done, made = await self._do(share_links.share_quote, self.quote, days)
        if done and made is not None:
            self.fresh = made.url
            await self._read()

    @action
    async def revoke(self, link_id: str) -> None:
        """The address leads nowhere from now on."""
        done, _ = await self._do(share_links.revoke_link, self.quote, link_id)
        if done:
            self.fresh = ""
            await self._tell("share_links.revoked_note")
            await self._read()

    async def _read(self) -> None:
        found = await self._ask(share_links.links_of_quote, self.quote)
        self.rows = found or []
