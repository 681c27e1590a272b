"""What every screen's state shares: asking a use case, doing one, and saying what came of it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

import reflex as rx

from crm_app.core.errors import AppError, Invalid, Unauthenticated
from crm_app.core.permissions import Actor
from crm_app.locales.catalog import say
from crm_app.services.notices import NoticeRow
from crm_app.state.guard import action, current_actor, public
from crm_app.state.live import hub

P = ParamSpec("P")
R = TypeVar("R")
_log = logging.getLogger("crm.events")

__all__ = ["Note", "OneRecord", "Problem", "Screen", "Shell", "action", "public"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was refused, in both languages; `field` names the field where there is one."""

    zh: str = ""
    en: str = ""
    field: str = ""
    code: str = ""

    @classmethod
    def of(cls, refusal: AppError) -> "Problem":
        """The sentences for a refusal."""
        return cls(
            say("zh", refusal.code, **refusal.params),
            say("en", refusal.code, **refusal.params),
            refusal.field if isinstance(refusal, Invalid) else "",
            refusal.code,
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A short message at the edge of the screen; `undo` says whether it can be taken back.

    `notice` is the public id of the notice that it announces.
    """

    number: int
    zh: str
    en: str
    tone: str = "good"
    undo: bool = False
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Me:
    """The signed-in person, as the frame of every page shows him."""

    name: str = ""
    role: str = ""
    language: str = "zh"
    can: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


class Shell(rx.State):
    """The frame around every screen: who is signed in, messages, and what can be undone."""

    me: rx.Field[Me] = rx.field(default_factory=Me)
    notes: rx.Field[list[Note]] = rx.field(default_factory=list)
    # What the menu counts: unread, pending.
    counts: rx.Field[dict[str, int]] = rx.field(default_factory=dict)
    _undo: dict[int, tuple[Callable[..., Any], tuple[Any, ...]]] = {}
    _count: int = 0

    def _note(self, code: str, tone: str = "good", **params: Any) -> int:
        self._count += 1
        note = Note(self._count, say("zh", code, **params), say("en", code, **params), tone)
        self.notes = [*self.notes[-2:], note]
        return self._count

    def _announce(self, notice: NoticeRow) -> None:
        self._count += 1
        note = Note(self._count, notice.zh, notice.en, "news", notice=notice.public_id)
        self.notes = [*self.notes[-2:], note]

    def _undoable(
        self, code: str, use_case: Callable[..., Any], args: tuple[Any, ...], **params: Any
    ) -> None:
        number = self._note(code, **params)
        self._undo = {k: v for k, v in self._undo.items() if k > number - 5}
        self._undo[number] = (use_case, args)
        last = self.notes[-1]
        self.notes = [*self.notes[:-1], Note(last.number, last.zh, last.en, last.tone, undo=True)]

    @action
    async def undo(self, number: int) -> None:
        """Take back what a message announced; live screens show it by themselves."""
        self.notes = [note for note in self.notes if note.number != number]
        entry = self._undo.pop(number, None)
        actor = current_actor.get()
        if entry is None or actor is None:
            return
        use_case, args = entry
        try:
            await asyncio.to_thread(use_case, actor, *args)
        except AppError as refusal:
            self._note(refusal.code, "bad", **refusal.params)
        else:
            self._note("shell.undone")

    @action
    async def dismiss(self, number: int) -> None:
        """Close a message."""
        self.notes = [note for note in self.notes if note.number != number]


class Screen(rx.State, mixin=True):
    """Mixed into the state of a screen."""

    problem: rx.Field[Problem] = rx.field(default_factory=Problem)
    loaded: rx.Field[bool] = rx.field(default=False)

    def _actor(self) -> Actor:
        actor = current_actor.get()
        if actor is None:
            raise Unauthenticated("login.required")
        return actor

    def _watch(self, handler: Any, *topics: str) -> None:
        """Run `handler` again whenever one of these topics changes, as long as the tab is here."""
        hub.watch(self.router.session.client_token, handler, *topics)

    async def _ask(
        self, use_case: Callable[Concatenate[Actor, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R | None:
        """Run a use case off the event loop; a refusal becomes `problem`, and None is returned."""
        try:
            return await asyncio.to_thread(use_case, self._actor(), *args, **kwargs)
        except AppError as refusal:
            # Of a part that is switched off there is nothing to show, and nothing is said of it.
            if refusal.code != "modules.off" or getattr(use_case, "writes", True):
                self.problem = Problem.of(refusal)
            return None

    async def _do(
        self, use_case: Callable[Concatenate[Actor, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[bool, R | None]:
        """Like `_ask`, for a change: forgets the last refusal first; tells whether it was done."""
        self.problem = Problem()
        result = await self._ask(use_case, *args, **kwargs)
        return not self.problem.code, result

    async def _do_aloud(
        self, use_case: Callable[Concatenate[Actor, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> tuple[bool, R | None]:
        """Like `_do`, for what is done in a long list: a refusal is said at the screen's edge."""
        try:
            return True, await asyncio.to_thread(use_case, self._actor(), *args, **kwargs)
        except AppError as refusal:
            await self._tell(refusal.code, "bad", **refusal.params)
            return False, None

    async def _tell(self, code: str, tone: str = "good", **params: Any) -> None:
        """Show a short message."""
        shell = await self.get_state(Shell)
        shell._note(code, tone, **params)

    async def _offer_undo(
        self, code: str, use_case: Callable[..., Any], *args: Any, **params: Any
    ) -> None:
        """Say that something was done, and that `use_case(*args)` would take it back."""
        shell = await self.get_state(Shell)
        shell._undoable(code, use_case, args, **params)


class OneRecord(Screen, mixin=True):
    """Mixed into the state of what stands on the page of one record."""

    # The record whose facts these are, or that is missing. Pages show them when the address names
    # it: the browser is there before its facts are, and nobody is to act on those of the last one.
    shown: rx.Field[str] = rx.field("")


class WholeRecord(OneRecord, mixin=True):
    """One whose facts are read in one go."""

    missing: rx.Field[bool] = rx.field(default=False)

    async def _read(self) -> None:
        raise NotImplementedError

    async def _reread(self) -> None:
        """What is stored now; a refusal stays in sight."""
        problem = self.problem
        await self._read()
        self.problem = problem
