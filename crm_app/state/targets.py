"""Targets: the year's grid for those who set them, and how one's own stand on the home page."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.lib.clock import today
from crm_app.lib.periods import EARLIEST, LATEST, Period
from crm_app.services import targets
from crm_app.services.targets import Standing, Subject, TargetForm, TargetRow
from crm_app.state.base import Problem, Screen, action


class HomeTargets(Screen, rx.State):
    """One's own attainment."""

    standing: rx.Field[Standing] = rx.field(default_factory=Standing)

    @action
    async def load(self) -> None:
        """How targets stand; again whenever a deal or a target changes."""
        if not self._actor().can(Permission.TARGET_READ):
            return
        await self._read()
        self._watch(HomeTargets.refresh, "deal", "target")

    @action
    async def refresh(self) -> None:
        """Something was won, or planned anew."""
        await self._read()

    async def _read(self) -> None:
        kept = self.problem
        self.standing = await self._ask(targets.my_standing) or Standing()
        self.problem, self.loaded = kept, True


class TargetScreen(Screen, rx.State):
    """A year's targets in a grid."""

    rows: rx.Field[list[TargetRow]] = rx.field(default_factory=list)
    subjects: rx.Field[list[Subject]] = rx.field(default_factory=list)
    year: rx.Field[int] = rx.field(0)
    # So many months of it are over, and closed.
    over: rx.Field[int] = rx.field(0)
    saved: rx.Field[int] = rx.field(0)
    # The part that is being changed: of which target, which period, what it is now.
    part_of: rx.Field[str] = rx.field("")
    part: rx.Field[str] = rx.field("")
    part_zh: rx.Field[str] = rx.field("")
    part_en: rx.Field[str] = rx.field("")
    part_amount: rx.Field[str] = rx.field("")
    _version: int = 0

    @action
    async def load(self) -> None:
        """The year of the address; again whenever a target changes."""
        asked = dict(parse_qsl(urlsplit(str(self.router.url)).query)).get("year", "")
        given = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
        fits = EARLIEST <= given <= LATEST
        day = today(self._actor().zone)
        self.year = given if fits else day.year
        self.over = targets.months_over(self.year, day)
        await self._read()
        self.subjects = await self._ask(targets.possible_subjects) or []
        self._watch(TargetScreen.refresh, "target")

    @action
    async def refresh(self) -> None:
        """Somebody changed one."""
        await self._read()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """A year's amount was entered."""
        kind, _, subject = str(form.get("subject", ""))[:60].partition(":")
        amount, currency = str(form.get("amount", ""))[:30], str(form.get("currency", ""))[:10]
        sent = TargetForm(kind, subject, self.year, amount, currency)
        done, _ = await self._do(targets.set_target, sent)
        await self._after(done)

    @action
    async def choose_part(self, public_id: str, period: str) -> None:
        """A quarter or a month was pressed: what it is now."""
        self.problem = Problem()
        row = next((one for one in self.rows if one.public_id == public_id), None)
        number = period.removeprefix("Q")
        if row is None or not number.isascii() or not number.isdigit() or len(number) > 2:
            return
        quarter = period.startswith("Q")
        values = row.quarters if quarter else row.months
        place = int(number)
        if not 1 <= place <= len(values):
            return
        shown = Period(self.year, place * 3 - 2, 3) if quarter else Period(self.year, place, 1)
        self.part_of, self.part, self._version = public_id, shown.key, row.version
        self.part_zh, self.part_en = shown.label("zh"), shown.label("en")
        self.part_amount = f"{values[place - 1]:f}"

    @action
    async def close_part(self) -> None:
        """Nothing is to change."""
        self.part_of = ""

    @action
    async def save_part(self, form: dict[str, Any]) -> None:
        """A quarter or a month gets another figure."""
        keep = bool(form.get("keep"))
        amount = str(form.get("amount", ""))[:30]
        args = (self.part_of, self.part, amount)
        done, _ = await self._do(targets.set_part, *args, keep=keep, version=self._version)
        if done:
            self.part_of = ""
        await self._after(done)

    @action
    async def remove(self, public_id: str) -> None:
        """A target goes, with a way back."""
        done, form = await self._do(targets.remove_target, public_id)
        if done:
            await self._offer_undo("targets.removed", targets.set_target, form)
        await self._read()

    @action
    async def paste(self, form: dict[str, Any]) -> None:
        """Lines of a spreadsheet."""
        text = str(form.get("text", ""))[:50_000]
        done, count = await self._do(targets.paste_targets, self.year, text)
        if done:
            self.saved += 1
            await self._tell("targets.pasted", count=count)
        await self._read()

    async def _after(self, done: bool) -> None:
        if done:
            self.saved += 1
            await self._tell("targets.saved")
        await self._read()

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(targets.targets, self.year) or []
        self.problem = kept if kept.code else self.problem
        self.loaded = True
