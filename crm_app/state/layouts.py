"""How records are arranged: what pages and forms show, and the screen of the settings."""

from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.services import layouts
from crm_app.services.layouts import (
    CHOICES,
    DEFAULT,
    FORM,
    KINDS,
    NEW,
    LayoutRow,
    Part,
    SectionForm,
    SectionRow,
)
from crm_app.state.base import Problem, Screen, action

_NONE = SectionRow("", "", "", "")
_PLACES = [f"{record}.{place}" for record in KINDS for place in (*KINDS[record].areas, FORM, NEW)]


class Layouts(Screen, rx.State):
    """`<record>.<place>` → the sections there, as the person signed in sees them."""

    parts: rx.Field[dict[str, list[Part]]] = rx.field(
        default_factory=lambda: {place: [] for place in _PLACES}
    )

    @action
    async def load(self, record: str) -> None:
        """A page or a form of a kind of record is opened; again whenever it is arranged anew."""
        if record in KINDS:
            await self._enter(record)

    @action
    async def load_customer(self) -> None:
        """A customer's page."""
        await self._enter("customer")

    @action
    async def load_contact(self) -> None:
        """A contact's page."""
        await self._enter("contact")

    @action
    async def load_lead(self) -> None:
        """A lead's page."""
        await self._enter("lead")

    @action
    async def load_deal(self) -> None:
        """A deal's page."""
        await self._enter("deal")

    @action
    async def refresh(self) -> None:
        """An administrator arranged something: what is shown here follows."""
        for record in KINDS:
            if any(self.parts[f"{record}.{place}"] for place in (*KINDS[record].areas, FORM)):
                await self._read(record)

    async def _enter(self, record: str) -> None:
        await self._read(record)
        self._watch(Layouts.refresh, "layout", "custom_field")

    async def _read(self, record: str) -> None:
        found = await self._ask(layouts.my_layout, record) or {}
        self.parts = {**self.parts, **{f"{record}.{place}": p for place, p in found.items()}}


class LayoutScreen(Screen, rx.State):
    """One kind of record for one role at a time; every press is stored, with a way back."""

    record: str = "customer"
    role: str = DEFAULT
    row: rx.Field[LayoutRow] = rx.field(default_factory=LayoutRow)
    # The section whose title is asked for; empty: a new one.
    named: rx.Field[SectionRow] = rx.field(default_factory=lambda: _NONE)
    asking: bool = False
    opened: rx.Field[int] = rx.field(default=0)

    @action
    async def load(self) -> None:
        """The layout; again whenever one changes."""
        await self._read()
        self._watch(LayoutScreen.refresh, "layout", "custom_field")

    @action
    async def refresh(self) -> None:
        """It was arranged elsewhere, or undone."""
        await self._read()

    @action
    async def show(self, record: str) -> None:
        """Another kind of record."""
        if record in KINDS:
            self.record, self.problem = record, Problem()
            await self._read()

    @action
    async def choose(self, role: str) -> None:
        """Another role."""
        if role in CHOICES:
            self.role, self.problem = role, Problem()
            await self._read()

    @action
    async def move(self, key: str, steps: int) -> None:
        """A section up or down in its column."""
        area = next((one.area for one in self.row.sections if one.key == key), "")
        order = [one.key for one in self.row.sections]
        beside = [one.key for one in self.row.sections if one.area == area]
        at = beside.index(key) + (1 if steps > 0 else -1) if key in beside else -1
        if 0 <= at < len(beside):
            there, here = order.index(beside[at]), order.index(key)
            sections = self._sections()
            sections[here], sections[there] = sections[there], sections[here]
            await self._put(sections)

    @action
    async def hide(self, key: str, on: str) -> None:
        """A section is hidden for the role, or shown again."""
        await self._put(
            [replace(one, hidden=bool(on)) if one.key == key else one for one in self._sections()]
        )

    @action
    async def move_field(self, name: str, steps: int) -> None:
        """A field up or down; over the edge of its section into the next one."""
        sections = self._sections()
        filled = [one.key for one in self.row.sections if not one.is_panel]
        home = next((one for one in sections if name in one.fields), None)
        if home is None:
            return
        at = home.fields.index(name) + (1 if steps > 0 else -1)
        if 0 <= at < len(home.fields):
            fields = [one for one in home.fields if one != name]
            await self._put(_with_fields(sections, home.key, [*fields[:at], name, *fields[at:]]))
        else:
            beside = filled.index(home.key) + (1 if steps > 0 else -1)
            if 0 <= beside < len(filled):
                await self._place(name, filled[beside], first=steps > 0)

    @action
    async def place_field(self, name: str, key: str) -> None:
        """A field into another section, at its end."""
        if any(one.key == key and not one.is_panel for one in self.row.sections):
            await self._place(name, key, first=False)

    @action
    async def start(self, key: str) -> None:
        """Ask for the title of a section; of a new one with an empty key."""
        self.problem = Problem()
        self.named = next((one for one in self.row.sections if one.key == key), _NONE)
        self.asking, self.opened = True, self.opened + 1

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking, self.problem = False, Problem()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """The title that was typed."""
        zh, en = str(form.get("zh") or "")[:200], str(form.get("en") or "")[:200]
        sections, key = self._sections(), self.named.key
        if key:
            sections = [replace(x, zh=zh, en=en) if x.key == key else x for x in sections]
        else:
            sections.insert(self._after_fields(), SectionForm(_free(sections), zh, en))
        if await self._put(sections):
            self.asking = False

    @action
    async def drop(self, key: str) -> None:
        """A section that somebody made is gone; its fields go where they come from."""
        made = {one.key for one in self.row.sections if one.is_new}
        await self._put([one for one in self._sections() if one.key != key or key not in made])

    @action
    async def back_to_default(self) -> None:
        """As it is by default, with a way back."""
        done, before = await self._do(layouts.reset_layout, self.record, self.role)
        if done:
            undo = (layouts.put_back_layout, self.record, self.role, before)
            await self._offer_undo("layouts.reset_done", *undo)
        await self._read()

    async def _place(self, name: str, key: str, *, first: bool) -> None:
        sections = []
        for one in self._sections():
            fields = [field for field in one.fields if field != name]
            if one.key == key:
                fields = [name, *fields] if first else [*fields, name]
            sections.append(replace(one, fields=fields))
        await self._put(sections)

    async def _put(self, sections: list[SectionForm]) -> bool:
        asked = (self.record, self.role, sections, self.row.version)
        done, before = await self._do(layouts.put_layout, *asked)
        if done:
            undo = (layouts.put_back_layout, self.record, self.role, before)
            await self._offer_undo("layouts.changed", *undo)
        await self._read()
        return done

    def _sections(self) -> list[SectionForm]:
        return [
            SectionForm(one.key, one.zh, one.en, one.hidden, [x.name for x in one.fields])
            for one in self.row.sections
        ]

    def _after_fields(self) -> int:
        filled = [at for at, one in enumerate(self.row.sections) if not one.is_panel]
        return filled[-1] + 1 if filled else 0

    async def _read(self) -> None:
        kept = self.problem
        found = await self._ask(layouts.layout, self.record, self.role)
        self.row = found or LayoutRow(self.record, self.role)
        self.loaded = True
        self.problem = kept if kept.code else self.problem


def _with_fields(sections: list[SectionForm], key: str, fields: list[str]) -> list[SectionForm]:
    return [replace(one, fields=fields) if one.key == key else one for one in sections]


def _free(sections: list[SectionForm]) -> str:
    used = {one.key for one in sections}
    return next(key for number in range(1, 999) if (key := f"s{number}") not in used)
