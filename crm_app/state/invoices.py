"""The list of invoice requests, and finance's decisions."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import invoices
from crm_app.services.invoices import InvoiceRow
from crm_app.services.references import NOBODY
from crm_app.state.base import Problem, action
from crm_app.state.lists import ListScreen

_BEGIN = datetime.fromtimestamp(0, UTC)
_WORDS = ("title", "tax_id", "bank", "account", "address", "phone", "email", "content", "note")
_NOTHING: dict[str, Any] = dict.fromkeys((*_WORDS, "number", "reason", "decided_by"), "")
_NONE = InvoiceRow(
    public_id="",
    version=0,
    status="requested",
    kind="ordinary",
    bearer=NOBODY,
    customer=NOBODY,
    owner=NOBODY,
    amount=Decimal(0),
    currency="CNY",
    issued_on=None,
    decided_at=None,
    created_at=_BEGIN,
    updated_at=_BEGIN,
    **_NOTHING,
)


class InvoiceList(ListScreen, rx.State):
    """All requests one may see; one of them may be open in the sheet."""

    rows: rx.Field[list[InvoiceRow]] = rx.field(default_factory=list)
    one: rx.Field[InvoiceRow] = rx.field(default_factory=lambda: _NONE)
    asking: bool = False

    async def _read(self, asked: ListQuery) -> Page[InvoiceRow] | None:
        return await self._ask(invoices.invoices, asked)

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a request changes."""
        await self._open()
        self._watch(InvoiceList.refresh, "invoice_request")

    @action
    async def refresh(self) -> None:
        """Somebody asked or decided."""
        await self._refresh()

    @action
    async def show(self, public_id: str) -> None:
        """Open a request in the sheet."""
        self.problem = Problem()
        found = await self._ask(invoices.invoice, public_id)
        self.one, self.asking = found or _NONE, found is not None

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking = False

    @action
    async def issue(self, form: dict[str, Any]) -> None:
        """The invoice is written."""
        number, day = str(form.get("number") or ""), str(form.get("issued_on") or "")
        await self._decide("invoices.issued_note", invoices.issue_invoice, number, day)

    @action
    async def refuse(self, form: dict[str, Any]) -> None:
        """No invoice, and why."""
        reason = str(form.get("reason") or "")
        await self._decide("invoices.refused_note", invoices.refuse_invoice, reason)

    @action
    async def void(self, form: dict[str, Any]) -> None:
        """What was issued does not hold any more."""
        reason = str(form.get("reason") or "")
        await self._decide("invoices.voided_note", invoices.void_invoice, reason)

    async def _decide(self, code: str, use_case: Any, *args: str) -> None:
        """Done at once, with a way back; a refusal leaves the sheet open."""
        one = self.one
        done, _ = await self._do(use_case, one.public_id, *args)
        if done:
            self.asking = False
            undo = (invoices.reconsider, one.public_id)
            await self._offer_undo(code, *undo, number=args[0])
            await self._refresh()
