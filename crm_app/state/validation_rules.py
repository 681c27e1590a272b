"""The rules that records must keep, in the settings."""

from dataclasses import dataclass, field, replace
from typing import Any

import reflex as rx

from crm_app.services import validation_rules
from crm_app.services.choices import Option
from crm_app.services.validation_rules import (
    RECORDS,
    Condition,
    Group,
    RuleField,
    RuleForm,
    RuleRow,
    Trial,
)
from crm_app.state.base import OneRecord, Problem, Screen, action

_NEW = RuleRow()
_MOST = 8
_FIRST = {"flag": "yes"}


@dataclass(frozen=True, slots=True)
class Line:
    """One condition of the sheet: what it compares, and what its controls offer."""

    number: int
    key: str
    kind: str
    operator: str
    value: str = ""
    options: list[Option] = field(default_factory=list)


class RuleScreen(Screen, rx.State):
    """The rules of one kind of record at a time; one sheet for a new and a known rule."""

    record: str = "customer"
    rows: rx.Field[list[RuleRow]] = rx.field(default_factory=list)
    known: rx.Field[list[RuleField]] = rx.field(default_factory=list)
    shown: rx.Field[RuleRow] = rx.field(default_factory=lambda: _NEW)
    asked: rx.Field[list[Line]] = rx.field(default_factory=list)
    only_when: rx.Field[list[Line]] = rx.field(default_factory=list)
    asked_join: str = "and"
    only_when_join: str = "and"
    trial: rx.Field[Trial] = rx.field(default_factory=Trial)
    tried: bool = False
    asking: bool = False
    opened: int = 0
    _last: int = 0

    @action
    async def load(self) -> None:
        """All rules of the kind that is shown; again whenever one changes."""
        await self._read()
        self._watch(RuleScreen.refresh, "validation_rule", "custom_field")

    @action
    async def refresh(self) -> None:
        """A rule was changed elsewhere."""
        await self._read()

    @action
    async def show(self, record: str) -> None:
        """The rules of another kind of record."""
        if record in RECORDS:
            self.record = record
            await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Open the sheet: for a rule, or empty for a new one."""
        self.problem, self.tried = Problem(), False
        self.shown = next((row for row in self.rows if row.public_id == public_id), _NEW)
        self.asked = [self._line(part) for part in self.shown.asked.parts] or [self._blank()]
        self.only_when = [self._line(part) for part in self.shown.only_when.parts]
        self.asked_join, self.only_when_join = self.shown.asked.join, self.shown.only_when.join
        self.asking, self.opened = True, self.opened + 1

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking, self.problem = False, Problem()

    @action
    async def add_line(self, group: str) -> None:
        """One more condition."""
        lines = self._lines(group)
        if len(lines) < _MOST:
            self._put(group, [*lines, self._blank()])

    @action
    async def drop_line(self, group: str, number: int) -> None:
        """A condition less."""
        self._put(group, [line for line in self._lines(group) if line.number != number])

    @action
    async def change_line(self, group: str, number: int, part: str, value: str) -> None:
        """A field, an operator or a value was chosen or typed."""
        self._put(
            group,
            [
                self._changed(line, part, value[:200]) if line.number == number else line
                for line in self._lines(group)
            ],
        )

    @action
    async def choose_join(self, group: str, join: str) -> None:
        """All of the conditions, or one of them."""
        if join in ("and", "or") and group in ("asked", "only_when"):
            setattr(self, f"{group}_join", join)

    @action
    async def attempt(self) -> None:
        """How many of the records there are would fail, and which."""
        form = RuleForm(record=self.record, **self._groups())
        done, found = await self._do(validation_rules.try_rule, form)
        self.trial, self.tried = found or Trial(), done

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Store what the sheet says; a refusal leaves it open with what was typed."""
        names = ("name_zh", "name_en", "message_zh", "message_en")
        sent = RuleForm(**{name: str(form.get(name) or "") for name in names}, **self._groups())
        rule = self.shown
        if rule.public_id:
            change = validation_rules.change_rule
            done, before = await self._do(change, rule.public_id, sent, rule.version)
            undo: tuple[Any, ...] = (change, rule.public_id, before)
        else:
            new = replace(sent, record=self.record)
            done, public_id = await self._do(validation_rules.create_rule, new)
            undo = (validation_rules.retire_rule, public_id)
        if done:
            await self._offer_undo("validation_rules.saved", *undo)
            self.asking = False
            await self._read()

    @action
    async def retire(self, public_id: str, name: str) -> None:
        """It is asked no more, with a way back."""
        done, _ = await self._do(validation_rules.retire_rule, public_id)
        if done:
            undo = (validation_rules.restore_rule, public_id)
            await self._offer_undo("validation_rules.retired_note", *undo, name=name[:60])
        await self._read()

    @action
    async def restore(self, public_id: str) -> None:
        """It is asked again."""
        done, _ = await self._do(validation_rules.restore_rule, public_id)
        if done:
            undo = (validation_rules.retire_rule, public_id)
            await self._offer_undo("validation_rules.saved", *undo)
        await self._read()

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(validation_rules.validation_rules, self.record) or []
        self.known = await self._ask(validation_rules.rule_fields, self.record) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem

    def _lines(self, group: str) -> list[Line]:
        return list(self.only_when if group == "only_when" else self.asked)

    def _put(self, group: str, lines: list[Line]) -> None:
        self.tried = False
        if group == "only_when":
            self.only_when = lines
        else:
            self.asked = lines

    def _groups(self) -> dict[str, Any]:
        return {
            name: Group(
                [Condition(line.key, line.operator, line.value) for line in self._lines(name)],
                getattr(self, f"{name}_join"),
            )
            for name in ("asked", "only_when")
        }

    def _blank(self) -> Line:
        first = self.known[0].key if self.known else "name"
        return self._line(Condition(first, "filled"))

    def _line(self, part: Condition) -> Line:
        self._last += 1
        known = next((one for one in self.known if one.key == part.field), None)
        kind, options = (known.kind, known.options) if known else ("text", [])
        return Line(self._last, part.field, kind, part.is_, part.value, options)

    def _changed(self, line: Line, part: str, value: str) -> Line:
        if part == "field":
            made = self._line(Condition(value, "filled"))
            return replace(made, number=line.number, operator=_FIRST.get(made.kind, "filled"))
        if part == "operator":
            first = line.options[0].key if line.options else ""
            return replace(line, operator=value, value=line.value or first)
        return replace(line, value=value)


class UnmetRules(OneRecord, rx.State):
    """What is still to be put right on the record of the page."""

    told: rx.Field[list[validation_rules.Told]] = rx.field(default_factory=list)
    _record: str = ""

    @action
    async def look(self, record: str, public_id: str) -> None:
        """A record's page was opened."""
        self._record, self.shown, self.told = record[:20], public_id[:40], []
        if public_id:
            await self._read()
            self._watch(UnmetRules.refresh, f"{self._record}:{self.shown}", "validation_rule")

    @action
    async def refresh(self) -> None:
        """The record, or a rule, was changed."""
        await self._read()

    async def _read(self) -> None:
        self.told = await self._ask(validation_rules.unmet, self._record, self.shown) or []
        self.problem = Problem()
