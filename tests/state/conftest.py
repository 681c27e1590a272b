"""A tab of one's own: its states without a browser, acting as any of the tests' people."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from reflex.state import State

from crm_app import crm_app as composed
from crm_app.core.permissions import Actor
from crm_app.state.base import Shell
from crm_app.state.guard import current_actor
from crm_app.state.live import hub

Screen = TypeVar("Screen", bound=State)


class Tab:
    """A browser's tab: `tab.send(Screen.handler, ...)` runs a handler as `tab.actor`."""

    def __init__(self, actor: Actor | None, **address: str) -> None:
        assert composed.app
        self.actor = actor
        self.address = address
        self.root = State(_reflex_internal_init=True)  # type: ignore[call-arg]
        self.root.is_hydrated = True  # the page stands; it has loaded

    def state(self, model: type[Screen]) -> Screen:
        """The tab's state of a screen; the parts of its address are on it."""
        found: Any = asyncio.run(self.root.get_state(model))
        for name, value in self.address.items():
            object.__setattr__(found, name, value)
        return found

    def send(self, model: type[Screen], name: str, *args: Any) -> Any:
        """What the handler `name` answers."""
        token = current_actor.set(self.actor)
        try:
            return asyncio.run(getattr(model, name).fn(self.state(model), *args))
        finally:
            current_actor.reset(token)

    def everything(self) -> str:
        """All that the browser has been sent of its states."""
        return str(self.root.dict())

    def sent(self) -> str:
        """What the browser would be sent now: all that has changed since the tab was opened."""
        return str(self.root.get_delta())

    def notes(self) -> list[str]:
        """The messages that stand at the edge of the screen."""
        return [note.zh for note in self.state(Shell).notes]

    def undo(self) -> None:
        """Press the newest message's way back."""
        self.send(Shell, "undo", self.state(Shell).notes[-1].number)


@pytest.fixture
def tab(people: dict[str, Actor]) -> Iterator[Callable[..., Tab]]:
    """`tab("rep", deal_id=...)` is a tab of that person at that address."""
    yield lambda who, **address: Tab(people[who], **address)
    hub.forget("")
