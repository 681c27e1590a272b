"""A contact's page."""

from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.services import contacts, duplicates
from crm_app.services.contacts import (
    ContactForm,
    ContactPage,
    PositionForm,
    PositionRow,
    PossibleDuplicate,
    read_day,
)
from crm_app.services.custom_fields import FieldValue
from crm_app.services.points import Point
from crm_app.state.base import Problem, action
from crm_app.state.contacts import FIELDS, contact_form, position_form
from crm_app.state.custom_values import PREFIX, custom_facts, given_custom, split_custom
from crm_app.state.records import RecordScreen, first_shown

_NONE = ContactPage("", 0, "")
_NO_PLACE = PositionRow("", "", "", "", "", None, None, is_main=True)


class ContactRecord(RecordScreen, rx.State):
    """One contact: facts, where he works, what to remember."""

    page: rx.Field[ContactPage] = rx.field(default_factory=lambda: _NONE)
    main: rx.Field[PositionRow] = rx.field(default_factory=lambda: _NO_PLACE)
    place: rx.Field[PositionRow] = rx.field(default_factory=lambda: _NO_PLACE)
    placing: rx.Field[bool] = rx.field(default=False)
    duplicates: rx.Field[list[PossibleDuplicate]] = rx.field(default_factory=list)
    # The whole ID number, once somebody who may has asked for it.
    id_number: str = ""
    _kind: str = "contact"
    _as_typed: bool = False

    def _public_id(self) -> str:
        return str(self.contact_id)  # pyright: ignore[reportAttributeAccessIssue]

    def _points(self) -> list[Point]:
        return self.page.points

    def _facts(self) -> dict[str, str]:
        stored = {name: _stored(self.page, name) for name in (*FIELDS, "id_number")}
        return stored | custom_facts(self.page.custom)

    def _custom(self) -> list[FieldValue]:
        return self.page.custom

    @action
    async def load(self) -> Any:
        """The contact of the address; again whenever something of him changes."""
        if self.page.public_id != self._public_id():
            self._opened, self.problem = {}, Problem()
        await self._read()
        self._watch(ContactRecord.refresh, f"contact:{self._public_id()}")
        if self.page.public_id not in {"", self._public_id()}:  # he was merged into another
            return rx.redirect(f"/contacts/{self.page.public_id}", replace=True)
        return None

    async def _read(self) -> None:
        page = await self._ask(contacts.contact_page, self._public_id())
        self.shown, self.missing = self._public_id(), page is None
        if page is None or page.public_id != self.page.public_id:
            self.id_number = ""
        self.page = page or _NONE
        running = [place for place in self.page.positions if place.ended is None]
        self.main = running[0] if running else _NO_PLACE
        self.phone = first_shown(self.page.points, "mobile", "phone")
        self.email = first_shown(self.page.points, "email")
        await self._look_for_duplicates()

    async def _look_for_duplicates(self) -> None:
        page = self.page
        if page.public_id:
            known = (page.name, page.points, self.main.customer_id, page.public_id)
            found = await self._ask(contacts.possible_duplicates, *known) or []
            self.duplicates = [row for row in found if row.certainty != "maybe"]

    async def _change(self, **fields: Any) -> bool:
        before, version = self.page, self.page.version
        as_typed, self._as_typed = self._as_typed, False
        form = ContactForm(**split_custom(fields), name_as_typed=as_typed)
        done, _ = await self._do(contacts.change_contact, before.public_id, form, version)
        if done:
            kept = {name: _stored(before, name) for name in fields if name != "id_number"}
            back = ContactForm(**split_custom(kept), name_as_typed=True)
            undo = (contacts.change_contact, before.public_id, back)
            if "id_number" in fields:  # sealed: nothing is kept that would bring it back
                await self._tell("contacts.changed")
            else:
                await self._offer_undo("contacts.changed", *undo)
        await self._reread()
        return done

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """The sheet with all facts."""
        sent = contact_form(form)
        given = {n: v for n in FIELDS if (v := getattr(sent, n)) is not None}
        if sent.id_number is not None:
            given["id_number"] = sent.id_number
        self._as_typed = sent.name_as_typed
        await self._save_sheet(given | given_custom(form))

    @action
    async def show_id_number(self) -> None:
        """The whole ID number, for who may; the audit notes it."""
        self.id_number = await self._ask(contacts.reveal_id_number, self.page.public_id) or ""

    @action
    async def ask_place(self, position_id: str) -> None:
        """Open the sheet of a place; an empty id is a new one."""
        places = [place for place in self.page.positions if place.public_id == position_id]
        self.place, self.placing = places[0] if places else _NO_PLACE, True

    @action
    async def leave_place(self) -> None:
        """The sheet was closed."""
        self.placing, self.problem = False, Problem()

    @action
    async def save_place(self, form: dict[str, Any]) -> None:
        """A place was entered or changed."""
        self.problem = Problem()
        try:
            entered = _dated(form, self.place.public_id)
        except AppError as refusal:
            self.problem = Problem.of(refusal)
            return
        done, _ = await self._do(contacts.put_position, self.page.public_id, entered)
        if done:
            self.saved, self.placing = self.saved + 1, False
            await self._read()

    @action
    async def drop_place(self, position_id: str) -> None:
        """Take a place away, with a way back."""
        public_id = self.page.public_id
        done, kept = await self._do(contacts.drop_position, public_id, position_id)
        if done:
            await self._offer_undo("contacts.place_dropped", contacts.put_position, public_id, kept)
            await self._read()

    @action
    async def merge(self, form: dict[str, Any]) -> None:
        """Another contact is this one too: all of his comes here, with a way back."""
        await self.merge_with(str(form.get("contact") or ""))

    @action
    async def merge_with(self, other: str) -> None:
        """The one named as a possible duplicate is this one."""
        kept = self.page
        done, merged = await self._do(
            contacts.merge_contacts, kept.public_id, other or kept.public_id
        )
        if done:
            self.saved += 1
            undo = (contacts.unmerge_contacts, merged)
            await self._offer_undo("contacts.merged", *undo, name=kept.name)
            await self._read()

    @action
    async def not_same(self, other: str) -> None:
        """It is somebody else: remembered, with a way back."""
        public_id = self.page.public_id
        done, pair = await self._do(duplicates.tell_apart, "contact", public_id, other)
        if done:
            undo = (duplicates.decide, pair, "open")
            await self._offer_undo("duplicates.said.different", *undo)
            await self._read()

    @action
    async def delete(self) -> Any:
        """Into the recycle bin, with a way back."""
        gone = self.page
        done, _ = await self._do(contacts.delete_contact, gone.public_id)
        if not done:
            return None
        undo = (contacts.restore_contact, gone.public_id)
        await self._offer_undo("contacts.deleted", *undo, name=gone.name)
        return rx.redirect("/contacts")


def _dated(form: dict[str, Any], position_id: str) -> PositionForm:
    return replace(
        position_form(form),
        started=read_day(str(form.get("started") or ""), "started"),
        ended=read_day(str(form.get("ended") or ""), "ended"),
        is_main=bool(form.get("main")),
        public_id=position_id,
    )


def _stored(page: ContactPage, name: str) -> Any:
    """A field as the form would send it."""
    if name.startswith(PREFIX):
        return custom_facts(page.custom).get(name, "")
    value = getattr(page, name)
    if name == "source":
        return value.key
    if name == "birthday":
        return value or ""
    return value
