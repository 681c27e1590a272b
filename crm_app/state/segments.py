"""Segments on screen: all of them, and one as it is built, with its size while one chooses."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import reflex as rx

from crm_app.services import segments
from crm_app.services.references import NOBODY
from crm_app.services.segments import Member, Preview, SegmentForm, SegmentRow
from crm_app.state.base import OneRecord, Problem, Screen, action
from crm_app.state.conditions import ConditionDraft

NEW = "new"
_NONE = SegmentRow("", 0, "", "", "", "", NOBODY, False, None, 0, True, None)  # pyright: ignore[reportArgumentType]


class SegmentList(Screen, rx.State):
    """The segments that one finds."""

    rows: rx.Field[list[SegmentRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Read them; again whenever one changes, or customers are reckoned anew."""
        await self._read()
        self._watch(SegmentList.refresh, "segment", "standing")

    @action
    async def refresh(self) -> None:
        """One was changed."""
        await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(segments.segments) or []
        self.loaded = True


class SegmentScreen(ConditionDraft, OneRecord, rx.State):
    """One segment: its conditions as a draft, what they come to, and its members."""

    row: rx.Field[SegmentRow] = rx.field(default_factory=lambda: _NONE)
    found: rx.Field[Preview] = rx.field(default_factory=Preview)
    members: rx.Field[list[Member]] = rx.field(default_factory=list)
    total: int = 0
    page: int = 1
    pages: int = 1
    more: bool = False
    missing: bool = False
    is_changed: bool = False

    _record: str = "customer"

    @action
    async def load(self) -> None:
        """The segment of the address; `new?where=` begins with conditions."""
        subject = str(getattr(self, "segment_id", ""))
        self.problem, self.missing, self.is_changed, self.page = Problem(), False, False, 1
        self.row, self.members, where = _NONE, [], ""
        if subject == NEW:
            where = dict(parse_qsl(urlsplit(str(self.router.url)).query)).get("where", "")
        else:
            row = await self._ask(segments.segment_page, subject)
            self.missing, self.problem = row is None, Problem()
            self.row = row or _NONE
            where = self.row.asks
        await self._draft_of(where)
        await self._drafted()
        self.is_changed = False
        await self._read_members()
        self.shown, self.loaded = subject, True
        self._watch(SegmentScreen.refresh, f"segment:{subject}", "standing")

    @action
    async def refresh(self) -> None:
        """It was changed, or customers were reckoned anew."""
        await self._reread()

    @action
    async def turn_to(self, page: int) -> None:
        """Another page of members."""
        self.page = min(max(1, page), 1_000_000)
        await self._read_members()

    @action
    async def save(self, form: dict[str, Any]) -> Any:
        """Keep it under a name; a new one gets its own address."""
        sent = SegmentForm(
            str(form.get("name") or "")[:200], self._where(), bool(form.get("is_shared"))
        )
        if not self.row.public_id:
            done, public_id = await self._do(segments.create_segment, sent)
            if not done:
                return None
            await self._tell("segments.saved", name=sent.name)
            return rx.redirect(f"/segments/{public_id}", replace=True)
        done, _ = await self._do(
            segments.change_segment, self.row.public_id, sent, self.row.version
        )
        if done:
            self.is_changed = False
            await self._tell("segments.saved", name=sent.name)
            await self._reread()
        return None

    @action
    async def freeze(self) -> None:
        """Keep the members as they are now, with a way back."""
        done, size = await self._do(segments.freeze_segment, self.row.public_id)
        if done:
            undo = (segments.thaw_segment, self.row.public_id)
            await self._offer_undo("segments.frozen_now", *undo, count=size)
            await self._reread()

    @action
    async def thaw(self) -> None:
        """Its members follow the conditions again."""
        done, _ = await self._do(segments.thaw_segment, self.row.public_id)
        if done:
            await self._tell("segments.thawed")
            await self._reread()

    @action
    async def delete(self) -> Any:
        """Gone, with a way back."""
        done, _ = await self._do(segments.delete_segment, self.row.public_id)
        if not done:
            return None
        undo = (segments.restore_segment, self.row.public_id)
        await self._offer_undo("segments.deleted", *undo, name=self.row.name)
        return rx.redirect("/segments")

    async def _drafted(self) -> None:
        """How many these conditions find, while they are being chosen."""
        self.problem = Problem()
        self.is_changed = self._where() != self.row.asks
        found = await self._ask(segments.preview, self._where())
        if found is not None:
            self.found = found
        elif self.problem.code == "list.value_missing":  # it is still being chosen
            self.problem = Problem()

    async def _reread(self) -> None:
        kept = self.problem
        row = (
            await self._ask(segments.segment_page, self.row.public_id)
            if self.row.public_id
            else None
        )
        self.row = row or self.row
        await self._read_members()
        self.problem = kept

    async def _read_members(self) -> None:
        if not self.row.public_id:
            return
        kept = self.problem
        found = await self._ask(segments.segment_members, self.row.public_id, self.page)
        if found is not None:
            self.members, self.total = found.rows, found.total
            self.page, self.pages = found.page, found.pages
        self.problem = kept
