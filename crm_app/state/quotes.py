"""The list of quotes."""

from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import quotes
from crm_app.services.quotes import QuoteForm, QuoteRow
from crm_app.state.base import action
from crm_app.state.saved_views import ViewedList


class QuoteList(ViewedList, rx.State):
    """All quotes one may see."""

    rows: rx.Field[list[QuoteRow]] = rx.field(default_factory=list)
    saved: int = 0

    _record: str = "quote"

    async def _read(self, asked: ListQuery) -> Page[QuoteRow] | None:
        return await self._ask(quotes.quotes, asked)

    @action
    async def load(self) -> Any:
        """The page the address asks for; again whenever a quote changes."""
        onward = await self._open()
        self._watch(QuoteList.refresh, "quote")
        return onward

    @action
    async def refresh(self) -> None:
        """Somebody changed a quote."""
        await self._refresh()

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A new quote for a customer; the editor opens."""
        sent = QuoteForm(customer=str(form.get("customer") or ""))
        done, public_id = await self._do(quotes.create_quote, sent)
        if not done:
            return None
        self.saved += 1
        return rx.redirect(f"/quotes/{public_id}")
