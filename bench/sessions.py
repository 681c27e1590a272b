"""Fifty people connected, a card and a voice note being read: how long does an event take?"""

import asyncio
import random
import statistics
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import socketio
from reflex_base.utils.format import format_event_handler

from bench.data import PASSWORD, SELLERS
from bench.lists import Row
from crm_app.config import ROOT
from crm_app.state.customers import CustomerList

SECONDS, PAUSE = 40, 4.0
_CARD = ROOT / "tests" / "data" / "cards" / "contoso_avery.jpg"
_NOTE = ROOT / "tests" / "data" / "speech" / "en_budget.webm"


class Tab:
    """A browser's tab as the server sees it: a cookie, a token, a socket."""

    def __init__(self, url: str, client: httpx.Client) -> None:
        self._url, self._token = url, str(uuid4())
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        self._headers = {"Cookie": cookies, "Origin": url}
        self._socket = socketio.AsyncClient()
        self._answered = asyncio.Event()
        self._socket.on("event", self._hear, namespace="/_event")

    async def open(self) -> None:
        """Connect and load the page once."""
        await self._socket.connect(
            f"{self._url}?token={self._token}",
            headers=self._headers,
            namespaces=["/_event"],
            socketio_path="_event",
            transports=["websocket"],
        )
        await self.load()

    async def load(self) -> float:
        """Read a page of customers; the milliseconds until the rows are here."""
        self._answered.clear()
        begun = time.perf_counter()
        event = {
            "name": format_event_handler(CustomerList.load),
            "token": self._token,
            "payload": {},
            "router_data": {"pathname": "/customers", "query": {}, "asPath": "/customers/"},
        }
        await self._socket.emit("event", event, namespace="/_event")
        await asyncio.wait_for(self._answered.wait(), 30)
        return (time.perf_counter() - begun) * 1000

    async def close(self) -> None:
        """Gone."""
        await self._socket.disconnect()

    async def _hear(self, update: Any, *_: Any) -> None:
        if "customer_list" in str(update)[:100_000]:
            self._answered.set()


def measure(url: str) -> list[Row]:
    """The latency of events with nothing else going on, and while both engines work."""
    return asyncio.run(_measure(url))


async def _measure(url: str) -> list[Row]:
    clients = [_signed_in(url, f"s{n}@example.com") for n in range(SELLERS)]
    tabs = [Tab(url, client) for client in clients]
    for tab in tabs:
        await tab.open()
    quiet = await _use(tabs)
    sending = asyncio.create_task(asyncio.to_thread(_capture, clients[0]))
    busy = await _use(tabs)
    await sending
    for tab in tabs:
        await tab.close()
    return [
        _row(f"event, {len(tabs)} sessions", quiet),
        _row(f"event, {len(tabs)} sessions, a card and a voice note being read", busy),
    ]


def _signed_in(url: str, email: str) -> httpx.Client:
    client = httpx.Client(base_url=url, headers={"Origin": url}, timeout=30)
    answer = client.post("/api/v1/session", json={"email": email, "password": PASSWORD})
    answer.raise_for_status()
    return client


async def _use(tabs: list[Tab]) -> list[float]:
    """Everybody looks at a list every few seconds."""
    until = time.monotonic() + SECONDS
    taken: list[float] = []

    async def work(tab: Tab) -> None:
        await asyncio.sleep(random.uniform(0, PAUSE))
        while time.monotonic() < until:
            taken.append(await tab.load())
            await asyncio.sleep(random.uniform(PAUSE / 2, PAUSE * 1.5))

    await asyncio.gather(*[work(tab) for tab in tabs])
    return taken


def _capture(client: httpx.Client) -> None:
    """A card and a note, again and again, so that both engines have work all the time."""
    until = time.monotonic() + SECONDS - 5
    while time.monotonic() < until:
        _send(client, "/api/v1/cards", "image", _CARD)
        _send(client, "/api/v1/voice-notes", "audio", _NOTE)
        time.sleep(4)


def _send(client: httpx.Client, path: str, field: str, file: Path) -> None:
    answer = client.post(path, files={field: (file.name, file.read_bytes())})
    answer.raise_for_status()


def _row(what: str, taken: list[float]) -> Row:
    ordered = sorted(taken)
    p95 = ordered[int(len(ordered) * 0.95) - 1]
    return Row(f"{what} (n = {len(ordered)})", statistics.median(ordered), p95, "100")
