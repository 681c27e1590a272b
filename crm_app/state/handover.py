"""Handing over what somebody who leaves has: chosen, simulated, changed by hand, moved."""

from dataclasses import replace

import reflex as rx

from crm_app.services import handover
from crm_app.services.handover import DepartureRow, Heap, Person, Plan
from crm_app.state.base import Problem, Screen, action

SHOWN = 100


class HandoverScreen(Screen, rx.State):
    """One handover as it is being made, and those that were."""

    people: rx.Field[list[Person]] = rx.field(default_factory=list)
    leaver: str = ""
    takers: rx.Field[list[str]] = rx.field(default_factory=list)
    way: str = "relation"
    choices: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    plan: rx.Field[Plan] = rx.field(default_factory=Plan)
    heaps: rx.Field[list[Heap]] = rx.field(default_factory=list)
    count: int = 0
    simulated: bool = False
    switch_off: bool = False
    past: rx.Field[list[DepartureRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Who there is, and what was handed over."""
        self.leaver, self.takers, self.choices = "", [], {}
        self.simulated, self.switch_off, self.problem = False, False, Problem()
        await self._read()
        self._watch(HandoverScreen.refresh, "departure")

    @action
    async def refresh(self) -> None:
        """A handover was made or taken back."""
        await self._read()

    @action
    async def choose_leaver(self, public_id: str) -> None:
        """Who leaves."""
        self.leaver, self.choices, self.simulated = public_id[:40], {}, False
        self.takers = [one for one in self.takers if one != self.leaver]

    @action
    async def toggle_taker(self, public_id: str) -> None:
        """Somebody takes over, or does not after all."""
        left = [one for one in self.takers if one != public_id]
        self.takers = left if public_id in self.takers else [*left, public_id[:40]][-50:]
        self.simulated, self.choices = False, {}

    @action
    async def choose_way(self, way: str) -> None:
        """How it is shared out."""
        self.way = way if way in handover.WAYS else "relation"
        if self.simulated:
            await self._simulate()

    @action
    async def simulate(self) -> None:
        """Who would get what."""
        self.problem = Problem()
        await self._simulate()

    @action
    async def give(self, heap: str, to: str) -> None:
        """One heap by hand."""
        if ":" in heap and len(self.choices) < 5_000:
            self.choices = {**self.choices, heap[:60]: to[:40]}
            await self._simulate()

    @action
    async def toggle_off(self) -> None:
        """Switch the account off too, or not."""
        self.switch_off = not self.switch_off

    @action
    async def move(self) -> None:
        """Move it all, with a way back."""
        done, public_id = await self._do(
            handover.hand_over_all,
            self.leaver,
            self.takers,
            self.way,
            self.choices,
            self.switch_off,
        )
        if done:
            undo = (handover.take_back, public_id)
            said = {"name": self.plan.leaver, "count": self.count}
            await self._offer_undo("handover.moved", *undo, **said)
            self.simulated, self.leaver, self.choices = False, "", {}
            await self._read()

    @action
    async def undo(self, public_id: str) -> None:
        """Take an older handover back."""
        done, _ = await self._do(handover.take_back, public_id)
        if done:
            await self._tell("shell.undone")
            await self._read()

    async def _simulate(self) -> None:
        found = await self._ask(handover.simulate, self.leaver, self.takers, self.way, self.choices)
        self.simulated = found is not None
        if found is not None:
            self.count, self.heaps = len(found.heaps), found.heaps[:SHOWN]
            self.plan = replace(found, heaps=[])

    async def _read(self) -> None:
        kept = self.problem
        self.people = await self._ask(handover.people) or []
        self.past = await self._ask(handover.departures) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem
