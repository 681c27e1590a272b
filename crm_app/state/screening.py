"""The questions asked before a lead becomes a deal."""

from typing import Any

import reflex as rx

from crm_app.services import leads
from crm_app.services.leads import QuestionForm, QuestionRow
from crm_app.state.base import action
from crm_app.state.edited import EditedList


class QuestionScreen(EditedList, rx.State):
    """All questions; a form a question."""

    rows: rx.Field[list[QuestionRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """All questions; again whenever one changes."""
        await self._read()
        self._watch(QuestionScreen.refresh, "screening_question")

    @action
    async def save(self, public_id: str, version: int, form: dict[str, Any]) -> None:
        """Store a question, or a new one."""
        self.at = public_id or "new"
        text = {
            name: str(form.get(name) or "") for name in ("text_zh", "text_en", "kind", "options")
        }
        sent = QuestionForm(**text, is_required=bool(form.get("is_required")))
        done, _ = await self._do(leads.save_question, sent, public_id, version or None)
        await self._stored(done, "leads.question_saved")

    @action
    async def remove(self, public_id: str, text: str) -> None:
        """It is asked no more, with a way back."""
        self.at = public_id
        done, _ = await self._do(leads.remove_question, public_id)
        if done:
            undo = (leads.restore_question, public_id)
            await self._offer_undo("leads.question_removed_note", *undo, text=text[:80])
            await self._read()

    @action
    async def move(self, public_id: str, steps: int) -> None:
        """Up or down."""
        self.at = public_id
        done, _ = await self._do(leads.move_question, public_id, steps)
        if done:
            await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(leads.screening_questions) or []
        self.loaded = True
