"""A quote in the editor: the draft as it is typed, priced at every pause."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.services import products, quotes, tax_rates
from crm_app.services.products import ProductRow
from crm_app.services.quotes import Figures, QuoteForm, QuotePage
from crm_app.state import quote_lines
from crm_app.state.base import OneRecord, Problem, action
from crm_app.state.custom_values import PREFIX, custom_facts
from crm_app.state.quote_lines import Answers, LineDraft, plain

_NONE = QuotePage("", 0, "")
FACTS = ("discount", "discount_amount", "valid_until", "note", "currency", "tax_included")
FACTS += ("payment_days", "payment_terms")


class QuoteRecord(OneRecord, rx.State):
    """One quote: what is stored, and what is typed on top of it.

    The grid holds the lines itself: `lines` is sent when the server has changed them (`stamp`) or
    read them anew (`edition`), what is typed comes back and is kept in `_typed`.
    """

    page: rx.Field[QuotePage] = rx.field(default_factory=lambda: _NONE)
    lines: rx.Field[list[LineDraft]] = rx.field(default_factory=list)
    answers: rx.Field[Answers] = rx.field(default_factory=Answers)
    draft: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    figures: rx.Field[Figures] = rx.field(default_factory=Figures)
    found: rx.Field[list[ProductRow]] = rx.field(default_factory=list)
    missing: bool = False
    dirty: bool = False
    # Somebody else saved while this draft was being typed.
    conflict: bool = False
    edition: int = 0
    stamp: int = 0
    added: int = 0
    # How often a discount was typed: the slider then stands there. While it moves it is left alone.
    typed: int = 0
    # Whether the discount is an amount, not percent.
    by_amount: bool = False
    tax: str = "13"
    # The line, from 1, that the problem is about.
    bad_line: int = 0
    _typed: list[LineDraft] = []
    # Every line that the grid has known: one that was taken away may come back.
    _known: dict[str, LineDraft] = {}
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
    async def type_lines(self, sent: str) -> None:
        """The grid was typed in: an order of lines, and those that changed."""
        lines = quote_lines.read_edit(sent, self._known)
        if lines is not None:
            self._keep(lines)
            await self._price()

    @action
    async def paste(self, key: str, sent: str) -> None:
        """A block of cells: code or name, quantity, price, discount; in place of an empty line."""
        block = quote_lines.read_block(sent)
        names = [row[0] for row in block]
        known = await self._ask(products.match_products, names) if block else None
        if known is None:
            return
        made = [self._pasted(row, known.get(row[0])) for row in block]
        place = next((i for i, line in enumerate(self._typed) if line.key == key), None)
        at = len(self._typed) if place is None else place + 1
        start = at - 1 if place is not None and self._typed[place].text == "" else at
        self._put([*self._typed[:start], *made, *self._typed[at:]])
        await self._price()

    @action
    async def change(self, name: str, value: str) -> None:
        """Discount, validity, payment, currency, remarks, or whether prices hold their tax."""
        if name not in FACTS:
            return
        turned = name == "tax_included" and bool(value) != bool(self.draft.get(name))
        self.draft = {**self.draft, name: str(value)[:2000]}
        if turned:
            self._put([self._turned(line, included=bool(value)) for line in self._typed])
        self.typed += name == "discount"
        await self._price()

    @action
    async def save_field(self, name: str, value: str) -> None:
        """A custom field was edited where it stands: stored at once, with all that is typed."""
        known = custom_facts(self.page.custom)
        if name in known and value.strip() != known[name]:
            await self._save(custom={name.removeprefix(PREFIX): value[:2000]})

    @action
    async def tick_option(self, key: str, option: str, on: bool) -> None:
        """One of several choices was ticked, or its tick taken away."""
        for one in self.page.custom:
            if one.key == key:
                keys = [k for k in one.chosen if k != option] + ([option] if on else [])
                await self._save(custom={key: ",".join(keys)})

    @action
    async def slide(self, discount: str) -> None:
        """The slider of the discount moved."""
        self.draft = {**self.draft, "discount": discount[:20]}
        await self._price()

    @action
    async def discount_by(self, kind: str) -> None:
        """The discount is typed as an amount, or in percent: what it was otherwise is gone."""
        self.by_amount = kind == "amount"
        left = "discount" if self.by_amount else "discount_amount"
        self.draft = {**self.draft, left: "0"}
        self.typed += 1
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
            self._put([*self._typed, self._of_product(row)])
            self.added += 1
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
        return await self._go_on(quotes.revise_quote)

    @action
    async def renew(self) -> Any:
        """The next revision of what is past its validity."""
        return await self._go_on(quotes.renew_quote)

    @action
    async def copy(self) -> Any:
        """The same content under another number."""
        return await self._go_on(quotes.copy_quote)

    @action
    async def copy_to(self, form: dict[str, Any]) -> Any:
        """The same content for another customer."""
        return await self._go_on(quotes.copy_quote, str(form.get("customer") or ""))

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

    async def _go_on(self, use_case: Any, *args: Any) -> Any:
        done, public_id = await self._do(use_case, self.page.public_id, *args)
        return rx.redirect(f"/quotes/{public_id}") if done else None

    async def _answer(self, use_case: Any, code: str) -> None:
        done, _ = await self._do(use_case, self.page.public_id)
        if done:
            await self._tell(code, number=self.page.number)
            await self._read()

    async def _save(self, custom: dict[str, str] | None = None) -> bool:
        page, keys = self.page, [line.key for line in self._typed]
        form = self._form() if self.dirty or custom is None else QuoteForm()
        sent = replace(form, custom=custom)
        done, _ = await self._do(quotes.change_quote, page.public_id, sent, page.version)
        if done:
            await self._read(keys)
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
            self.answers = quote_lines.answers_to(self._typed, seen)
            self._keep(quote_lines.priced(self._typed, self.answers))
        else:
            self._mark_bad()

    def _mark_bad(self) -> None:
        place, _, cell = self.problem.field.removeprefix("lines.").partition(".")
        known = place.isdecimal() and int(place) < len(self._typed)
        bad = f"{self._typed[int(place)].key}.{cell}" if known else ""
        self.bad_line = int(place) + 1 if bad and cell else 0
        self.answers = replace(self.answers, bad=bad)

    async def _read(self, keys: Sequence[str] = ()) -> None:
        page = await self._ask(quotes.quote_page, self._public_id())
        self.tax = plain(await self._ask(tax_rates.usual_percent) or Decimal(0))
        self.shown, self.missing = self._public_id(), page is None
        self._show(page or _NONE, keys)

    def _show(self, page: QuotePage, keys: Sequence[str] = ()) -> None:
        """What is stored; with the `keys` that its lines had, whoever types in one stays there."""
        self.page, self.figures = page, page.figures
        self.dirty = self.conflict = False
        self.edition += 1
        fitting = keys if len(keys) == len(page.lines) else [self._key() for _ in page.lines]
        drafts = [quote_lines.of_row(*pair) for pair in zip(fitting, page.lines, strict=True)]
        self._known = {}
        self._put(drafts)
        self.answers = quote_lines.answers_of(drafts, page.lines)
        self.draft = facts_of(page)
        self.by_amount = page.discount_amount > 0

    def _put(self, lines: list[LineDraft]) -> None:
        """The server changed the lines: the grid shows them."""
        self._keep(lines)
        self.lines = lines
        self.stamp += 1

    def _keep(self, lines: list[LineDraft]) -> None:
        self._typed = lines
        self._known = {**self._known, **{line.key: line for line in lines}}

    def _pasted(self, row: Sequence[str], product: ProductRow | None) -> LineDraft:
        if product is None:
            free = LineDraft(key=self._key(), text=row[0], unmatched=True)
            return quote_lines.pasted(free, row[1:4])
        return quote_lines.pasted(self._of_product(product), row[1:4])

    def _of_product(self, row: ProductRow) -> LineDraft:
        same = row.currency == self.draft["currency"]
        price = row.price if same else Decimal(0)
        if self.draft["tax_included"]:
            price = quotes.with_tax(price, row.tax_rate, row.currency)
        return quote_lines.of_product(self._key(), row, self._actor().language, price)

    def _turned(self, line: LineDraft, *, included: bool) -> LineDraft:
        """The same price with its tax, or without it; what is no number stays as it is."""
        if line.auto:
            return line  # the server says it anew
        price = quotes.turned_price(line.price, line.tax_rate, self.draft["currency"], included)
        return line if price is None else replace(line, price=plain(price))

    def _form(self) -> QuoteForm:
        sees_cost = self.page.figures.cost is not None
        facts: dict[str, Any] = {name: self.draft.get(name) for name in FACTS}
        facts["tax_included"] = bool(facts["tax_included"])
        return QuoteForm(**facts, lines=[line.form(with_cost=sees_cost) for line in self._typed])

    def _key(self) -> str:
        self._keys += 1
        return f"l{self._keys}"


def facts_of(page: QuotePage) -> dict[str, str]:
    """What of a quote is typed beside its lines."""
    return {
        "discount": plain(page.discount),
        "discount_amount": plain(page.discount_amount),
        "valid_until": page.valid_until.isoformat() if page.valid_until else "",
        "payment_days": "" if page.payment_days is None else str(page.payment_days),
        "payment_terms": page.payment_terms,
        "note": page.note,
        "currency": page.currency,
        "tax_included": "yes" if page.tax_included else "",
    }
