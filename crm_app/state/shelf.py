"""The files around the record of the address, and the way its customer came."""

import reflex as rx

from crm_app.core.permissions import Permission
from crm_app.services import files, journeys, shelf
from crm_app.services.journeys import Milestone
from crm_app.services.shelf import GROUPS, ShelfFile
from crm_app.state.base import OneRecord, Problem, action

_FEW = 6


class Shelf(OneRecord, rx.State):
    """Beside the record of the address: a few files, all when asked, of one group or of all."""

    record: str = ""
    rows: rx.Field[list[ShelfFile]] = rx.field(default_factory=list)
    more: int = 0
    group: str = ""
    groups: rx.Field[list[str]] = rx.field(default_factory=list)
    _all: list[ShelfFile] = []
    _whole: bool = False

    @action
    async def load_customer(self) -> None:
        """Of the customer of the address."""
        await self._open("customer", str(getattr(self, "customer_id", "")))

    @action
    async def load_contact(self) -> None:
        """Of the contact of the address."""
        await self._open("contact", str(getattr(self, "contact_id", "")))

    async def _open(self, record: str, subject: str) -> None:
        if (self.record, self.shown) != (record, subject):
            self._all, self.group, self._whole = [], "", False
            self.record, self.problem = record, Problem()
        await self._read(subject)
        self._watch(Shelf.refresh, f"{record}:{subject}", "file")

    @action
    async def refresh(self) -> None:
        """A file came or went."""
        await self._read(self.shown)

    @action
    async def narrow(self, group: str) -> None:
        """Only pictures, documents or recordings."""
        self.group = group if group in GROUPS else ""
        self._lay_out()

    @action
    async def show_all(self) -> None:
        """The older ones too."""
        self._whole = True
        self._lay_out()

    @action
    async def delete(self, file_id: str) -> None:
        """Into the recycle bin, with a way back."""
        name = next((one.name for one in self._all if one.public_id == file_id), "")
        done, _ = await self._do(files.delete_file, file_id)
        if done:
            await self._offer_undo("shelf.deleted", files.restore_file, file_id, name=name)
            await self._read(self.shown)

    async def _read(self, subject: str) -> None:
        kept = self.problem
        if self._actor().can(Permission.FILE_READ):
            self._all = await self._ask(shelf.shelf, self.record, subject) or []
        self.groups = [one for one in GROUPS if any(row.group == one for row in self._all)]
        self._lay_out()
        self.shown, self.problem, self.loaded = subject, kept, True

    def _lay_out(self) -> None:
        wanted = [row for row in self._all if self.group in ("", row.group)]
        self.rows = wanted if self._whole else wanted[:_FEW]
        self.more = len(wanted) - len(self.rows)


class Journey(OneRecord, rx.State):
    """The milestones of the customer of the address."""

    steps: rx.Field[list[Milestone]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Of the customer of the address; again whenever there may be another one."""
        subject = str(getattr(self, "customer_id", ""))
        if self.shown != subject:
            self.steps = []
        await self._read(subject)
        self._watch(Journey.refresh, f"customer:{subject}", "order", "quote", "contract")

    @action
    async def refresh(self) -> None:
        """Something of it changed."""
        await self._read(self.shown)

    async def _read(self, subject: str) -> None:
        self.steps = await self._ask(journeys.journey, subject) or []
        self.shown, self.loaded = subject, True
