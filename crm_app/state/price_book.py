"""One price book: who it is for, what it says, what is pasted into it."""

from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from crm_app.services import choices, price_books
from crm_app.services.choices import Option
from crm_app.services.price_books import BookPage, PastedRow, TierForm
from crm_app.state.base import OneRecord, Problem, action
from crm_app.state.finding import ProductFinder
from crm_app.state.price_books import book_form
from crm_app.state.quote_lines import plain

_CELLS = ("from_quantity", "price")
_MOST_TIERS = 40


@dataclass(frozen=True, slots=True)
class TierDraft:
    """A tier as it is typed."""

    key: str
    from_quantity: str = ""
    price: str = ""


class BookRecord(ProductFinder, OneRecord, rx.State):
    """The book of the address; one product's tiers may be open in a sheet."""

    page: rx.Field[BookPage] = rx.field(default_factory=BookPage)
    industries: rx.Field[list[Option]] = rx.field(default_factory=list)
    missing: bool = False
    saved: int = 0
    # Which form the last refusal belongs to: facts, tiers or paste.
    at: str = ""
    asking: bool = False
    product: str = ""
    product_name: str = ""
    tiers: rx.Field[list[TierDraft]] = rx.field(default_factory=list)
    pasted: rx.Field[list[PastedRow]] = rx.field(default_factory=list)
    bad: int = 0
    checked: str = ""
    _keys: int = 0

    def _public_id(self) -> str:
        return str(getattr(self, "book_id", ""))

    @action
    async def load(self) -> None:
        """The book of the address; again whenever a price changes."""
        if self.page.row.public_id != self._public_id():
            self.problem, self.asking = Problem(), False
            self.pasted, self.checked = [], ""
        await self._read()
        self.industries = await self._ask(choices.options, "industry") or []
        self._watch(BookRecord.refresh, "price_book", "price_entry")

    @action
    async def refresh(self) -> None:
        """Somebody changed it."""
        await self._read()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """For whom, in which currency, from when to when."""
        self.at = "facts"
        row = self.page.row
        sent = book_form(form)
        done, _ = await self._do(price_books.change_book, row.public_id, sent, row.version)
        if done:
            self.saved += 1
            await self._tell("price_books.saved")
            await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Open a product's tiers: those it has, or the first one."""
        row = await self._chosen(public_id)
        if row is None:
            return
        self.at, self.problem = "tiers", Problem()
        entry = next((one for one in self.page.prices if one.product == public_id), None)
        tiers = (
            [(plain(one.from_quantity), plain(one.price)) for one in entry.tiers] if entry else []
        )
        self.product, self.product_name = public_id, row.name
        self.tiers = [TierDraft(self._key(), *one) for one in tiers or [("1", plain(row.price))]]
        self.asking = True

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking = False

    @action
    async def add_tier(self) -> None:
        """One more tier."""
        self.tiers = [*self.tiers[:_MOST_TIERS], TierDraft(self._key())]

    @action
    async def drop_tier(self, key: str) -> None:
        """One tier less."""
        self.tiers = [one for one in self.tiers if one.key != key]

    @action
    async def type_tier(self, key: str, name: str, value: str) -> None:
        """A cell of a tier was typed in."""
        if name in _CELLS:
            self.tiers = [
                replace(one, **{name: str(value)[:30]}) if one.key == key else one
                for one in self.tiers
            ]

    @action
    async def save_tiers(self) -> None:
        """These are a product's prices in the book."""
        self.at = "tiers"
        forms = [TierForm(one.from_quantity, one.price) for one in self.tiers]
        book = self._public_id()
        done, before = await self._do(price_books.set_prices, book, self.product, forms)
        if done:
            self.asking = False
            undo = (price_books.set_prices, book, self.product, before or [])
            await self._offer_undo("price_books.prices_saved", *undo, name=self.product_name)
            await self._read()

    @action
    async def take_out(self, product: str, name: str) -> None:
        """A product leaves the book, with a way back."""
        self.at = ""
        book = self._public_id()
        done, before = await self._do(price_books.set_prices, book, product, [])
        if done:
            undo = (price_books.set_prices, book, product, before or [])
            await self._offer_undo("price_books.taken_out", *undo, name=name[:120])
            await self._read()

    @action
    async def check(self, form: dict[str, Any]) -> None:
        """How a pasted range would be understood."""
        self.at = "paste"
        text = str(form.get("text") or "")
        done, rows = await self._do(price_books.read_prices, self._public_id(), text)
        self.pasted, self.checked = (rows or [], text) if done else ([], "")
        self.bad = sum(1 for row in self.pasted if row.problem_en)

    @action
    async def paste(self) -> None:
        """Store what was checked."""
        self.at = "paste"
        book = self._public_id()
        done, count = await self._do(price_books.paste_prices, book, self.checked)
        if done:
            self.saved += 1
            self.pasted, self.checked = [], ""
            await self._tell("price_books.pasted", count=count)
            await self._read()

    async def _read(self) -> None:
        page = await self._ask(price_books.price_book, self._public_id())
        self.shown, self.missing = self._public_id(), page is None
        self.page = page or BookPage()

    def _key(self) -> str:
        self._keys += 1
        return f"t{self._keys}"
