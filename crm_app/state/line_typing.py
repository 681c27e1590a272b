"""Lines as they are typed in a grid: of a quote, of an order by hand."""

from collections.abc import Sequence
from dataclasses import replace

import reflex as rx

from crm_app.services import products
from crm_app.services.products import ProductRow
from crm_app.state import quote_lines
from crm_app.state.base import action
from crm_app.state.finding import ProductFinder
from crm_app.state.quote_lines import Answers, LineDraft


class LineTyping(ProductFinder, mixin=True):
    """Mixed into the state of a grid of lines; the screen says how they are priced, and what line a
    product or a free text makes.

    The grid holds the lines itself: `lines` is sent when the server has changed them (`stamp`) or
    read them anew (`edition`), what is typed comes back and is kept in `_typed`.
    """

    lines: rx.Field[list[LineDraft]] = rx.field(default_factory=list)
    answers: rx.Field[Answers] = rx.field(default_factory=Answers)
    edition: int = 0
    stamp: int = 0
    tax: str = "13"
    # The line, from 1, that the problem is about.
    bad_line: int = 0
    _typed: list[LineDraft] = []
    # Every line that the grid has known: one that was taken away may come back.
    _known: dict[str, LineDraft] = {}
    _keys: int = 0

    async def _reprice(self) -> None:
        """Ask what the lines come to."""
        raise NotImplementedError

    def _line_of(self, product: ProductRow) -> LineDraft:
        raise NotImplementedError

    def _free_line(self, text: str) -> LineDraft:
        """A line of what is no product of ours."""
        return LineDraft(key=self._key(), text=text, unmatched=True)

    def _kept(self, line: LineDraft) -> LineDraft:
        """A line as this screen can have it."""
        return line

    @action
    async def type_lines(self, sent: str) -> None:
        """The grid was typed in: an order of lines, and those that changed."""
        lines = quote_lines.read_edit(sent, self._known)
        if lines is not None:
            self._keep(lines)
            await self._reprice()

    @action
    async def paste(self, key: str, sent: str) -> None:
        """A block of cells: code or name, quantity, price, discount; in place of an empty line."""
        block = quote_lines.read_block(sent)
        names = [row[0] for row in block]
        known = await self._ask(products.match_products, names) if block else None
        if known is None:
            return
        made = [self._pasted(row, known.get(row[0])) for row in block]
        place = next((n for n, line in enumerate(self._typed) if line.key == key), None)
        at = len(self._typed) if place is None else place + 1
        start = at - 1 if place is not None and self._typed[place].text == "" else at
        self._put([*self._typed[:start], *made, *self._typed[at:]])
        await self._reprice()

    @action
    async def add_product(self, public_id: str) -> None:
        """A product was chosen: one more line."""
        row = await self._chosen(public_id)
        if row is not None:
            self._put([*self._typed, self._line_of(row)])
            await self._reprice()

    def _pasted(self, row: Sequence[str], product: ProductRow | None) -> LineDraft:
        line = self._free_line(row[0]) if product is None else self._line_of(product)
        return quote_lines.pasted(line, row[1:4])

    def _mark_bad(self) -> None:
        place, _, cell = self.problem.field.removeprefix("lines.").partition(".")
        known = place.isdecimal() and int(place) < len(self._typed)
        self.bad_line = int(place) + 1 if known and cell else 0
        bad = f"{self._typed[int(place)].key}.{cell}" if known else ""
        self.answers = replace(self.answers, bad=bad)

    def _put(self, lines: list[LineDraft]) -> None:
        """The server changed the lines: the grid shows them."""
        self._keep(lines)
        self.lines = lines
        self.stamp += 1

    def _keep(self, lines: list[LineDraft]) -> None:
        self._typed = [self._kept(line) for line in lines]
        self._known = {**self._known, **{line.key: line for line in self._typed}}

    def _key(self) -> str:
        self._keys += 1
        return f"l{self._keys}"
