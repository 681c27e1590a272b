"""How good the record of the address is, and the taps that put it right."""

import reflex as rx

from crm_app.services import quality
from crm_app.services.quality import QueueRow
from crm_app.state.base import OneRecord, Problem, action


class RecordQuality(OneRecord, rx.State):
    """Beside the facts of a customer or contact."""

    kind: str = "customer"
    row: rx.Field[QueueRow] = rx.field(default_factory=lambda: QueueRow("", "", "", "", 100))

    @action
    async def load_customer(self) -> None:
        """Of the customer of the address; again whenever he changes."""
        await self._load("customer", str(getattr(self, "customer_id", "")))

    @action
    async def load_contact(self) -> None:
        """Of the contact of the address."""
        await self._load("contact", str(getattr(self, "contact_id", "")))

    @action
    async def refresh(self) -> None:
        """Something of the record changed."""
        await self._read(self.kind, self.shown)

    @action
    async def fix(self, public_id: str, fault: str) -> None:
        """Do what is proposed, with a way back."""
        done, made = await self._do_aloud(quality.fix, self.kind, public_id, fault)
        if done and made is not None:
            undo = (quality.take_back, made)
            await self._offer_undo("quality.fixed", *undo, name=self.row.name, score=made.score)
        await self._read(self.kind, self.shown)

    @action
    async def leave(self, public_id: str, fault: str) -> None:
        """The fault stays and costs nothing, with a way back."""
        done, _ = await self._do_aloud(quality.leave, self.kind, public_id, fault)
        if done:
            undo = (quality.leave_no_more, self.kind, public_id, fault)
            await self._offer_undo("quality.left", *undo, name=self.row.name)
        await self._read(self.kind, self.shown)

    async def _load(self, kind: str, subject: str) -> None:
        if self.shown != subject:
            self.row, self.problem = QueueRow("", "", "", "", 100), Problem()
        self.kind = kind
        await self._read(kind, subject)
        self._watch(RecordQuality.refresh, f"{kind}:{subject}", "quality")

    async def _read(self, kind: str, subject: str) -> None:
        kept = self.problem
        found = await self._ask(quality.record_quality, kind, subject)
        self.row = found or QueueRow("", "", "", "", 100)
        self.shown, self.problem, self.loaded = subject, kept, True
