"""One request: what its decision needs, what if, and the decision."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery
from crm_app.services import approvals
from crm_app.services.approvals import ApprovalCase, ApprovalRow, WhatIf, WinRate
from crm_app.services.references import Reference
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
    # What a counter-offer would say: the slider's figure, or until it is moved the most that
    # needs less of an approval than what was asked for.
    offer: str = ""
    # Whom one can bring in or let know; counters that close the sheets and empty the comment.
    people: rx.Field[list[Reference]] = rx.field(default_factory=list)
    joined: int = 0
    said: int = 0
    comment_problem: rx.Field[Problem] = rx.field(default_factory=Problem)

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
            self.offer = figure_of(seen.discount) if self.lower else suggested(self.page)

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
        """The slider's figure instead, or the one that is suggested."""
        return await self._decide(
            "approvals.done_countered", approvals.counter, self.offer, _reason(form)
        )

    @action
    async def give_back(self, form: dict[str, Any]) -> Any:
        """Back to who asked, to be changed."""
        return await self._decide("approvals.done_returned", approvals.give_back, _reason(form))

    @action
    async def withdraw(self) -> None:
        """Take one's own request back."""
        done, _ = await self._do(approvals.withdraw, self._public_id())
        if done:
            await self._tell("approvals.withdrawn")
            await self._read()

    @action
    async def add_signer(self, form: dict[str, Any]) -> None:
        """One more approver, before or after oneself."""
        person, when = (str(form.get(name) or "")[:60] for name in ("person", "when"))
        done, _ = await self._do(
            approvals.add_signer, self._public_id(), person, when, _reason(form)
        )
        await self._joined("approvals.done_added", done=done)

    @action
    async def copy_to(self, form: dict[str, Any]) -> None:
        """Let somebody know."""
        person = str(form.get("person") or "")[:60]
        done, _ = await self._do(approvals.copy_request, self._public_id(), [person])
        await self._joined("approvals.done_copied", done=done)

    @action
    async def comment(self, form: dict[str, Any]) -> None:
        """Say something about it."""
        kept = self.problem
        done, _ = await self._do(
            approvals.comment, self._public_id(), str(form.get("text") or "")[:500]
        )
        self.comment_problem, self.problem = self.problem, kept
        if done:
            self.said += 1
            await self._read()

    async def _joined(self, code: str, *, done: bool) -> None:
        if done:
            self.joined += 1
            await self._tell(code)
            await self._read()

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
        if case is not None and not self.people:
            self.people = await self._ask(approvals.others_who_decide) or []
        self.trial, self.lower = self.page.asked, False
        self.offer = suggested(self.page)


def suggested(case: ApprovalCase) -> str:
    """The discount to counter with in two taps: the largest floor below what was asked for."""
    below = [one.discount for one in case.floors if 0 < one.discount < case.row.discount]
    return figure_of(max(below)) if below and case.row.kind == "quote" else ""


def figure_of(discount: Decimal) -> str:
    """A percentage without empty decimals."""
    return f"{discount.normalize():f}"


def _reason(form: dict[str, Any]) -> str:
    return str(form.get("reason") or "")[:500]
