"""The assignment rules in their order, their form, and the trial."""

from typing import Any

import reflex as rx

from crm_app.services import accounts, assignment, scoring, tasks
from crm_app.services.accounts import TeamRow
from crm_app.services.assignment import RuleForm, RuleRow, Sample, Trial
from crm_app.services.choices import Option
from crm_app.services.references import Reference
from crm_app.state.base import Problem, Screen, action
from crm_app.state.records import ticked

LISTS = ("bands", "industries", "sizes", "sources", "products")
_TEXTS = ("name", "regions", "campaigns", "way", "person", "team")
_SAMPLE = ("region", "industry", "size", "source", "campaign", "product", "band")
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
    _version: int = 0

    @action
    async def load(self) -> None:
        """All rules; again whenever one changes."""
        self.asking, self.tried = False, False
        await self._read()
        self.bands = scoring.band_options()
        self.people = await self._ask(tasks.possible_assignees) or []
        self.teams = await self._ask(accounts.teams) or []
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
        sent = RuleForm(**texts, **given)
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
        sample = Sample(**{name: str(form.get(name) or "")[:200] for name in _SAMPLE})
        found = await self._ask(assignment.try_rules, sample)
        self.trial, self.tried = found or Trial(), found is not None

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(assignment.assignment_rules) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem

    def _row(self, public_id: str) -> RuleRow | None:
        return next((row for row in self.rows if row.public_id == public_id), None)
