"""Money on the page of a contract or order, and the list of what is to come in."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.core.permissions import Permission
from crm_app.lib.exact import parse_decimal
from crm_app.locales.catalog import say
from crm_app.services import invoices, payments
from crm_app.services.invoices import InvoiceForm, InvoiceRow, Suggested
from crm_app.services.payments import (
    InstalmentForm,
    InstalmentRow,
    MoneyPage,
    Owed,
    PaymentForm,
)
from crm_app.services.references import Reference
from crm_app.state.base import Problem, Screen, action
from crm_app.state.lists import ListScreen

_HUNDRED = Decimal(100)
MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part of the plan as it is typed; `share` is an amount, or a percentage with its sign."""

    key: str
    public_id: str = ""
    label: str = ""
    due_on: str = ""
    share: str = ""

    def form(self) -> InstalmentForm:
        """What the service takes."""
        share = self.share.strip()
        if share.endswith(("%", "％")):
            return InstalmentForm(self.public_id, self.label, self.due_on, percent=share[:-1])
        return InstalmentForm(self.public_id, self.label, self.due_on, amount=share)


class MoneyScreen(Screen, rx.State):
    """Plan, payments and invoice requests of the contract or order in the address."""

    money: rx.Field[MoneyPage] = rx.field(default_factory=MoneyPage)
    requests: rx.Field[list[InvoiceRow]] = rx.field(default_factory=list)
    suggested: rx.Field[Suggested] = rx.field(default_factory=Suggested)
    parts: rx.Field[list[PartDraft]] = rx.field(default_factory=list)
    typed_sum: rx.Field[Decimal] = rx.field(default_factory=Decimal)
    kind: str = ""
    subject: str = ""
    saved: int = 0
    # The payment that is to be voided.
    wrong: str = ""
    _keys: int = 0

    @action
    async def load_contract(self) -> None:
        """The money of the contract of the address."""
        await self._open("contract", str(getattr(self, "contract_id", "")))

    @action
    async def load_order(self) -> None:
        """The money of the order of the address; nothing where it is with a contract."""
        await self._open("order", str(getattr(self, "order_id", "")))

    async def _open(self, kind: str, subject: str) -> None:
        if (self.kind, self.subject) != (kind, subject):
            self.problem, self.wrong = Problem(), ""
        self.kind, self.subject = kind, subject
        await self._read()
        self._watch(MoneyScreen.refresh, f"{kind}:{subject}")

    @action
    async def refresh(self) -> None:
        """Something of it changed."""
        await self._reread()

    @action
    async def start_plan(self) -> None:
        """The plan's sheet was opened: what is stored, or an empty first part."""
        self.problem = Problem()
        self.parts = [self._draft(row) for row in self.money.instalments] or [self._part("100%")]
        self._add_up()

    @action
    async def add_part(self) -> None:
        """One more part, over what is left."""
        if len(self.parts) < MOST_PARTS:
            left = max(self.money.amount - self.typed_sum, Decimal(0))
            self.parts = [*self.parts, self._part(f"{left.normalize():f}" if left else "")]
            self._add_up()

    @action
    async def drop_part(self, key: str) -> None:
        """A part less."""
        self.parts = [part for part in self.parts if part.key != key]
        self._add_up()

    @action
    async def type_part(self, key: str, name: str, value: str) -> None:
        """A field of a part was typed in."""
        if name in ("label", "due_on", "share"):
            change = {name: value[:80]}
            self.parts = [
                replace(part, **change) if part.key == key else part for part in self.parts
            ]
            self._add_up()

    @action
    async def save_plan(self) -> None:
        """Store the plan, with a way back; a refusal keeps what was typed."""
        kind, subject = self.kind, self.subject
        forms = [part.form() for part in self.parts]
        done, before = await self._do(payments.set_plan, kind, subject, forms)
        if done:
            self.saved += 1
            await self._offer_undo("payments.saved", payments.set_plan, kind, subject, before)
        await self._reread()

    @action
    async def pay(self, form: dict[str, Any]) -> None:
        """Money came in; with a way back."""
        names = ("amount", "received_on", "method", "reference", "note", "instalment")
        given = {name: str(form[name])[:600] for name in names if form.get(name) is not None}
        sent = PaymentForm(**given)
        done, public_id = await self._do(payments.record_payment, self.kind, self.subject, sent)
        if done:
            self.saved += 1
            shown = f"{sent.amount} {self.money.currency}"
            reason = say(self._actor().language, "payments.undone")
            undo = (payments.void_payment, public_id, reason)
            await self._offer_undo("payments.recorded", *undo, amount=shown)
        await self._reread()

    @action
    async def ask_void(self, payment: str) -> None:
        """A payment is to be voided: the sheet asks why."""
        self.problem, self.wrong = Problem(), payment

    @action
    async def keep(self) -> None:
        """It stays after all."""
        self.wrong = ""

    @action
    async def void(self, form: dict[str, Any]) -> None:
        """It did not come in so; with a way back."""
        wrong, reason = self.wrong, str(form.get("reason") or "")
        done, _ = await self._do(payments.void_payment, wrong, reason)
        if done:
            self.wrong = ""
            await self._offer_undo("payments.voided_note", payments.restore_payment, wrong)
        await self._reread()

    @action
    async def start_request(self) -> None:
        """The invoice sheet was opened: what the last one said."""
        self.problem = Problem()
        found = await self._ask(invoices.suggested_invoice, self.kind, self.subject)
        self.suggested = found or Suggested()

    @action
    async def request(self, form: dict[str, Any]) -> None:
        """Ask finance for an invoice; with a way back."""
        names = InvoiceForm.__dataclass_fields__
        given = {name: str(form[name])[:600] for name in names if form.get(name) is not None}
        done, public_id = await self._do(
            invoices.request_invoice, self.kind, self.subject, InvoiceForm(**given)
        )
        if done:
            self.saved += 1
            await self._offer_undo("invoices.requested_note", invoices.withdraw_request, public_id)
        await self._reread()

    @action
    async def withdraw(self, public_id: str) -> None:
        """Not needed after all; with a way back."""
        done, _ = await self._do(invoices.withdraw_request, public_id)
        if done:
            await self._offer_undo("invoices.withdrawn_note", invoices.restore_request, public_id)
        await self._reread()

    async def _reread(self) -> None:
        problem = self.problem
        await self._read()
        self.problem = problem

    async def _read(self) -> None:
        can = self._actor().can
        page = None
        if can(Permission.PAYMENT_READ):
            page = await self._ask(payments.money_of, self.kind, self.subject)
        if page is None:
            self.problem = Problem()  # of another's, or with its contract: the page says so
        self.money = page or MoneyPage()
        self.requests = []
        if page is not None and can(Permission.INVOICE_READ):
            self.requests = await self._ask(invoices.invoices_of, self.kind, self.subject) or []

    def _draft(self, row: InstalmentRow) -> PartDraft:
        percent = row.percent
        share = (
            f"{percent.normalize():f}%" if percent is not None else f"{row.amount.normalize():f}"
        )
        return replace(
            self._part(share),
            public_id=row.public_id,
            label=row.label,
            due_on=row.due_on.isoformat(),
        )

    def _part(self, share: str) -> PartDraft:
        self._keys += 1
        return PartDraft(f"p{self._keys}", share=share)

    def _add_up(self) -> None:
        whole = self.money.amount
        total = Decimal(0)
        for part in self.parts:
            form = part.form()
            number = parse_decimal(
                (form.percent if form.percent is not None else form.amount) or "0"
            )
            if number is not None:
                total += whole * number / _HUNDRED if form.percent is not None else number
        self.typed_sum = round(total, 2)


