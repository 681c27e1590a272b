"""The assignment rules in their order, their form, and the trial."""

import re
from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.services import accounts, assignment, scoring, tasks
from crm_app.services.accounts import TeamRow
from crm_app.services.assignment import RuleForm, RuleRow, Sample, Trial
from crm_app.services.choices import Option
from crm_app.services.custom_fields import FieldValue, form_fields
from crm_app.services.references import Reference
from crm_app.state.base import Problem, Screen, action
from crm_app.state.custom_values import custom_of
from crm_app.state.records import ticked

LISTS = ("bands", "industries", "sizes", "sources", "products")
WORDS = ("companies", "titles", "addresses", "notes")
_TEXTS = ("name", "regions", "campaigns", *WORDS, "way", "person", "team")
_SAMPLE = ("region", "industry", "size", "source", "campaign", "product", "band")
_SAMPLE += ("company", "title", "address", "note")
RANGED, TYPED = ("number", "money", "date"), ("text", "link")
FLAGS = ("seniors_only", "in_hours", "is_active")


class AssignmentScreen(Screen, rx.State):
    """All rules; `asking` opens the form of one of them, or an empty one."""

    rows: rx.Field[list[RuleRow]] = rx.field(default_factory=list)
    people: rx.Field[list[Reference]] = rx.field(default_factory=list)
    teams: rx.Field[list[TeamRow]] = rx.field(default_factory=list)
    asking: bool = False
    rule_id: str = ""
    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    # The ticks that are set when the form opens, as `<list>:<key>`.
    ticks: rx.Field[list[str]] = rx.field(default_factory=list)
    trial: rx.Field[Trial] = rx.field(default_factory=Trial)
    tried: bool = False
    bands: rx.Field[list[Option]] = rx.field(default_factory=list)
    # The custom fields of leads, and whether the sheet shows the conditions that are rarely used.
    fields: rx.Field[list[FieldValue]] = rx.field(default_factory=list)
    shows_more: bool = False
    _version: int = 0

    @action
    async def load(self) -> None:
        """All rules; again whenever one changes."""
        self.tried = False
        await self._read()
        self.bands = scoring.band_options()
        self.people = await self._ask(tasks.possible_assignees) or []
        self.teams = await self._ask(accounts.teams) or []
        own = await self._ask(form_fields, "lead") or []
        self.fields = [
            replace(one, is_required=False) for one in own if one.kind != "file"
        ]  # of a rule nothing is asked
        self._watch(AssignmentScreen.refresh, "assignment_rule")

    @action
    async def refresh(self) -> None:
        """A rule was changed elsewhere, or had its turn."""
        await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Open the form of a rule, or an empty one."""
        row = self._row(public_id)
        self.rule_id, self._version = (row.public_id, row.version) if row else ("", 0)
        self.values = {name: getattr(row, name) for name in _TEXTS} if row else {}
        flags = {name: bool(row and getattr(row, name)) for name in FLAGS}
        flags["is_active"] = row is None or row.is_active
        self.values |= {name: "on" if flag else "" for name, flag in flags.items()}
        self.values.setdefault("way", "round_robin")
        self.ticks = [f"{name}:{key}" for name in LISTS for key in getattr(row, name, ())]
        if row is not None:
            own, ticks = shown_custom(self.fields, row.custom)
            self.values, self.ticks = self.values | own, [*self.ticks, *ticks]
        self.shows_more = bool(row and (row.custom or any(getattr(row, one) for one in WORDS)))
        self.problem, self.asking = Problem(), True

    @action
    async def stop(self) -> None:
        """The form was left."""
        self.asking, self.problem = False, Problem()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Store a rule, or a new one."""
        texts = {name: str(form.get(name) or "")[:4000] for name in _TEXTS}
        given: dict[str, Any] = {name: ticked(form, name) for name in LISTS}
        given |= {name: bool(form.get(name)) for name in FLAGS}
        sent = RuleForm(**texts, **given, custom=sent_custom(self.fields, form))
        version = self._version if self.rule_id else None
        done, _ = await self._do(assignment.save_rule, sent, self.rule_id, version)
        if done:
            self.asking = False
            await self._tell("assignment.saved")
            await self._read()

    @action
    async def remove(self, public_id: str) -> None:
        """A rule goes, with a way back."""
        row = self._row(public_id)
        done, gone = await self._do_aloud(assignment.remove_rule, public_id)
        if done and gone is not None:
            undo = (assignment.put_rule_back, *gone)
            await self._offer_undo("assignment.removed", *undo, name=row.name if row else "")
        await self._read()

    @action
    async def shift(self, public_id: str, by: int) -> None:
        """Up or down."""
        place = next((n for n, row in enumerate(self.rows, 1) if row.public_id == public_id), 1)
        await self._do_aloud(assignment.place_rule, public_id, place + (1 if by > 0 else -1))
        await self._read()

    @action
    async def try_it(self, form: dict[str, Any]) -> None:
        """Who would get such a lead."""
        texts = {name: str(form.get(name) or "")[:200] for name in _SAMPLE}
        sample = Sample(**texts, custom=custom_of(form))
        found = await self._ask(assignment.try_rules, sample)
        self.trial, self.tried = found or Trial(), found is not None

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(assignment.assignment_rules) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem

    def _row(self, public_id: str) -> RuleRow | None:
        return next((row for row in self.rows if row.public_id == public_id), None)


def shown_custom(
    fields: list[FieldValue], wanted: dict[str, list[str]]
) -> tuple[dict[str, str], list[str]]:
    """A rule's custom conditions as its form shows them: texts by name, and the ticks that are set."""
    texts, ticks = {}, []
    for one in (one for one in fields if one.key in wanted):
        given = wanted[one.key]
        if one.kind in RANGED:
            texts |= {f"{one.name}.from": given[0], f"{one.name}.to": given[1]}
        elif one.kind in TYPED:
            texts[one.name] = "、".join(given)
        else:
            ticks += [f"{one.name}:{key}" for key in given]
    return texts, ticks


def sent_custom(fields: list[FieldValue], form: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The custom conditions that a form says; what is empty is none."""
    found: dict[str, tuple[str, ...]] = {}
    for one in fields:
        if one.kind in RANGED:
            ends = (str(form.get(f"{one.name}.{end}") or "")[:30] for end in ("from", "to"))
            found[one.key] = tuple(ends)
        elif one.kind in TYPED:
            words = str(form.get(one.name) or "")[:4000]
            found[one.key] = tuple(re.split(r"[,，、;；\n]", words))
        else:
            found[one.key] = ticked(form, one.name)
    return {key: wanted for key, wanted in found.items() if any(wanted)}
