"""Where a quote, deal or contract stands with its approval: asking, taking back, accepting another figure."""

from typing import Any

import reflex as rx

from crm_app.services import approvals, contracts
from crm_app.services.approvals import ApprovalRow, Standing, WhatIf
from crm_app.state.approval import NO_REQUEST
from crm_app.state.base import Screen, action
from crm_app.state.quote import QuoteRecord

# Kind of record → where it stands, and how to ask.
_STANDING: dict[str, Any] = {
    "quote": approvals.quote_standing,
    "deal": approvals.deal_standing,
    "contract": contracts.contract_standing,
}
_ASK: dict[str, Any] = {
    "quote": approvals.ask_for_quote,
    "deal": approvals.ask_for_deal,
    "contract": contracts.ask_for_contract,
}


class StandingScreen(Screen, rx.State):
    """Beside the quote, deal or contract of the address."""

    standing: rx.Field[Standing] = rx.field(default_factory=Standing)
    request: rx.Field[ApprovalRow] = rx.field(default_factory=lambda: NO_REQUEST)
    kind: str = ""
    subject: str = ""
    asked: int = 0
    # Who would have to agree to the discount that is being tried and not stored yet.
    trial: rx.Field[WhatIf] = rx.field(default_factory=WhatIf)

    @action
    async def load_quote(self) -> None:
        """The quote of the address."""
        await self._open("quote", str(getattr(self, "quote_id", "")))

    @action
    async def load_deal(self) -> None:
        """The deal of the address."""
        await self._open("deal", str(getattr(self, "deal_id", "")))

    @action
    async def load_contract(self) -> None:
        """The contract of the address."""
        await self._open("contract", str(getattr(self, "contract_id", "")))

    @action
    async def refresh(self) -> None:
        """The record or its request changed."""
        await self._read()

    @action
    async def attempt(self, discount: str) -> None:
        """Another discount is tried: who would have to agree. What is no figure is told on saving."""
        problem = self.problem
        seen = await self._ask(approvals.quote_what_if, self.subject, str(discount)[:12])
        self.trial, self.problem = seen or WhatIf(), problem

    @action
    async def ask(self, form: dict[str, Any]) -> None:
        """Ask for what stands there, with a reason; a draft that is still typed is stored first."""
        if self.kind == "quote":
            record = await self.get_state(QuoteRecord)
            if record.dirty and not await record._save():
                return
        if self.kind not in _ASK:
            return
        done, _ = await self._do(_ASK[self.kind], self.subject, str(form.get("reason") or "")[:500])
        if done:
            self.asked += 1
            await self._read()
            now = self.request.status == "approved"
            await self._tell("approvals.granted_now" if now else "approvals.asked")

    @action
    async def withdraw(self) -> None:
        """Take the request back."""
        await self._answer("approvals.withdrawn", approvals.withdraw)

    @action
    async def accept(self) -> None:
        """Take the approver's figure."""
        await self._answer("approvals.accepted", approvals.accept_counter)

    async def _answer(self, code: str, use_case: Any) -> None:
        done, _ = await self._do(use_case, self.request.public_id)
        if done:
            await self._tell(code)
            await self._read()

    async def _open(self, kind: str, subject: str) -> None:
        if self.subject != subject:
            self.standing, self.request = Standing(), NO_REQUEST
        self.kind, self.subject = kind, subject
        await self._read()
        self._watch(StandingScreen.refresh, f"{kind}:{subject}", "approval")

    async def _read(self) -> None:
        if self.kind not in _STANDING:
            return
        problem = self.problem
        self.standing = await self._ask(_STANDING[self.kind], self.subject) or Standing()
        self.request, self.problem = self.standing.request or NO_REQUEST, problem
        self.trial = WhatIf()
