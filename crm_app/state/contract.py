"""A contract's page."""

from typing import Any

import reflex as rx

from crm_app.locales.catalog import say
from crm_app.services import contracts, files, orders
from crm_app.services.contracts import ContractForm, ContractPage
from crm_app.services.files import FileRow
from crm_app.services.orders import OrderForm
from crm_app.state.base import Problem, WholeRecord, action
from crm_app.state.contracts import FIELDS, contract_form

_NONE = ContractPage("", 0, "")


class ContractRecord(WholeRecord, rx.State):
    """One contract: facts, parties, steps, orders, files."""

    page: rx.Field[ContractPage] = rx.field(default_factory=lambda: _NONE)
    files: rx.Field[list[FileRow]] = rx.field(default_factory=list)
    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    saved: int = 0
    _version: int = 0

    def _public_id(self) -> str:
        return str(getattr(self, "contract_id", ""))

    @action
    async def load(self) -> None:
        """The contract of the address; again whenever something of it changes."""
        if self.page.public_id != self._public_id():
            self.problem = Problem()
        await self._read()
        self._watch(ContractRecord.refresh, f"contract:{self._public_id()}", "order")

    @action
    async def refresh(self) -> None:
        """Somebody changed it."""
        await self._reread()

    @action
    async def start_edit(self) -> None:
        """The sheet was opened: what is stored now, and of which version."""
        self.problem, self._version = Problem(), self.page.version
        self.values = {name: _shown(getattr(self.page, name)) for name in FIELDS}

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """What of the sheet was changed; a refusal leaves it open with what was typed."""
        given = contract_form(form)
        changed = {
            name: value
            for name in FIELDS
            if (value := getattr(given, name)) is not None and value != self.values.get(name)
        }
        done, _ = await self._do(
            contracts.change_contract, self.page.public_id, ContractForm(**changed), self._version
        )
        if done:
            self.saved += 1
            await self._tell("contracts.changed")
        await self._reread()

    @action
    async def step(self, name: str) -> None:
        """Send, sign …: taken at once, with a way back."""
        await self._take(name, "")

    @action
    async def step_with_reason(self, form: dict[str, Any]) -> None:
        """End or cancel, and why."""
        if await self._take(str(form.get("action") or ""), str(form.get("reason") or "")):
            self.saved += 1

    async def _take(self, name: str, reason: str) -> bool:
        page = self.page
        done, step = await self._do(contracts.take_step, page.public_id, name, reason, page.version)
        if done:
            said = say(self._actor().language, f"contracts.action.{name}")
            undo = (contracts.take_step_back, page.public_id, step)
            await self._offer_undo("contracts.stepped", *undo, number=page.number, step=said)
        await self._reread()
        return done

    @action
    async def make_order(self) -> Any:
        """An order with the lines of its quote; its page opens."""
        form = OrderForm(contract=self.page.public_id)
        done, public_id = await self._do(orders.create_order, form)
        return rx.redirect(f"/orders/{public_id}") if done else None

    @action
    async def remove_file(self, file_id: str) -> None:
        """A file goes into the recycle bin, with a way back."""
        done, _ = await self._do(files.delete_file, file_id)
        if done:
            await self._offer_undo("files.deleted", files.restore_file, file_id)
        await self._reread()

    @action
    async def delete(self) -> Any:
        """A draft goes into the recycle bin, with a way back."""
        gone = self.page
        done, _ = await self._do(contracts.delete_contract, gone.public_id)
        if not done:
            return None
        undo = (contracts.restore_contract, gone.public_id)
        await self._offer_undo("contracts.deleted", *undo, number=gone.number)
        return rx.redirect("/contracts")

    async def _read(self) -> None:
        public_id = self._public_id()
        page = await self._ask(contracts.contract_page, public_id)
        self.shown, self.missing = public_id, page is None
        self.page = page or _NONE
        self.files = []
        if page is not None:
            self.files = await self._ask(files.files_of, "contract", public_id) or []


def _shown(value: Any) -> str:
    """A field as its form shows it."""
    if value is None:
        return ""
    if hasattr(value, "normalize"):
        return f"{value.normalize():f}"
    return str(value)
