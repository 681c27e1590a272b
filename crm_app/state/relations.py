"""How the customer or contact of the address stands to others, and who works where in it."""

from dataclasses import astuple
from typing import Any

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.services import relations
from crm_app.services.references import NOBODY
from crm_app.services.relations import CHOICES, PersonNode, RelationForm, RelationRow
from crm_app.state.base import OneRecord, Problem, action

_NOBODY = PersonNode("", "", "", "", "", "", "", "", 0, NOBODY)


class RelationsPanel(OneRecord, rx.State):
    """Beside the record of the address; `saved` grows when the sheet is to close."""

    record: str = ""
    rows: rx.Field[list[RelationRow]] = rx.field(default_factory=list)
    people: rx.Field[list[PersonNode]] = rx.field(default_factory=list)
    # Whether the other one of the sheet is a contact or a customer.
    other: str = ""
    saved: int = 0
    person: rx.Field[PersonNode] = rx.field(default_factory=lambda: _NOBODY)

    @action
    async def load_customer(self) -> None:
        """Of the customer of the address."""
        await self._open("customer", str(getattr(self, "customer_id", "")))

    @action
    async def load_contact(self) -> None:
        """Of the contact of the address."""
        await self._open("contact", str(getattr(self, "contact_id", "")))

    async def _open(self, record: str, subject: str) -> None:
        if (self.record, self.shown) != (record, subject):
            self.rows, self.people, self.person = [], [], _NOBODY
            self.record, self.problem, self.other = record, Problem(), record
        await self._read(subject)
        self._watch(RelationsPanel.refresh, f"{record}:{subject}")

    @action
    async def refresh(self) -> None:
        """Something of it changed."""
        await self._read(self.shown)

    @action
    async def choose(self, kind: str) -> None:
        """What relation the sheet is about: it says whom one looks for."""
        choice = CHOICES.get(kind)
        self.other = choice.other if choice else self.record

    @action
    async def add(self, form: dict[str, Any]) -> None:
        """One more relation, with a way back."""
        name = str(form.get(f"{self.other}_words") or "")[:80]
        sent = RelationForm(
            self.record,
            self.shown,
            str(form.get("kind") or "")[:20],
            str(form.get(self.other) or "")[:40],
            str(form.get("note") or "")[:400],
            str(form.get("since") or "")[:20],
        )
        done, made = await self._do(relations.relate, sent)
        if done:
            self.saved, self.other = self.saved + 1, self.record
            await self._offer_undo("relations.added", relations.take_back, made, name=name)
            await self._read(self.shown)

    @action
    async def end(self, relation_id: str) -> None:
        """It is over, or was never so; with a way back."""
        name = next((one.other.name for one in self.rows if one.public_id == relation_id), "")
        done, gone = await self._do(relations.unrelate, relation_id[:80])
        if done:
            await self._offer_undo("relations.ended", relations.relate, gone, name=name)
            await self._read(self.shown)

    @action
    async def ask_person(self, contact_id: str) -> None:
        """Open the sheet with a person's role and boss."""
        self.problem = Problem()
        found = (one for one in self.people if one.public_id == contact_id)
        self.person = next(found, _NOBODY)

    @action
    async def leave_person(self) -> None:
        """The sheet was closed."""
        self.person, self.problem = _NOBODY, Problem()

    @action
    async def place(self, form: dict[str, Any]) -> None:
        """Role and boss of the person of the sheet, with a way back."""
        role, boss = str(form.get("role") or "")[:20], str(form.get("boss") or "")[:40]
        person = self.person
        use_case = relations.place
        done, before = await self._do(use_case, self.shown, person.public_id, role, boss)
        if done and before is not None:
            self.person = _NOBODY
            back = astuple(before)
            await self._offer_undo("relations.placed", use_case, *back, name=person.name)
            await self._read(self.shown)

    async def _read(self, subject: str) -> None:
        kept, can = self.problem, self._actor().can
        self.rows = await self._ask(relations.relations_of, self.record, subject) or []
        if self.record == "customer" and can(Permission.CONTACT_READ):
            self.people = await self._ask(relations.people_chart, subject) or []
        self.shown, self.problem, self.loaded = subject, kept, True
