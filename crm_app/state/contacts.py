"""The list of contacts, and entering a new one."""

from typing import Any

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.core.listing import ListQuery, Page
from crm_app.lib.birthdays import read_birthday
from crm_app.services import contacts
from crm_app.services.choices import Option, options
from crm_app.services.contacts import ContactForm, ContactRow, PositionForm, PossibleDuplicate
from crm_app.services.custom_fields import CUSTOMER
from crm_app.services.home_region import home_region
from crm_app.services.references import Reference
from crm_app.state.base import Problem, action
from crm_app.state.custom_values import custom_of
from crm_app.state.ownership import AskScreen, compared, readable, unseen
from crm_app.state.records import points_in
from crm_app.state.saved_views import ViewedList
from crm_app.state.windows import Undo

FIELDS = ("name", "honorific", "other_name", "birthday", "source")
_KINDS = ("mobile", "phone", "email", "wechat", "address")


class ContactList(ViewedList, rx.State):
    """All contacts one may see."""

    rows: rx.Field[list[ContactRow]] = rx.field(default_factory=list)
    sources: rx.Field[list[Option]] = rx.field(default_factory=list)
    owners: rx.Field[list[Reference]] = rx.field(default_factory=list)

    _record: str = "contact"

    async def _put_cell(self, row: str, name: str, value: str) -> tuple[bool, Undo | None]:
        if name not in contacts.CELLS:
            return await super()._put_cell(row, name, value)
        done, kept = await self._do(contacts.change_cell, row, name, value)
        return done, (contacts.put_back_cell, kept) if kept else None

    async def _read(self, asked: ListQuery) -> Page[ContactRow] | None:
        return await self._ask(contacts.contacts, asked)

    @action
    async def load(self) -> Any:
        """The page the address asks for; again whenever a contact changes."""
        onward = await self._open()
        self.sources = await self._ask(options, "source") or []
        self.owners = await self._ask(contacts.contact_owners) or []
        self._watch(ContactList.refresh, "contact")
        return onward

    @action
    async def refresh(self) -> None:
        """Somebody changed a contact."""
        await self._refresh()


class NewContact(AskScreen, rx.State):
    """The sheet for a new contact; warns of the one he may be."""

    saved: rx.Field[int] = rx.field(default=0)
    duplicates: rx.Field[list[PossibleDuplicate]] = rx.field(default_factory=list)
    # The company that was typed is new, and needs something.
    lacks_company: bool = False

    @action
    async def start(self) -> None:
        """The form was opened."""
        self.duplicates, self.holders, self._said, self.problem = [], [], {}, Problem()
        self.lacks_company = False

    @action
    async def check(self, name: str, typed: str) -> None:
        """The name, a number, or the company was entered: is he known, or a colleague's?"""
        if name in ("name", "mobile", "email", "customer"):
            self._said = {**self._said, name: typed[:200]}
            await self._look()

    async def _look(self) -> None:
        typed = self._said
        found = await self._ask(
            contacts.possible_duplicates,
            typed.get("name", ""),
            readable(typed),
            typed.get("customer", ""),
        )
        self.duplicates = found or []
        self.holders = unseen(await self._held(typed))

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A new contact, with his place if a company is given."""
        self.problem = Problem()
        try:
            entered = _entered(form)
        except AppError as refusal:
            self.problem = Problem.of(refusal)
            return None
        done, public_id = await self._do(contacts.create_contact, entered)
        if not done:
            self.lacks_company = self.problem.field.startswith(CUSTOMER)
            company = "" if form.get("customer") else "customer_words"
            kept = {name: self._said.get(name, "") for name in ("name", "customer")}
            await self._look_after_refusal(kept | compared(form, company=company))
            return None
        self.saved, self.duplicates, self.holders, self._said = self.saved + 1, [], [], {}
        undo = (contacts.delete_contact, public_id)
        await self._offer_undo("contacts.created", *undo, name=entered.name)
        return None if form.get("stay") else rx.redirect(f"/contacts/{public_id}")


def contact_form(form: dict[str, Any]) -> ContactForm:
    """What a contacts' form says; fields that it does not have stay as they are."""
    given = {name: str(form[name] or "") for name in (*FIELDS, "id_number") if name in form}
    if birthday := read_birthday(given.get("birthday", ""), home_region()):
        given["birthday"] = birthday.stored
    kept = bool(form.get("name_kept"))
    return ContactForm(**given, name_as_typed=kept)  # pyright: ignore[reportArgumentType]


def position_form(form: dict[str, Any]) -> PositionForm:
    """What the fields of a place say; a company that was typed and not chosen may be new."""
    chosen = str(form.get("customer") or "")
    return PositionForm(
        customer_id=chosen,
        company="" if chosen else str(form.get("customer_words") or ""),
        title=str(form.get("title") or ""),
        department=str(form.get("department") or ""),
        custom=custom_of(form, CUSTOMER),
    )


def _entered(form: dict[str, Any]) -> ContactForm:
    place = position_form(form)
    base = contact_form(form)
    return ContactForm(
        name=base.name,
        name_as_typed=base.name_as_typed,
        other_name=base.other_name,
        birthday=base.birthday,
        source=base.source,
        points=points_in(form, *_KINDS),
        positions=[place] if place.customer_id or place.company.strip() else None,
        custom=custom_of(form),
    )
