"""From a search hit to the page that shows it."""

from typing import Any

import reflex as rx

from crm_app.services import links
from crm_app.state.base import Screen, action


class Opening(Screen, rx.State):
    """Finds the page of any record."""

    @action
    async def go(self) -> Any:
        """Go there; what cannot be seen leads home with the reason."""
        address = await self._ask(links.address_of, self.kind, self.record)  # pyright: ignore[reportAttributeAccessIssue]
        if address is None:
            await self._tell("shell.not_found", "bad")
        return rx.redirect(address or "/", replace=True)
