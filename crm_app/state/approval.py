"""One request: what its decision needs, what if, and the decision."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.services import approvals
from crm_app.services.approvals import ApprovalCase, ApprovalRow, WhatIf, WinRate
from crm_app.state.base import OneRecord, Problem, action

_ZERO = Decimal(0)
NO_REQUEST = ApprovalRow(
    *("", 0, "quote", "", "", "", "", "", "", "", "", ""),
    *(_ZERO, _ZERO, _ZERO, "CNY", None, None, "", None, "", None),
    datetime(2000, 1, 1, tzinfo=UTC),
    *(False, False),
)
_NONE = ApprovalCase(
    NO_REQUEST, WhatIf(), WhatIf(), [], [], [], WinRate(), "", "", "", [], [], Decimal(30)
)


class ApprovalScreen(OneRecord, rx.State):
    """A request as its approver sees it; `trial` is the offer under the slider's discount."""

    page: rx.Field[ApprovalCase] = rx.field(default_factory=lambda: _NONE)
    trial: rx.Field[WhatIf] = rx.field(default_factory=WhatIf)
    missing: bool = False
    # The slider stands below what was asked for: that figure can be offered.
    lower: bool = False

    def _public_id(self) -> str:
        return str(getattr(self, "approval_id", ""))

    @action
    async def load(self) -> None:
        """The request of the address; again whenever something of it changes."""
        if self.page.row.public_id != self._public_id():
            self.page, self.problem = _NONE, Problem()
        await self._read()
        self._watch(ApprovalScreen.refresh, f"approval:{self._public_id()}")

    @action
    async def refresh(self) -> None:
        """It was answered, withdrawn or overtaken."""
        await self._read()

    @action
    async def attempt(self, discount: float) -> None:
        """The slider moved: what that would come to."""
        done, seen = await self._do(approvals.what_if, self._public_id(), f"{discount:g}")
        if done and seen is not None:
            self.trial = seen
            self.lower = seen.discount < self.page.row.discount

    @action
    async def approve(self) -> Any:
        """Yes, and on to the next one that waits."""
        return await self._decide("approvals.done_approved", approvals.approve)

    @action
    async def refuse(self, form: dict[str, Any]) -> Any:
        """No, with a reason."""
        return await self._decide("approvals.done_refused", approvals.refuse, _reason(form))

    @action
    async def counter(self, form: dict[str, Any]) -> Any:
        """The slider's figure instead."""
        figure = f"{self.trial.discount:f}"
        return await self._decide(
            "approvals.done_countered", approvals.counter, figure, _reason(form)
        )

    async def _decide(self, code: str, use_case: Any, *args: str) -> Any:
        done, _ = await self._do(use_case, self._public_id(), *args)
        if not done:
            return None
        await self._tell(code)
        waiting = await self._ask(
            approvals.approval_list, ListQuery(filters={"box": "waiting"}, size=1)
        )
        following = waiting.rows[0].public_id if waiting and waiting.rows else ""
        return rx.redirect(f"/approvals/{following}" if following else "/approvals")

    async def _read(self) -> None:
        case = await self._ask(approvals.approval_case, self._public_id())
        self.shown, self.missing = self._public_id(), case is None
        self.page = case or _NONE
        self.trial, self.lower = self.page.asked, False


def _reason(form: dict[str, Any]) -> str:
    return str(form.get("reason") or "")[:500]
