"""Settling predicted classes of many leads at once."""

from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.core.listing import ListQuery, Page
from crm_app.services import classification
from crm_app.services.choices import Option, options
from crm_app.services.classification import ClassRow, Settled
from crm_app.state.base import action
from crm_app.state.lists import ListScreen


class ClassList(ListScreen, rx.State):
    """Leads with what is thought of one field; `view` in the address is the field."""

    rows: rx.Field[list[ClassRow]] = rx.field(default_factory=list)
    choices: rx.Field[list[Option]] = rx.field(default_factory=list)
    chosen: rx.Field[list[str]] = rx.field(default_factory=list)
    # Empties the form of the value when it was set.
    saved: int = 0

    @rx.var
    def field(self) -> str:
        """Which field is settled."""
        return self.filters.get("view") or classification.FIELDS[0]

    async def _read(self, asked: ListQuery) -> Page[ClassRow] | None:
        filters = {name: value for name, value in asked.filters.items() if name != "view"}
        filters.setdefault("state", "waiting")
        field = asked.filters.get("view") or classification.FIELDS[0]
        page = await self._ask(classification.classes, field, replace(asked, filters=filters))
        shown = {row.public_id for row in page.rows} if page else set()
        self.chosen = [one for one in self.chosen if one in shown]
        self.choices = [] if field == "region" else await self._ask(options, field) or []
        return page

    @action
    async def load(self) -> None:
        """The page the address asks for; again whenever a lead changes."""
        await self._open()
        self._watch(ClassList.refresh, "lead")

    @action
    async def refresh(self) -> None:
        """Somebody changed a lead."""
        await self._refresh()

    @action
    async def toggle(self, public_id: str) -> None:
        """A row is selected, or no longer."""
        if public_id in self.chosen:
            self.chosen = [one for one in self.chosen if one != public_id]
        elif any(row.public_id == public_id for row in self.rows):
            self.chosen = [*self.chosen, public_id]

    @action
    async def toggle_all(self) -> None:
        """All rows of the page, or none."""
        whole = [row.public_id for row in self.rows]
        self.chosen = [] if len(self.chosen) == len(whole) else whole

    @action
    async def confirm(self) -> None:
        """What was predicted of the selected ones is so."""
        done, settled = await self._do(classification.confirm_class, self.field, self.chosen)
        await self._settled(done, settled)

    @action
    async def give_value(self, form: dict[str, Any]) -> None:
        """The selected ones are all of one value."""
        value = str(form.get("value") or "")
        asked = (self.field, self.chosen, value)
        done, settled = await self._do(classification.set_class, *asked)
        await self._settled(done, settled)

    async def _settled(self, done: bool, settled: Settled | None) -> None:
        if not done or settled is None:
            return
        self.chosen, self.saved = [], self.saved + 1
        code = "classification.settled_some" if settled.refused else "classification.settled"
        counts = {"count": len(settled.before)}
        if settled.refused:
            counts["refused"] = settled.refused
        undo = (classification.put_class_back, settled.field, settled.before)
        await self._offer_undo(code, *undo, **counts)
        await self._refresh()
