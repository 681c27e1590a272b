"""Data quality on screen: scores, trend, and the queue with its taps."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import reflex as rx

from crm_app.services import quality
from crm_app.services.quality import KINDS, PARTS, Overview, QueueRow
from crm_app.state.base import Problem, Screen, action

_FILTERS = ("kind", "owner", "source", "fault")


class QualityScreen(Screen, rx.State):
    """One kind of record at a time; what narrows the queue stands in the address."""

    kind: str = "customer"
    filters: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    found: rx.Field[Overview] = rx.field(default_factory=Overview)
    rows: rx.Field[list[QueueRow]] = rx.field(default_factory=list)
    total: int = 0
    page: int = 1
    pages: int = 1
    more: bool = False
    weights_done: int = 0

    @action
    async def load(self) -> None:
        """What the address asks for; again whenever scores change."""
        asked = dict(parse_qsl(urlsplit(str(self.router.url)).query))
        self.filters = {name: asked[name][:40] for name in _FILTERS if asked.get(name)}
        kind = self.filters.get("kind", "customer")
        self.kind = kind if kind in KINDS else "customer"
        self.problem, self.page = Problem(), 1
        await self._read()
        self._watch(QualityScreen.refresh, "quality")

    @action
    async def refresh(self) -> None:
        """Scores were reckoned, or a fault was put right."""
        await self._read()

    @action
    async def narrow(self, name: str, value: str) -> Any:
        """Another owner, source or fault; empty is all of them."""
        if name not in _FILTERS:
            return None
        asked = {key: one for key, one in {**self.filters, name: value[:40]}.items() if one}
        return rx.redirect(f"/quality?{urlencode(asked)}", replace=True)

    @action
    async def turn_to(self, page: int) -> None:
        """Another page of the queue."""
        self.page = min(max(1, page), 1_000_000)
        await self._read_queue()

    @action
    async def reckon(self) -> None:
        """Score everything anew, in the background."""
        done, _ = await self._do_aloud(quality.ask_reckoning)
        if done:
            await self._tell("quality.asked")

    @action
    async def fix(self, public_id: str, fault: str) -> None:
        """Do what is proposed, with a way back."""
        done, made = await self._do_aloud(quality.fix, self.kind, public_id, fault)
        if done and made is not None:
            name = self._name(public_id)
            undo = (quality.take_back, made)
            await self._offer_undo("quality.fixed", *undo, name=name, score=made.score)
        await self._read()

    @action
    async def leave(self, public_id: str, fault: str) -> None:
        """The fault stays and costs nothing, with a way back."""
        done, _ = await self._do_aloud(quality.leave, self.kind, public_id, fault)
        if done:
            undo = (quality.leave_no_more, self.kind, public_id, fault)
            await self._offer_undo("quality.left", *undo, name=self._name(public_id))
        await self._read()

    @action
    async def save_weights(self, form: dict[str, Any]) -> None:
        """What each part counts."""
        given = {name: str(form.get(name) or "0")[:10] for name in PARTS}
        done, _ = await self._do(quality.save_weights, given)
        if done:
            self.weights_done += 1
            await self._tell("quality.saved")
            await self._read()

    def _name(self, public_id: str) -> str:
        return next((row.name for row in self.rows if row.public_id == public_id), "")

    async def _read(self) -> None:
        kept = self.problem
        self.found = await self._ask(quality.overview, self.kind) or Overview(kind=self.kind)
        await self._read_queue()
        self.loaded = True
        self.problem = kept if kept.code else self.problem

    async def _read_queue(self) -> None:
        narrowed = {name: self.filters.get(name, "") for name in _FILTERS[1:]}
        found = await self._ask(quality.queue, self.kind, page=self.page, **narrowed)
        self.rows, self.total = (found.rows, found.total) if found else ([], 0)
        self.page, self.pages = (found.page, found.pages) if found else (1, 1)
