"""The flows of approvals as an administrator edits them, and a case to try them with."""

from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.services import accounts, approvals
from crm_app.services.approvals import (
    Case,
    ConditionForm,
    FieldRow,
    FlowForm,
    FlowRow,
    Simulated,
    StepForm,
    Words,
)
from crm_app.services.choices import Option
from crm_app.services.references import Reference
from crm_app.state.base import Problem, Screen, action

_MOST = 8
_START = FlowForm(steps=(StepForm(("manager",)),))


class FlowScreen(Screen, rx.State):
    """All flows; `draft` is the one in the sheet while `asking`, and `reads` its sentence."""

    rows: rx.Field[list[FlowRow]] = rx.field(default_factory=list)
    fields: rx.Field[list[FieldRow]] = rx.field(default_factory=list)
    approvers: rx.Field[list[Option]] = rx.field(default_factory=list)
    draft: rx.Field[FlowForm] = rx.field(default_factory=lambda: _START)
    reads: rx.Field[Words] = rx.field(default_factory=Words)
    asking: bool = False
    # A new draft is drawn anew: its fields start from its values.
    drawn: int = 0
    _public_id: str = ""
    _version: int = 0

    @action
    async def load(self) -> None:
        """All flows; again whenever one changes."""
        self.fields = await self._ask(approvals.flow_fields) or []
        self.approvers = await self._ask(approvals.approver_options) or []
        await self._read()
        self._watch(FlowScreen.refresh, "approval_flow")

    @action
    async def refresh(self) -> None:
        """A flow was changed elsewhere."""
        await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Open the sheet of a flow, or an empty one."""
        row = next((one for one in self.rows if one.public_id == public_id), None)
        self._public_id, self._version = (public_id, row.version) if row else ("", 0)
        self.draft, self.problem = row.form if row else _START, Problem()
        self.drawn, self.asking = self.drawn + 1, True
        await self._spell()

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking, self.problem = False, Problem()

    @action
    async def enter_text(self, name: str, value: str) -> None:
        """A name, the subject, or whether it is in force."""
        if name == "is_active":
            self.draft = replace(self.draft, is_active=not self.draft.is_active)
        elif name == "subject":
            steps = tuple(replace(step, when=None) for step in self.draft.steps)
            self.draft = replace(self.draft, subject=value[:20], conditions=(), steps=steps)
        elif name in ("name_zh", "name_en"):
            self.draft = replace(self.draft, **{name: value[:200]})
        await self._spell()

    @action
    async def add_condition(self) -> None:
        """One more condition: the first field of the subject."""
        first = next((one for one in self.fields if self.draft.subject in one.subjects), None)
        if first is not None and len(self.draft.conditions) < _MOST:
            more = (*self.draft.conditions, _empty(first))
            self.draft = replace(self.draft, conditions=more)
        await self._spell()

    @action
    async def drop_condition(self, place: int) -> None:
        """One less."""
        self.draft = replace(self.draft, conditions=_without(self.draft.conditions, place))
        self.drawn += 1
        await self._spell()

    @action
    async def enter_condition(self, place: int, name: str, value: str) -> None:
        """Field, comparison, value or currency of a condition."""
        if 0 <= place < len(self.draft.conditions):
            known = list(self.draft.conditions)
            known[place] = self._changed(known[place], name, value)
            self.draft = replace(self.draft, conditions=tuple(known))
        await self._spell()

    @action
    async def add_step(self) -> None:
        """One more step."""
        if len(self.draft.steps) < _MOST:
            steps = (*self.draft.steps, StepForm(("role:director",)))
            self.draft = replace(self.draft, steps=steps)
        await self._spell()

    @action
    async def drop_step(self, place: int) -> None:
        """One less."""
        self.draft = replace(self.draft, steps=_without(self.draft.steps, place))
        self.drawn += 1
        await self._spell()

    @action
    async def enter_step(self, place: int, name: str, value: str) -> None:
        """Mode, time limit, one more or one less approver, or the condition of a step."""
        if 0 <= place < len(self.draft.steps):
            steps = list(self.draft.steps)
            steps[place] = self._step(steps[place], name, value[:300])
            self.draft = replace(self.draft, steps=tuple(steps))
        await self._spell()

    @action
    async def toggle_copy(self, key: str) -> None:
        """Who is told."""
        self.draft = replace(self.draft, copies=_toggled(self.draft.copies, key[:60]))
        await self._spell()

    @action
    async def save(self) -> None:
        """Store the draft."""
        version = self._version or None
        done, _ = await self._do(approvals.save_flow, self.draft, self._public_id, version)
        if done:
            self.asking = False
            await self._tell("approvals.flow_saved")
            await self._read()

    @action
    async def delete(self, public_id: str) -> None:
        """Take a flow away, with a way back."""
        done, form = await self._do(approvals.delete_flow, public_id)
        if done and form is not None:
            await self._offer_undo("approvals.flow_deleted", approvals.save_flow, form)
            await self._read()

    @action
    async def shift(self, public_id: str, by: int) -> None:
        """Up or down in the order."""
        row = next((one for one in self.rows if one.public_id == public_id), None)
        if row is not None:
            await self._do(approvals.place_flow, public_id, row.rank + by)
            await self._read()

    def _step(self, step: StepForm, name: str, value: str) -> StepForm:
        if name == "approver":
            return replace(step, approvers=_toggled(step.approvers, value))
        if name == "hours":
            return replace(step, hours=int(value) if value.isdecimal() and len(value) < 5 else 0)
        if name == "mode":
            return replace(step, mode=value)
        if name == "when":
            field = next((one for one in self.fields if one.key == value), None)
            return replace(step, when=_empty(field) if field is not None else None)
        if step.when is None:
            return step
        return replace(step, when=self._changed(step.when, name.removeprefix("when_"), value))

    def _changed(self, condition: ConditionForm, name: str, value: str) -> ConditionForm:
        if name == "field":
            field = next((one for one in self.fields if one.key == value), None)
            return _empty(field) if field is not None else condition
        if name == "option":
            known = tuple(one for one in condition.value.split(",") if one)
            return replace(condition, value=",".join(_toggled(known, value)))
        if name in ("op", "value", "currency"):
            return replace(condition, **{name: value[:300]})
        return condition

    async def _spell(self) -> None:
        """The sentence of the draft; what cannot be yet has none, and is told on saving."""
        kept = self.problem
        draft = self.draft
        named = replace(draft, name_zh=draft.name_zh or "·", name_en=draft.name_en or "·")
        self.reads = await self._ask(approvals.read_back, named) or Words()
        self.problem = kept

    async def _read(self) -> None:
        self.rows = await self._ask(approvals.flows) or []
        self.loaded = True


class CaseScreen(Screen, rx.State):
    """A case that is tried: who would have to approve it."""

    subject: str = "quote"
    people: rx.Field[list[Reference]] = rx.field(default_factory=list)
    answer: rx.Field[Simulated] = rx.field(default_factory=Simulated)

    @action
    async def load(self) -> None:
        """The people who can ask."""
        found = await self._ask(accounts.users) or []
        self.people = [
            Reference("user", one.public_id, one.name) for one in found if one.state != "disabled"
        ]

    @action
    async def choose_subject(self, subject: str) -> None:
        """Of which kind the case is."""
        self.subject, self.answer = subject[:20], Simulated()

    @action
    async def run(self, form: dict[str, Any]) -> None:
        """Judge what was entered."""
        entered = {str(name)[:60]: str(value or "")[:200] for name, value in form.items()}
        asker, currency = entered.pop("asker", ""), entered.pop("currency", "CNY")
        case = Case(self.subject, asker, currency or "CNY", entered)
        done, answer = await self._do(approvals.simulate, case)
        self.answer = answer if done and answer is not None else Simulated()


def _empty(field: FieldRow) -> ConditionForm:
    return ConditionForm(field.key, field.ops[0], "")


def _toggled(known: tuple[str, ...], key: str) -> tuple[str, ...]:
    if key in known:
        return tuple(one for one in known if one != key)
    return (*known, key)[: _MOST + 1] if key else known


def _without(known: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return tuple(one for number, one in enumerate(known) if number != place)
