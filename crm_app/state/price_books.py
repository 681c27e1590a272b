"""Price books: all of them in order, and the form of one."""

import re
from typing import Any

import reflex as rx

from crm_app.services import choices, price_books
from crm_app.services.choices import Option
from crm_app.services.price_books import BookForm, BookRow
from crm_app.state.base import Screen, action

_TEXTS = ("zh", "en", "currency", "valid_from", "valid_until")


class PriceBookList(Screen, rx.State):
    """All books, the one that counts first at the top."""

    rows: rx.Field[list[BookRow]] = rx.field(default_factory=list)
    industries: rx.Field[list[Option]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """All books; again whenever one changes."""
        await self._read()
        self.industries = await self._ask(choices.options, "industry") or []
        self._watch(PriceBookList.refresh, "price_book", "price_entry")

    @action
    async def refresh(self) -> None:
        """A book was changed elsewhere."""
        await self._read()

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A new book: its page is next, where its prices are entered."""
        sent = book_form(form)
        done, public_id = await self._do(price_books.create_book, sent)
        if not done:
            return None
        await self._tell("price_books.created", name=sent.zh or sent.en or "")
        return rx.redirect(f"/settings/price-books/{public_id}")

    @action
    async def move(self, public_id: str, step: int) -> None:
        """Up, where it counts earlier, or down."""
        done, _ = await self._do(price_books.place_book, public_id, step)
        if done:
            await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(price_books.price_books) or []
        self.loaded = True


def book_form(form: dict[str, Any]) -> BookForm:
    """What a book's form says: boxes are called tier:A and industry:food."""
    texts: dict[str, Any] = {name: str(form.get(name) or "")[:200] for name in _TEXTS}
    return BookForm(
        **texts,
        tiers=ticked(form, "tier"),
        industries=ticked(form, "industry"),
        regions=regions_of(form),
        tax_included=bool(form.get("tax_included")),
        is_active=bool(form.get("is_active")),
    )


def regions_of(form: dict[str, Any]) -> list[str]:
    """The regions of a form, which stand in one field."""
    regions = re.split(r"[,，、;；\n]+", str(form.get("regions") or "")[:4000])
    return [one for one in regions if one.strip()]


def ticked(form: dict[str, Any], name: str) -> list[str]:
    """The values of the boxes of one name that are ticked: tier:A, tier:B."""
    return [key.split(":", 1)[1] for key in form if key.startswith(f"{name}:") and form[key]][:60]