class DueList(ListScreen, rx.State):
    """What is to come in; without a filter what is open."""

    rows: rx.Field[list[InstalmentRow]] = rx.field(default_factory=list)
    owners: rx.Field[list[Reference]] = rx.field(default_factory=list)
    owed: rx.Field[Owed] = rx.field(default_factory=Owed)

    async def _read(self, asked: ListQuery) -> Page[InstalmentRow] | None:
        state = asked.filters.get("state", "open")
        filters = asked.filters | {"state": "" if state == "all" else state}
        given = {name: value for name, value in filters.items() if value}
        return await self._ask(payments.instalments, replace(asked, filters=given))

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever something comes in."""
        await self._open()
        self.owed = await self._ask(payments.owed) or Owed()
        self.owners = await self._ask(payments.instalment_owners) or []
        self._watch(DueList.refresh, "contract", "order", "payment", "instalment")

    @action
    async def refresh(self) -> None:
        """Something came in, or a plan changed."""
        await self._refresh()
        self.owed = await self._ask(payments.owed) or Owed()


class HomeMoney(Screen, rx.State):
    """On the home page: what is late, and for finance what waits for a decision."""

    overdue: int = 0
    waiting: int = 0

    @action
    async def load(self) -> None:
        """Count them; again whenever money moves."""
        await self._read()
        self._watch(HomeMoney.refresh, "payment", "instalment", "invoice_request")

    @action
    async def refresh(self) -> None:
        """Money moved."""
        await self._read()

    async def _read(self) -> None:
        can = self._actor().can
        if can(Permission.PAYMENT_READ):
            owed = await self._ask(payments.owed)
            self.overdue = owed.overdue_count if owed else 0
        if can(Permission.INVOICE_DECIDE):
            self.waiting = await self._ask(invoices.waiting_invoices) or 0
