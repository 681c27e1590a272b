"""Questions to colleagues: on a record's page, and on everybody's Today."""

from typing import Any

import reflex as rx

from crm_app.services import mentions
from crm_app.services.mentions import QuestionRow
from crm_app.state.base import Screen, action


class QuestionBox(Screen, rx.State):
    """The questions about the record of the address, or one's own."""

    rows: rx.Field[list[QuestionRow]] = rx.field(default_factory=list)
    kind: str = ""
    subject: str = ""
    # The question whose answer is being written, and a counter of answers given.
    answering: str = ""
    answered: int = 0

    @action
    async def load_mine(self) -> None:
        """What one was asked, and what one has asked."""
        await self._open("", "")

    @action
    async def load_deal(self) -> None:
        """The deal of the address."""
        await self._open("deal", str(getattr(self, "deal_id", "")))

    @action
    async def load_customer(self) -> None:
        """The customer of the address."""
        await self._open("customer", str(getattr(self, "customer_id", "")))

    @action
    async def refresh(self) -> None:
        """Something was asked or answered."""
        await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Write an answer, or not after all."""
        self.answering = "" if self.answering == public_id else public_id

    @action
    async def answer(self, form: dict[str, Any]) -> None:
        """The answer: a note on the record."""
        text = str(form.get("text") or "")
        done, _ = await self._do(mentions.answer, self.answering, text)
        if done:
            self.answering, self.answered = "", self.answered + 1
            await self._tell("mentions.answer_saved")
        await self._read()

    @action
    async def close(self, public_id: str) -> None:
        """It need not be answered, with a way back."""
        done, _ = await self._do(mentions.close_question, public_id)
        if done:
            await self._offer_undo("mentions.closed_now", mentions.reopen_question, public_id)
        await self._read()

    async def _open(self, kind: str, subject: str) -> None:
        if (self.kind, self.subject) != (kind, subject):
            self.rows, self.answering = [], ""
        self.kind, self.subject = kind, subject
        await self._read()
        self._watch(QuestionBox.refresh, "mention")

    async def _read(self) -> None:
        kept = self.problem
        if self.kind:
            self.rows = await self._ask(mentions.questions_of, self.kind, self.subject) or []
        else:
            self.rows = await self._ask(mentions.open_questions) or []
        self.problem = kept
