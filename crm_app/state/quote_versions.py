"""Versions of a quote side by side."""

import reflex as rx

from crm_app.services import quotes
from crm_app.services.quotes import Comparison
from crm_app.state.base import Screen, action
from crm_app.state.quote import QuoteRecord


class QuoteVersions(Screen, rx.State):
    """The version of the address beside another one of its number."""

    comparison: rx.Field[Comparison] = rx.field(default_factory=Comparison)
    is_open: bool = False

    @action
    async def compare(self, other: str) -> None:
        """Beside that version."""
        record = await self.get_state(QuoteRecord)
        done, found = await self._do(quotes.compare_quotes, record.page.public_id, other)
        if done and found is not None:
            self.comparison, self.is_open = found, True

    @action
    async def close(self) -> None:
        """Back to the quote."""
        self.is_open = False
