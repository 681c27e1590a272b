"""The definitions of custom fields, in the settings."""

from typing import Any

import reflex as rx

from crm_app.services import custom_fields
from crm_app.services.choices import Option
from crm_app.services.custom_fields import RECORDS, FieldForm, FieldRow
from crm_app.state.base import Problem, Screen, action
from crm_app.state.records import ticked

_TEXTS = (
    *("label_zh", "label_en", "help_zh", "help_en", "section_zh", "section_en", "currency"),
    *("options", "worse", "formula", "result"),
)
_NEW = FieldRow()


class FieldScreen(Screen, rx.State):
    """The fields of one kind of record at a time; one sheet for a new and a known field."""

    record: str = "customer"
    rows: rx.Field[list[FieldRow]] = rx.field(default_factory=list)
    # What the sheet shows, its kind as it is chosen, and how often it was opened.
    shown: rx.Field[FieldRow] = rx.field(default_factory=lambda: _NEW)
    kind: str = "text"
    readable: rx.Field[list[Option]] = rx.field(default_factory=list)
    asking: bool = False
    opened: int = 0

    @action
    async def load(self) -> None:
        """All fields; again whenever one changes."""
        await self._read()
        self._watch(FieldScreen.refresh, "custom_field")

    @action
    async def refresh(self) -> None:
        """A field was changed elsewhere."""
        await self._read()

    @action
    async def show(self, record: str) -> None:
        """The fields of another kind of record."""
        if record in RECORDS:
            self.record = record
            await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Open the sheet: for a field, or empty for a new one."""
        self.problem = Problem()
        self.shown = next((row for row in self.rows if row.public_id == public_id), _NEW)
        self.kind, self.asking, self.opened = self.shown.kind, True, self.opened + 1

    @action
    async def choose_kind(self, kind: str) -> None:
        """Another kind of field: what is asked of it differs."""
        self.kind = kind[:10]

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking, self.problem = False, Problem()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Store what the sheet says; a refusal leaves it open with what was typed."""
        sent = _form(form)
        field = self.shown
        if field.public_id:
            use_case = custom_fields.change_field
            done, before = await self._do(use_case, field.public_id, sent, field.version)
            if done:
                await self._offer_undo("custom_fields.saved", use_case, field.public_id, before)
        else:
            made = {"record": self.record, "kind": self.kind, "key": str(form.get("key") or "")}
            new = FieldForm(**made, **{name: getattr(sent, name) for name in _SENT})
            done, public_id = await self._do(custom_fields.create_field, new)
            if done:
                undo = (custom_fields.retire_field, public_id)
                await self._offer_undo("custom_fields.saved", *undo)
        if done:
            self.asking = False
            await self._read()

    @action
    async def retire(self, public_id: str, name: str) -> None:
        """It stands nowhere any more, with a way back."""
        done, _ = await self._do(custom_fields.retire_field, public_id)
        if done:
            undo = (custom_fields.restore_field, public_id)
            await self._offer_undo("custom_fields.retired_note", *undo, name=name[:60])
        await self._read()

    @action
    async def restore(self, public_id: str) -> None:
        """It is asked again."""
        done, _ = await self._do(custom_fields.restore_field, public_id)
        if done:
            undo = (custom_fields.retire_field, public_id)
            await self._offer_undo("custom_fields.saved", *undo)
        await self._read()

    @action
    async def move(self, public_id: str, steps: int) -> None:
        """Up or down."""
        await self._do(custom_fields.move_field, public_id, 1 if steps > 0 else -1)
        await self._read()

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(custom_fields.custom_fields, self.record) or []
        self.readable = await self._ask(custom_fields.readable_fields, self.record) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem


_SENT = (*_TEXTS, "is_required", "is_listed", "sees", "edits")


def _form(form: dict[str, Any]) -> FieldForm:
    texts = {name: str(form[name] or "") for name in _TEXTS if name in form}
    return FieldForm(
        **texts,
        is_required=bool(form.get("is_required")),
        is_listed=bool(form.get("is_listed")),
        sees=list(ticked(form, "sees")),
        edits=list(ticked(form, "edits")),
    )
