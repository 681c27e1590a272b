"""The lines of an order by hand, as they are typed: of a new one, or of one that nothing left yet."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.services import contracts, orders, tax_rates
from crm_app.services.orders import LinesPreview, OrderForm, OrderLineForm, OrderLineRow
from crm_app.services.products import ProductRow
from crm_app.state import quote_lines
from crm_app.state.base import Problem, action
from crm_app.state.line_typing import LineTyping
from crm_app.state.quote_lines import Answers, LineDraft, plain

_CELLS = ("text", "unit", "quantity", "price", "discount", "tax_rate")


class OrderLines(LineTyping, rx.State):
    """The sheet with the grid: `public_id` is the order's, empty for a new one; a new one may be of
    the contract that `contract` names."""

    public_id: str = ""
    contract: str = ""
    title: str = ""
    sums: rx.Field[LinesPreview] = rx.field(default_factory=LinesPreview)
    asking: bool = False
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
        await self._reprice()

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
        await self._reprice()

    async def _reprice(self) -> None:
        self.bad_line = 0
        done, seen = await self._do(orders.preview_lines, self.sums.currency, self._forms())
        if not done or seen is None:
            self._mark_bad()
            return
        keys = [line.key for line in self._typed]
        self.sums = seen
        self.answers = Answers(dict(zip(keys, seen.amounts, strict=True)))

    def _kept(self, line: LineDraft) -> LineDraft:
        return replace(line, kind="item", auto=False, is_optional=False)

    def _free_line(self, text: str) -> LineDraft:
        return LineDraft(key=self._key(), text=text, tax_rate=self.tax, unmatched=True)

    def _line_of(self, product: ProductRow) -> LineDraft:
        price = product.price if product.currency == self.sums.currency else product.price * 0
        made = quote_lines.of_product(self._key(), product, self._actor().language, price)
        return replace(made, auto=False)

    def _of_row(self, row: OrderLineRow) -> LineDraft:
        cells: dict[str, Any] = {
            name: plain(getattr(row, name))
            for name in ("quantity", "price", "discount", "tax_rate")
        }
        product = row.product_public_id
        return LineDraft(key=self._key(), product=product, text=row.text, unit=row.unit, **cells)

    def _forms(self) -> list[OrderLineForm]:
        return [
            OrderLineForm(line.product, **{name: getattr(line, name) for name in _CELLS})
            for line in self._typed
        ]
