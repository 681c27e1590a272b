"""Live screens: a commit anywhere re-runs one handler in every tab that watches its topics.

The handler runs under the guard, as the tab's own person: rights are asked again each time.
One reader per process follows the outbox; nothing polls per tab.
"""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import reflex as rx
from reflex_base.event import Event
from reflex_base.utils.format import format_event_handler

from crm_app.core import meters, outbox
from crm_app.core.feed import Feed, FeedLost

_GATHER_SECONDS = 0.1
_AT_ONCE = 8
_log = logging.getLogger("crm.live")


class Hub:
    """Which tab watches what, and the tabs that have something to fetch."""

    def __init__(self) -> None:
        self._tabs: dict[str, dict[str, set[str]]] = {}
        self._watchers: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._dirty: set[tuple[str, str]] = set()
        self._kick = asyncio.Event()

    def watch(self, tab: str, handler: Any, *topics: str) -> None:
        """`tab` runs `handler` when one of `topics` changes; replaces its earlier topics."""
        name = format_event_handler(handler)
        handlers = self._tabs.setdefault(tab, {})
        for topic in handlers.get(name, set()):
            self._watchers[topic].discard((tab, name))
        handlers[name] = set(topics)
        for topic in topics:
            self._watchers[topic].add((tab, name))

    def only(self, tab: str, keep: set[str]) -> None:
        """A tab went to another page: it watches no more than the handlers in `keep`."""
        for name in set(self._tabs.get(tab, {})) - keep:
            for topic in self._tabs[tab].pop(name):
                self._watchers[topic].discard((tab, name))

    def forget(self, tab: str) -> None:
        """A tab is gone."""
        self.only(tab, set())
        self._tabs.pop(tab, None)

    def mark(self, topics: set[str]) -> None:
        """Topics changed: note who has something to fetch."""
        before = len(self._dirty)
        for topic in topics:
            self._dirty |= self._watchers.get(topic, set())
        if len(self._dirty) > before:
            self._kick.set()

    async def send(self, app: rx.App) -> None:
        """For ever: gather a burst of commits, then let each tab fetch once."""
        while True:
            await self._kick.wait()
            self._kick.clear()
            await asyncio.sleep(_GATHER_SECONDS)
            batch, self._dirty = list(self._dirty), set()
            for place, (tab, name) in enumerate(batch):
                with contextlib.suppress(OSError, RuntimeError, KeyError):
                    await self._send_one(app, tab, name, wait=place % _AT_ONCE == _AT_ONCE - 1)

    async def _send_one(self, app: rx.App, tab: str, name: str, *, wait: bool) -> None:
        tokens = app.event_namespace._token_manager  # type: ignore[union-attr]
        socket = tokens.token_to_socket.get(tab)
        if socket is None or socket.instance_id != tokens.instance_id:
            self.forget(tab)
            return
        future = await app.event_processor.enqueue(tab, Event(name=name, payload={}))
        if wait:  # users' own clicks slip in between
            await asyncio.wait([future], timeout=2)


hub = Hub()


@contextlib.asynccontextmanager
async def run_live(app: rx.App) -> AsyncIterator[None]:
    """The lifespan of live updates in a serving process."""
    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    outbox.on_commit(lambda: loop.call_soon_threadsafe(woken.set))
    tasks = [asyncio.create_task(_follow(woken)), asyncio.create_task(hub.send(app))]
    yield
    for task in tasks:
        task.cancel()


async def _follow(woken: asyncio.Event) -> None:
    feed, watch = Feed(), meters.Watch()
    while True:
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(woken.wait(), 0.25)
            own = woken.is_set()
            woken.clear()
            hub.mark(await asyncio.to_thread(feed.read, own=own))
            hub.mark(await asyncio.to_thread(watch.moved))
        except FeedLost:
            _log.exception("the outbox could not be read; trying again")
            await asyncio.sleep(1)
