"""An order's page: lines, deliveries, the way into the ERP."""

from typing import Any

import reflex as rx

from crm_app.services import erp, orders
from crm_app.services.erp import HandoverRow
from crm_app.services.orders import DeliveryForm, OrderForm, OrderPage
from crm_app.state.base import Problem, WholeRecord, action

_NONE = OrderPage("", 0, "")
_FIELDS = ("ordered_on", "ordered_time", "party", "deliver_by", "note")
LINE = "line-"


class OrderRecord(WholeRecord, rx.State):
    """One order."""

    page: rx.Field[OrderPage] = rx.field(default_factory=lambda: _NONE)
    handover: rx.Field[HandoverRow] = rx.field(default_factory=HandoverRow)
    saved: int = 0
    # The delivery that is to be voided.
    wrong: str = ""
    _version: int = 0

    def _public_id(self) -> str:
        return str(getattr(self, "order_id", ""))

    @action
    async def load(self) -> None:
        """The order of the address; again whenever something of it changes."""
        if self.page.public_id != self._public_id():
            self.problem = Problem()
        await self._read()
        self._watch(OrderRecord.refresh, f"order:{self._public_id()}")

    @action
    async def refresh(self) -> None:
        """Somebody changed it, or the ERP answered."""
        await self._reread()

    @action
    async def start(self) -> None:
        """A sheet was opened: of which version its fields are."""
        self.problem, self._version = Problem(), self.page.version

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Dates and remarks."""
        given: dict[str, Any] = {
            name: str(form[name] or "")[:5000] for name in _FIELDS if name in form
        }
        done, _ = await self._do(
            orders.change_order, self.page.public_id, OrderForm(**given), self._version
        )
        if done:
            self.saved += 1
            await self._tell("orders.changed")
        await self._reread()

    @action
    async def deliver(self, form: dict[str, Any]) -> None:
        """What the sheet says went out."""
        lines = [
            (name.removeprefix(LINE), str(value or "0")[:30])
            for name, value in form.items()
            if name.startswith(LINE)
        ]
        text = {
            name: str(form.get(name) or "")[:600] for name in ("delivered_on", "tracking", "note")
        }
        public_id = self.page.public_id
        sent = DeliveryForm(**text, lines=lines)
        done, _ = await self._do(orders.deliver, public_id, sent, self._version)
        if done:
            self.saved += 1
            await self._tell("orders.delivered_note")
        await self._reread()

    @action
    async def ask_void(self, delivery: str) -> None:
        """A delivery is to be voided: the sheet asks why."""
        self.problem, self.wrong = Problem(), delivery

    @action
    async def keep(self) -> None:
        """It stays after all."""
        self.wrong = ""

    @action
    async def void(self, form: dict[str, Any]) -> None:
        """It did not go out so; with a way back."""
        public_id, wrong = self.page.public_id, self.wrong
        reason = str(form.get("reason") or "")
        done, _ = await self._do(orders.void_delivery, public_id, wrong, reason)
        if done:
            self.wrong = ""
            undo = (orders.restore_delivery, public_id, wrong)
            await self._offer_undo("orders.voided_note", *undo)
        await self._reread()

    @action
    async def cancel(self, form: dict[str, Any]) -> None:
        """It will not be delivered; with a way back."""
        page, reason = self.page, str(form.get("reason") or "")
        done, _ = await self._do(orders.cancel_order, page.public_id, reason)
        if done:
            self.saved += 1
            undo = (orders.reopen_order, page.public_id)
            await self._offer_undo("orders.cancelled_note", *undo, number=page.number)
        await self._reread()

    @action
    async def reopen(self) -> None:
        """Take the cancellation back."""
        await self._do(orders.reopen_order, self.page.public_id)
        await self._reread()

    @action
    async def hand_over(self) -> None:
        """To the ERP, once."""
        await self._send(erp.hand_over)

    @action
    async def try_again(self) -> None:
        """What failed goes once more, under the same key."""
        await self._send(erp.try_again)

    async def _send(self, use_case: Any) -> None:
        done, _ = await self._do(use_case, self.page.public_id)
        if done:
            await self._tell("erp.handed", number=self.page.number)
        await self._reread()

    async def _read(self) -> None:
        public_id = self._public_id()
        page = await self._ask(orders.order_page, public_id)
        self.shown, self.missing = public_id, page is None
        self.page = page or _NONE
        self.handover = HandoverRow()
        if page is not None:
            self.handover = await self._ask(erp.handover_of, public_id) or HandoverRow()
