"""A customer's page."""

from typing import Any

import reflex as rx

from crm_app.services import customers, duplicates
from crm_app.services.custom_fields import FieldValue
from crm_app.services.customers import CustomerForm, CustomerPage, PossibleDuplicate
from crm_app.services.points import Point
from crm_app.state.base import Problem, action
from crm_app.state.custom_values import PREFIX, custom_facts, given_custom, split_custom
from crm_app.state.customers import FIELDS, customer_form
from crm_app.state.records import RecordScreen, first_shown

_NONE = CustomerPage("", 0, "", "company", "C", "prospect")


class CustomerRecord(RecordScreen, rx.State):
    """One customer: facts, people, what to remember."""

    page: rx.Field[CustomerPage] = rx.field(default_factory=lambda: _NONE)
    duplicates: rx.Field[list[PossibleDuplicate]] = rx.field(default_factory=list)
    _kind: str = "customer"
    _as_typed: bool = False

    def _public_id(self) -> str:
        return str(self.customer_id)  # pyright: ignore[reportAttributeAccessIssue]

    def _points(self) -> list[Point]:
        return self.page.points

    def _facts(self) -> dict[str, str]:
        stored = {name: _stored(self.page, name) for name in (*FIELDS, "parent")}
        return stored | custom_facts(self.page.custom)

    def _custom(self) -> list[FieldValue]:
        return self.page.custom

    @action
    async def load(self) -> Any:
        """The customer of the address; again whenever something of it changes."""
        if self.page.public_id != self._public_id():
            self._opened, self.problem = {}, Problem()
        await self._read()
        self._watch(CustomerRecord.refresh, f"customer:{self._public_id()}")
        if self.page.public_id not in {"", self._public_id()}:  # it was merged into another
            return rx.redirect(f"/customers/{self.page.public_id}", replace=True)
        return None

    async def _read(self) -> None:
        page = await self._ask(customers.customer_page, self._public_id())
        self.shown, self.missing = self._public_id(), page is None
        self.page = page or _NONE
        people = self.page.people
        self.phone = first_shown(self.page.points, "mobile", "phone") or next(
            (person.phone for person in people if person.phone), ""
        )
        self.email = first_shown(self.page.points, "email") or next(
            (person.email for person in people if person.email), ""
        )
        await self._look_for_duplicates()

    async def _look_for_duplicates(self) -> None:
        page = self.page
        if page.public_id:
            known = (page.name, page.points, page.public_id, page.tax_id)
            found = await self._ask(customers.possible_duplicates, *known) or []
            self.duplicates = [row for row in found if row.certainty != "maybe"]

    @action
    async def merge_with(self, other: str) -> None:
        """The one named as a possible duplicate is this one."""
        kept = self.page
        done, merged = await self._do(customers.merge_customers, kept.public_id, other)
        if done:
            undo = (customers.unmerge_customers, merged)
            await self._offer_undo("duplicates.merged", *undo, name=kept.name)
            await self._read()

    @action
    async def not_same(self, other: str) -> None:
        """It is another one: remembered, with a way back."""
        public_id = self.page.public_id
        done, pair = await self._do(duplicates.tell_apart, "customer", public_id, other)
        if done:
            undo = (duplicates.decide, pair, "open")
            await self._offer_undo("duplicates.said.different", *undo)
            await self._read()

    async def _change(self, **fields: Any) -> bool:
        before, version = self.page, self.page.version
        as_typed, self._as_typed = self._as_typed, False
        form = CustomerForm(**split_custom(fields), name_as_typed=as_typed)
        done, _ = await self._do(customers.change_customer, before.public_id, form, version)
        if done:
            kept = split_custom({name: _stored(before, name) for name in fields})
            back = CustomerForm(**kept, name_as_typed=True)
            undo = (customers.change_customer, before.public_id, back)
            await self._offer_undo("customers.changed", *undo)
        await self._reread()
        return done

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """The sheet with all facts."""
        sent = customer_form(form)
        self._as_typed = sent.name_as_typed
        fields = {name: getattr(sent, name) for name in (*FIELDS, "parent")}
        given = {name: value for name, value in fields.items() if value is not None}
        await self._save_sheet(given | given_custom(form))

    @action
    async def delete(self) -> Any:
        """Into the recycle bin, with a way back."""
        gone = self.page
        done, _ = await self._do(customers.delete_customer, gone.public_id)
        if not done:
            return None
        undo = (customers.restore_customer, gone.public_id)
        await self._offer_undo("customers.deleted", *undo, name=gone.name)
        return rx.redirect("/customers")


def _stored(page: CustomerPage, name: str) -> Any:
    """A field as the form would send it."""
    if name.startswith(PREFIX):
        return custom_facts(page.custom).get(name, "")
    if name == "parent":
        return page.parent_public_id
    value = getattr(page, name)
    return value.key if name in ("industry", "source", "size") else value
