"""The lines of an order by hand, as they are typed: of a new one, or of one that nothing left yet."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.services import contracts, orders, products, tax_rates
from crm_app.services.orders import LinesPreview, OrderForm, OrderLineForm, OrderLineRow
from crm_app.services.products import ProductRow
from crm_app.state import quote_lines
from crm_app.state.base import Problem, Screen, action
from crm_app.state.quote_lines import Answers, LineDraft, plain

_CELLS = ("text", "unit", "quantity", "price", "discount", "tax_rate")


class OrderLines(Screen, rx.State):
    """The sheet with the grid: `public_id` is the order's, empty for a new one; a new one may be of
    the contract that `contract` names."""

    public_id: str = ""
    contract: str = ""
    title: str = ""
    lines: rx.Field[list[LineDraft]] = rx.field(default_factory=list)
    answers: rx.Field[Answers] = rx.field(default_factory=Answers)
    sums: rx.Field[LinesPreview] = rx.field(default_factory=LinesPreview)
    found: rx.Field[list[ProductRow]] = rx.field(default_factory=list)
    asking: bool = False
    stamp: int = 0
    edition: int = 0
    added: int = 0
    tax: str = "13"
    # The line, from 1, that the problem is about.
    bad_line: int = 0
    _typed: list[LineDraft] = []
    _known: dict[str, LineDraft] = {}
    _keys: int = 0
    _version: int = 0

    @action
    async def begin(self) -> None:
        """A new order for a customer."""
        await self._open("", "", "CNY", [])

    @action
    async def begin_under(self, contract: str) -> None:
        """A new order under a contract that no quote stands behind."""
        page = await self._ask(contracts.contract_page, contract)
        if page is not None:
            await self._open("", page.public_id, page.currency, [], page.number)

    @action
    async def begin_edit(self, order: str) -> None:
        """The lines of an order that nothing left yet."""
        page = await self._ask(orders.order_page, order)
        if page is not None:
            self._version = page.version
            await self._open(page.public_id, "", page.currency, page.lines, page.number)

    @action
    async def stop(self) -> None:
        """The sheet was left: nothing was stored."""
        self.asking, self.problem = False, Problem()

    @action
    async def choose_currency(self, currency: str) -> None:
        """Of a new order; the prices stay as they are typed."""
        self.sums = replace(self.sums, currency=currency[:3])
        await self._price()

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
        known = await self._ask(products.match_products, [row[0] for row in block])
        if not block or known is None:
            return
        made = [
            quote_lines.pasted(self._line(known.get(row[0]), row[0]), row[1:4]) for row in block
        ]
        place = next((n for n, line in enumerate(self._typed) if line.key == key), None)
        at = len(self._typed) if place is None else place + 1
        start = at - 1 if place is not None and not self._typed[place].text else at
        self._put([*self._typed[:start], *made, *self._typed[at:]])
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
            self._put([*self._typed, self._line(row)])
            self.added += 1
            await self._price()

    @action
    async def save(self, form: dict[str, Any]) -> Any:
        """Store the order; its page opens. A refusal keeps what was typed."""
        given = {
            name: str(form[name] or "")[:5000]
            for name in ("customer", "deliver_by", "note")
            if name in form
        }
        if self.public_id:
            done, _ = await self._do(
                orders.change_order, self.public_id, OrderForm(lines=self._forms()), self._version
            )
            public_id = self.public_id
        else:
            more = {"contract": self.contract} if self.contract else {}
            more |= {"currency": self.sums.currency}
            sent = OrderForm(**given, **more, lines=self._forms())
            done, public_id = await self._do(orders.create_order, sent)
        if not done:
            self._mark_bad()
            return None
        self.asking = False
        await self._tell("orders.changed" if self.public_id else "orders.made")
        return rx.redirect(f"/orders/{public_id}")

    async def _open(
        self,
        public_id: str,
        contract: str,
        currency: str,
        rows: Sequence[OrderLineRow],
        title: str = "",
    ) -> None:
        self.public_id, self.contract, self.title = public_id, contract, title
        self.problem, self.bad_line = Problem(), 0
        self.sums = LinesPreview(currency)
        usual = await self._ask(tax_rates.usual_percent)
        self.tax = plain(usual) if usual is not None else "0"
        self._known = {}
        self._put([self._of_row(row) for row in rows])
        self.edition += 1
        self.asking = True
        await self._price()

    async def _price(self) -> None:
        self.bad_line = 0
        done, seen = await self._do(orders.preview_lines, self.sums.currency, self._forms())
        if not done or seen is None:
            self._mark_bad()
            return
        keys = [line.key for line in self._typed]
        self.sums = seen
        self.answers = Answers(dict(zip(keys, seen.amounts, strict=True)))

    def _mark_bad(self) -> None:
        place, _, cell = self.problem.field.removeprefix("lines.").partition(".")
        known = place.isdecimal() and int(place) < len(self._typed)
        self.bad_line = int(place) + 1 if known and cell else 0
        bad = f"{self._typed[int(place)].key}.{cell}" if self.bad_line else ""
        self.answers = replace(self.answers, bad=bad)

    def _put(self, lines: list[LineDraft]) -> None:
        """The server changed the lines: the grid shows them."""
        self._keep(lines)
        self.lines = lines
        self.stamp += 1

    def _keep(self, lines: list[LineDraft]) -> None:
        self._typed = [replace(line, kind="item", auto=False, is_optional=False) for line in lines]
        self._known = {**self._known, **{line.key: line for line in self._typed}}

    def _line(self, row: ProductRow | None, text: str = "") -> LineDraft:
        self._keys += 1
        if row is None:
            return LineDraft(key=f"o{self._keys}", text=text, tax_rate=self.tax, unmatched=True)
        price = row.price if row.currency == self.sums.currency else row.price * 0
        made = quote_lines.of_product(f"o{self._keys}", row, self._actor().language, price)
        return replace(made, auto=False)

    def _of_row(self, row: OrderLineRow) -> LineDraft:
        self._keys += 1
        cells: dict[str, Any] = {
            name: plain(getattr(row, name))
            for name in ("quantity", "price", "discount", "tax_rate")
        }
        product = row.product_public_id
        return LineDraft(
            key=f"o{self._keys}", product=product, text=row.text, unit=row.unit, **cells
        )

    def _forms(self) -> list[OrderLineForm]:
        return [
            OrderLineForm(line.product, **{name: getattr(line, name) for name in _CELLS})
            for line in self._typed
        ]
