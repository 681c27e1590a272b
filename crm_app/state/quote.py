"""A quote in the editor: the draft as it is typed, priced after every stroke."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.services import products, quotes
from crm_app.services.products import ProductRow
from crm_app.services.quotes import Figures, LineForm, LineRow, QuoteForm, QuotePage
from crm_app.state.base import OneRecord, Problem, action

_NONE = QuotePage("", 0, "")
_CELLS = ("text", "unit", "quantity", "price", "discount", "tax_rate")
_FACTS = ("discount", "valid_until", "note", "currency")


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line as it stands in the grid; `bad` names the cell that cannot be."""

    key: str
    public_id: str = ""
    product: str = ""
    code: str = ""
    text: str = ""
    unit: str = ""
    quantity: str = "1"
    price: str = "0"
    list_price: Decimal = Decimal(0)
    discount: str = "0"
    tax_rate: str = "13"
    amount: Decimal = Decimal(0)
    bad: str = ""

    def form(self) -> LineForm:
        """What the service takes."""
        cells = {name: getattr(self, name) for name in _CELLS}
        return LineForm(public_id=self.public_id, product=self.product, **cells)


class QuoteRecord(OneRecord, rx.State):
    """One quote: what is stored, and what is typed on top of it."""

    page: rx.Field[QuotePage] = rx.field(default_factory=lambda: _NONE)
    lines: rx.Field[list[LineDraft]] = rx.field(default_factory=list)
    draft: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    figures: rx.Field[Figures] = rx.field(default_factory=Figures)
    found: rx.Field[list[ProductRow]] = rx.field(default_factory=list)
    missing: bool = False
    dirty: bool = False
    # Somebody else saved while this draft was being typed.
    conflict: bool = False
    # Grows with each reading (fields show what is stored) and with each added product.
    edition: int = 0
    added: int = 0
    # How often a discount was typed: the slider then stands there. While it moves it is left alone.
    typed: int = 0
    # The line, from 1, that the problem is about.
    bad_line: int = 0
    _keys: int = 0

    def _public_id(self) -> str:
        return str(getattr(self, "quote_id", ""))

    @action
    async def load(self) -> None:
        """The quote of the address; again whenever something of it changes."""
        if self.page.public_id != self._public_id():
            self.page = _NONE
            self.problem = Problem()
        await self._read()
        self._watch(QuoteRecord.refresh, f"quote:{self._public_id()}")

    @action
    async def refresh(self) -> None:
        """The quote changed: shown at once, unless something is typed that would be lost."""
        page = await self._ask(quotes.quote_page, self._public_id())
        if page is not None and page.version != self.page.version:
            if self.dirty:
                self.conflict = True
            else:
                self._show(page)

    @action
    async def drop_mine(self) -> None:
        """What is stored counts, not what was typed."""
        self.problem = Problem()
        await self._read()

    @action
    async def edit(self, key: str, cell: str, value: str) -> None:
        """A cell of a line was typed in."""
        if cell in _CELLS:
            self.lines = [
                replace(line, **{cell: value[:300]}) if line.key == key else line
                for line in self.lines
            ]
            await self._price()

    @action
    async def change(self, name: str, value: str) -> None:
        """Discount, validity, currency or remarks."""
        if name in _FACTS:
            self.draft = {**self.draft, name: str(value)[:2000]}
            self.typed += name == "discount"
            await self._price()

    @action
    async def slide(self, discount: str) -> None:
        """The slider of the discount moved."""
        self.draft = {**self.draft, "discount": discount[:20]}
        await self._price()

    @action
    async def find_products(self, words: str) -> None:
        """Products on sale that hold the words."""
        asked = ListQuery(words=words[:100], filters={"state": "active"}, size=8)
        page = await self._ask(products.products, asked)
        self.found = page.rows if page else []

    @action
    async def add_product(self, public_id: str) -> None:
        """A product was chosen: one more line."""
        row = await self._ask(products.product, public_id) if public_id else None
        if row is not None:
            same = row.currency == self.draft["currency"]
            text = row.en if self._actor().language == "en" else row.zh
            price = row.price if same else Decimal(0)
            line = LineDraft(
                key=self._key(),
                product=row.public_id,
                code=row.code,
                text=text,
                unit=row.unit,
                price=_plain(price),
                list_price=price,
                tax_rate=_plain(row.tax_rate),
            )
            self.lines = [*self.lines, line]
            self.added += 1
            await self._price()

    @action
    async def add_free(self) -> None:
        """A line of one's own words."""
        self.lines = [*self.lines, LineDraft(key=self._key())]
        self.dirty = True
        self.added += 1

    @action
    async def shift(self, key: str, step: int) -> None:
        """A line goes up or down."""
        place = next((i for i, line in enumerate(self.lines) if line.key == key), -1)
        target = place + (1 if step > 0 else -1)
        if place >= 0 and 0 <= target < len(self.lines):
            lines = list(self.lines)
            lines[place], lines[target] = lines[target], lines[place]
            self.lines = lines
            await self._price()

    @action
    async def remove(self, key: str) -> None:
        """A line goes; saving makes it so."""
        self.lines = [line for line in self.lines if line.key != key]
        await self._price()

    @action
    async def save(self) -> None:
        """Store the draft; a refusal keeps what was typed."""
        if await self._save():
            await self._tell("quotes.saved")

    @action
    async def send(self) -> None:
        """Store and send."""
        if self.dirty and not await self._save():
            return
        done, _ = await self._do(quotes.send_quote, self.page.public_id, self.page.version)
        if done:
            await self._tell("quotes.sent", number=self.page.number)
            await self._read()

    @action
    async def accept(self) -> None:
        """The customer said yes."""
        await self._answer(quotes.accept_quote, "quotes.accepted")

    @action
    async def decline(self) -> None:
        """The customer said no."""
        await self._answer(quotes.decline_quote, "quotes.declined")

    @action
    async def revise(self) -> Any:
        """The next revision of what was sent."""
        done, public_id = await self._do(quotes.revise_quote, self.page.public_id)
        return rx.redirect(f"/quotes/{public_id}") if done else None

    @action
    async def copy(self) -> Any:
        """The same content under another number."""
        done, public_id = await self._do(quotes.copy_quote, self.page.public_id)
        return rx.redirect(f"/quotes/{public_id}") if done else None

    @action
    async def delete(self) -> Any:
        """A draft goes into the recycle bin, with a way back."""
        gone = self.page
        done, _ = await self._do(quotes.delete_quote, gone.public_id)
        if not done:
            return None
        undo = (quotes.restore_quote, gone.public_id)
        await self._offer_undo("quotes.deleted", *undo, number=gone.number)
        return rx.redirect("/quotes")

    async def _answer(self, use_case: Any, code: str) -> None:
        done, _ = await self._do(use_case, self.page.public_id)
        if done:
            await self._tell(code, number=self.page.number)
            await self._read()

    async def _save(self) -> bool:
        page = self.page
        done, _ = await self._do(quotes.change_quote, page.public_id, self._form(), page.version)
        if done:
            await self._read()
        elif self.problem.code == "record.stale":
            self.conflict, self.problem = True, Problem()
        else:
            self._mark_bad()
        return done

    async def _price(self) -> None:
        self.dirty = True
        done, seen = await self._do(quotes.preview, self.page.public_id, self._form())
        if done and seen is not None:
            self.figures = seen.figures
            pairs = zip(self.lines, seen.amounts, strict=True)
            self.lines = [replace(line, amount=amount, bad="") for line, amount in pairs]
        else:
            self._mark_bad()

    def _mark_bad(self) -> None:
        place, _, cell = self.problem.field.removeprefix("lines.").partition(".")
        self.bad_line = int(place) + 1 if cell and place.isdigit() else 0
        self.lines = [
            replace(line, bad=cell if str(at) == place else "")
            for at, line in enumerate(self.lines)
        ]

    async def _read(self) -> None:
        page = await self._ask(quotes.quote_page, self._public_id())
        self.shown, self.missing = self._public_id(), page is None
        self._show(page or _NONE)

    def _show(self, page: QuotePage) -> None:
        self.page, self.figures = page, page.figures
        self.dirty = self.conflict = False
        self.edition += 1
        self.lines = [self._line(line) for line in page.lines]
        self.draft = {
            "discount": _plain(page.discount),
            "valid_until": page.valid_until.isoformat() if page.valid_until else "",
            "note": page.note,
            "currency": page.currency,
        }

    def _line(self, line: LineRow) -> LineDraft:
        return LineDraft(
            key=self._key(),
            public_id=line.public_id,
            product=line.product_public_id,
            code=line.code,
            text=line.text,
            unit=line.unit,
            quantity=_plain(line.quantity),
            price=_plain(line.price),
            list_price=line.list_price,
            discount=_plain(line.discount),
            tax_rate=_plain(line.tax_rate),
            amount=line.amount,
        )

    def _form(self) -> QuoteForm:
        return QuoteForm(**self.draft, lines=[line.form() for line in self.lines])

    def _key(self) -> str:
        self._keys += 1
        return f"l{self._keys}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
