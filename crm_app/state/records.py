"""What the pages of customers and contacts share: facts edited in place, numbers, details."""

from typing import Any

import reflex as rx

from crm_app.core.errors import AppError, Invalid
from crm_app.locales.catalog import say
from crm_app.services import details
from crm_app.services.custom_fields import FieldValue
from crm_app.services.points import Point, read_point
from crm_app.state.base import Problem, WholeRecord, action

_STANDARDS = {"mobile": "phone", "phone": "phone", "fax": "phone", "email": "mail"}
_STANDARDS |= {"website": "web", "address": "address"}


class RecordScreen(WholeRecord, mixin=True):
    """Mixed into the state of a record's page. The page says what it shows and how it is changed."""

    # Counts what was saved in a sheet: the sheet closes when it grows.
    saved: rx.Field[int] = rx.field(default=0)
    phone: rx.Field[str] = rx.field("")
    # By which standard the sheet for one more number tidies it; empty: as it is.
    point_standard: rx.Field[str] = rx.field("phone")
    email: rx.Field[str] = rx.field("")
    _kind: str = ""
    # What the sheet showed when it was opened: the page behind it goes on changing.
    _opened: dict[str, str] = {}

    async def _change(self, **fields: Any) -> bool:
        """Change the record; True when it was done."""
        raise NotImplementedError

    def _public_id(self) -> str:
        raise NotImplementedError

    def _points(self) -> list[Point]:
        raise NotImplementedError

    def _facts(self) -> dict[str, str]:
        """The facts of the sheet, as its form would send them."""
        raise NotImplementedError

    def _custom(self) -> list[FieldValue]:
        """The custom fields of the record."""
        raise NotImplementedError

    @action
    async def open_sheet(self) -> None:
        """The sheet with all facts was opened; one that still holds typed words keeps its start."""
        self._opened = self._opened or self._facts()

    @action
    async def save_field(self, name: str, value: str) -> None:
        """A fact was edited in place."""
        facts = self._facts()
        if name in facts and value.strip() != facts[name]:
            await self._change(**{name: value})

    @action
    async def tick_option(self, key: str, option: str, on: str) -> None:
        """One of several choices was ticked where it stands, or its tick taken away."""
        for one in self._custom():
            if one.key == key:
                keys = [k for k in one.chosen if k != option] + ([option] if on else [])
                await self._change(**{one.name: ",".join(keys)})

    async def _save_sheet(self, given: dict[str, str]) -> None:
        """Save what was changed in the sheet, unless somebody else changed the same meanwhile."""
        await self._save_changed(given)
        if self.problem.code == "record.stale":  # the other's change has come here only now
            await self._save_changed(given)

    async def _save_changed(self, given: dict[str, str]) -> None:
        facts = self._facts()
        changed, clashing = compare_edit(self._opened or facts, facts, given)
        if clashing:
            self._opened = {**self._opened, **{name: facts[name] for name in clashing}}
            self.problem = _clash(f"{self._kind}s", clashing, self._custom())
        elif not changed or await self._change(**changed):
            self.saved, self._opened = self.saved + 1, {}

    @action
    async def refresh(self) -> None:
        """Somebody changed the record or what belongs to it."""
        await self._read()

    @action
    async def choose_point(self, kind: str) -> None:
        """Another kind of number or address is about to be entered."""
        self.point_standard = _STANDARDS.get(kind, "")

    @action
    async def add_point(self, form: dict[str, Any]) -> None:
        """One more way of reaching them."""
        kept = bool(form.get("value_kept"))
        point = self._typed_point(str(form.get("kind", "")), str(form.get("value", "")), kept)
        if point is not None and await self._change(points=[*self._points(), point]):
            self.saved += 1

    @action
    async def remove_point(self, kind: str, value: str) -> None:
        """Take a number or address away, with a way back."""
        await self._change(points=[p for p in self._points() if (p.kind, p.value) != (kind, value)])

    @action
    async def add_detail(self, form: dict[str, Any]) -> None:
        """Something to remember."""
        text = str(form.get("text", ""))
        done, _ = await self._do(details.remember, self._kind, self._public_id(), text)
        if done:
            self.saved += 1

    @action
    async def forget(self, detail_id: str) -> None:
        """Something need not be remembered any more; with a way back."""
        done, gone = await self._do(details.forget, detail_id)
        if done and gone is not None:
            undo = (details.remember, gone.kind, gone.record, gone.text)
            await self._offer_undo("details.forgotten", *undo, text=gone.text)

    def _typed_point(self, kind: str, value: str, as_typed: bool) -> Point | None:
        self.problem = Problem()
        try:
            if not value.strip():
                raise Invalid("points.value_missing", field="value")
            return read_point(kind, value, as_typed=as_typed)
        except AppError as refusal:
            self.problem = Problem.of(refusal)
            return None


def compare_edit(
    opened: dict[str, str], stored: dict[str, str], given: dict[str, str]
) -> tuple[dict[str, str], list[str]]:
    """What a form changes, and which of that somebody else changed since it was opened."""
    changed = {
        name: value
        for name, value in given.items()
        if value.strip() not in (opened.get(name, stored[name]), stored[name])
    }
    return changed, [name for name in changed if stored[name] != opened.get(name, stored[name])]


def _clash(feature: str, names: list[str], custom: list[FieldValue]) -> Problem:
    own = {one.name: {"zh": one.label_zh, "en": one.label_en} for one in custom}
    sentences = {}
    for language, mark in (("zh", "、"), ("en", ", ")):
        called = [
            own[name][language] if name in own else say(language, f"{feature}.{name}")
            for name in names
        ]
        sentences[language] = say(language, "record.clash", fields=mark.join(called))
    return Problem(**sentences, code="record.clash")


def points_in(form: dict[str, Any], *kinds: str) -> list[Point]:
    """The numbers and addresses of a form whose fields are named by their kinds."""
    return [
        read_point(kind, str(form[kind]), as_typed=bool(form.get(f"{kind}_kept")))
        for kind in kinds
        if str(form.get(kind) or "").strip()
    ]


def ticked(form: dict[str, Any], name: str) -> tuple[str, ...]:
    """The keys of the ticks of a group that were set; each is a field `<name>:<key>` of its own, as
    of fields that share a name a form keeps the last one."""
    head = f"{name}:"
    return tuple(key.removeprefix(head) for key, on in form.items() if on and key.startswith(head))


def first_shown(points: list[Point], *kinds: str) -> str:
    """The first canonical value of these kinds, for a link that calls or writes."""
    return next((p.value for kind in kinds for p in points if p.kind == kind), "")
