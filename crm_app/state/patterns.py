"""Patterns in what the customer of the address orders."""

from typing import Any

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.services import patterns, segments
from crm_app.services.patterns import CrowdRow, PatternRow, Patterns
from crm_app.state.base import OneRecord, Problem, Screen, action


class CustomerPatterns(OneRecord, rx.State):
    """Beside the customer of the address; those that somebody dismissed apart."""

    found: rx.Field[Patterns] = rx.field(default_factory=lambda: Patterns([]))
    rows: rx.Field[list[PatternRow]] = rx.field(default_factory=list)
    hidden: rx.Field[list[PatternRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Of the customer of the address; again whenever he orders."""
        subject = str(getattr(self, "customer_id", ""))
        if self.shown != subject:
            self.found, self.rows, self.hidden, self.problem = Patterns([]), [], [], Problem()
        await self._read(subject)
        self._watch(CustomerPatterns.refresh, f"customer:{subject}", "order")

    @action
    async def refresh(self) -> None:
        """Something of it changed."""
        await self._read(self.shown)

    @action
    async def dismiss(self, key: str) -> None:
        """It says nothing about the customer; with a way back."""
        done, _ = await self._do(patterns.dismiss, self.shown, key)
        if done:
            undo = (patterns.bring_back, self.shown, key)
            await self._offer_undo("patterns.dismissed", *undo)
            await self._read(self.shown)

    @action
    async def bring_back(self, key: str) -> None:
        """Show it again."""
        done, _ = await self._do(patterns.bring_back, self.shown, key)
        if done:
            await self._read(self.shown)

    async def _read(self, subject: str) -> None:
        kept = self.problem
        if self._actor().can(Permission.ORDER_READ):
            self.found = await self._ask(patterns.patterns_of, subject) or Patterns([])
        self.rows = [row for row in self.found.rows if not row.is_dismissed]
        self.hidden = [row for row in self.found.rows if row.is_dismissed]
        self.shown, self.problem, self.loaded = subject, kept, True


class Crowds(Screen, rx.State):
    """Customers who come at the same time of the week."""

    rows: rx.Field[list[CrowdRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Read them; again whenever somebody orders."""
        await self._read()
        self._watch(Crowds.refresh, "order")

    @action
    async def refresh(self) -> None:
        """Somebody ordered."""
        await self._read()

    @action
    async def make_segment(self, key: str) -> Any:
        """A segment of the customers of a crowd, with a way back; its list opens."""
        name = next((row.zh for row in self.rows if row.key == key), "")
        done, public_id = await self._do(patterns.make_segment, key[:10])
        if not done:
            return None
        undo = (segments.delete_segment, public_id)
        await self._offer_undo("patterns.segment_made", *undo, name=name)
        return rx.redirect(f"/customers?segment={public_id}")

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(patterns.found_crowds) or []
        self.problem, self.loaded = kept, True
