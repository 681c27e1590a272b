"""Important dates: today's on Today, the coming thirty days on a page of their own."""

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.services import dates
from crm_app.services.dates import KINDS, DateRow
from crm_app.services.references import Reference
from crm_app.state.base import OneRecord, Screen, action


class DatesToday(Screen, rx.State):
    """What today is for one's own people and customers."""

    rows: rx.Field[list[DateRow]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Today's dates, where the role may see contacts."""
        await self._read()
        self._watch(DatesToday.refresh, "contact", "contract", "order")

    @action
    async def refresh(self) -> None:
        """A birthday, a contract or an order changed."""
        await self._read()

    async def _read(self) -> None:
        if self._actor().can(Permission.CONTACT_READ):
            self.rows = (await self._ask(dates.coming_dates, 1) or [])[:5]


_NEAREST = 6


class DatesNear(OneRecord, rx.State):
    """What comes for the customer or contact of the address in the next thirty days."""

    rows: rx.Field[list[DateRow]] = rx.field(default_factory=list)
    more: int = 0
    record: str = ""

    @action
    async def load_customer(self) -> None:
        """Of the customer of the address and its people."""
        await self._open("customer", str(getattr(self, "customer_id", "")))

    @action
    async def load_contact(self) -> None:
        """Of the contact of the address."""
        await self._open("contact", str(getattr(self, "contact_id", "")))

    async def _open(self, record: str, subject: str) -> None:
        self.record, self.shown = record, subject
        await self._read()
        self._watch(DatesNear.refresh, f"{record}:{subject}", "contact", "contract")

    @action
    async def refresh(self) -> None:
        """A birthday or a contract changed."""
        await self._read()

    async def _read(self) -> None:
        found: list[DateRow] = []
        if self._actor().can(Permission.CONTACT_READ):
            found = await self._ask(dates.dates_of, self.record, self.shown) or []
        self.rows, self.more = found[:_NEAREST], max(0, len(found) - _NEAREST)


class DatesScreen(Screen, rx.State):
    """The coming thirty days, of everybody or one owner, of one kind or all."""

    rows: rx.Field[list[DateRow]] = rx.field(default_factory=list)
    owners: rx.Field[list[Reference]] = rx.field(default_factory=list)
    owner: str = ""
    kind: str = ""

    @action
    async def load(self) -> None:
        """The days that come; again whenever one of them changes."""
        self.owner, self.kind = "", ""
        self.owners = await self._ask(dates.date_owners) or []
        await self._read()
        self._watch(DatesScreen.refresh, "contact", "contract", "order")

    @action
    async def refresh(self) -> None:
        """A birthday, a contract or an order changed."""
        await self._read()

    @action
    async def choose_owner(self, owner: str) -> None:
        """Those of one person's records."""
        self.owner = owner[:40]
        await self._read()

    @action
    async def choose_kind(self, kind: str) -> None:
        """Only birthdays, contracts or anniversaries."""
        self.kind = kind if kind in KINDS else ""
        await self._read()

    async def _read(self) -> None:
        self.rows = await self._ask(dates.coming_dates, 30, self.owner, self.kind) or []
        self.loaded = True
