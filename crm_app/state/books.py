"""Until which day the books are closed."""

from typing import Any

import reflex as rx

from crm_app.services import books
from crm_app.services.books import Books
from crm_app.state.base import Screen, action


class BooksScreen(Screen, rx.State):
    """The line above the payments."""

    books: rx.Field[Books] = rx.field(default_factory=Books)
    is_closed: bool = False
    # The day in the sheet: the one that is closed already.
    typed: str = ""
    saved: int = 0

    @action
    async def load(self) -> None:
        """How they stand; again whenever somebody closes or opens them."""
        await self._read()
        self._watch(BooksScreen.refresh, "closing")

    @action
    async def refresh(self) -> None:
        """They were closed or opened."""
        await self._read()

    @action
    async def close(self, form: dict[str, Any]) -> None:
        """Close them until the day that was entered; a refusal keeps it."""
        until = str(form.get("until") or "")[:20]
        done, _ = await self._do(books.close_books, until)
        if not done:
            return
        self.saved += 1
        await self._read()
        if until:
            await self._tell("books.saved", day=until)
        else:
            await self._tell("books.opened")

    async def _read(self) -> None:
        self.books = await self._ask(books.books) or Books()
        self.is_closed = self.books.until is not None
        self.typed = self.books.until.isoformat() if self.books.until else ""
        self.loaded = True
