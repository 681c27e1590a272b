"""The list of customers, and entering a new one."""

from dataclasses import replace
from typing import Any

import reflex as rx

from crm_app.core.errors import AppError
from crm_app.core.listing import ListQuery, Page
from crm_app.services import contacts, customers
from crm_app.services.choices import Option, options
from crm_app.services.contacts import ContactForm
from crm_app.services.customers import CustomerForm, CustomerRow, PossibleDuplicate
from crm_app.services.points import Point
from crm_app.services.references import Reference
from crm_app.state.base import Problem, Screen, action
from crm_app.state.custom_values import custom_of
from crm_app.state.ownership import COMPARED, AskScreen, compared, readable, unseen
from crm_app.state.places import PlacedList
from crm_app.state.records import points_in

FIELDS = (
    *("name", "kind", "tier", "stage", "legal_name_zh", "legal_name_en", "tax_id"),
    *("industry", "source", "region", "size"),
)
_LISTS = ("industry", "source", "size")


class CustomerChoices(Screen, rx.State):
    """The editable lists of the customers' forms."""

    industries: rx.Field[list[Option]] = rx.field(default_factory=list)
    sources: rx.Field[list[Option]] = rx.field(default_factory=list)
    sizes: rx.Field[list[Option]] = rx.field(default_factory=list)

    @action
    async def load(self) -> None:
        """Read them."""
        found = [await self._ask(options, name) or [] for name in _LISTS]
        self.industries, self.sources, self.sizes = found


class CustomerList(PlacedList, rx.State):
    """All customers one may see."""

    rows: rx.Field[list[CustomerRow]] = rx.field(default_factory=list)
    industries: rx.Field[list[Option]] = rx.field(default_factory=list)
    owners: rx.Field[list[Reference]] = rx.field(default_factory=list)

    _record: str = "customer"

    async def _read(self, asked: ListQuery) -> Page[CustomerRow] | None:
        asked.filters.pop("view", None)
        return await self._ask(customers.customers, asked)

    @action
    async def load(self) -> Any:
        """The page the address asks for; again whenever a customer changes."""
        onward = await self._open()
        self.industries = await self._ask(options, "industry") or []
        self.owners = await self._ask(customers.customer_owners) or []
        self._watch(CustomerList.refresh, "customer")
        return onward

    @action
    async def refresh(self) -> None:
        """Somebody changed a customer."""
        await self._refresh()


class NewCustomer(AskScreen, rx.State):
    """The sheet for a new customer and the person there."""

    saved: rx.Field[int] = rx.field(default=0)
    duplicates: rx.Field[list[PossibleDuplicate]] = rx.field(default_factory=list)
    names_person: bool = False

    @action
    async def start(self) -> None:
        """The form was opened."""
        self.duplicates, self.holders, self._said, self.problem = [], [], {}, Problem()
        self.names_person = False

    @action
    async def name_person(self, typed: str) -> None:
        """A person there was named, or none after all: he is asked for what a new contact needs."""
        self.names_person = typed.strip() != ""

    @action
    async def check(self, name: str, typed: str) -> None:
        """The name, a number or an address was typed: is it known, or a colleague's?"""
        if name in (*COMPARED, "company"):
            self._said = {**self._said, name: typed[:200]}
            await self._look()

    async def _look(self) -> None:
        name, points = self._said.get("company", ""), readable(self._said)
        self.duplicates = await self._ask(customers.possible_duplicates, name, points) or []
        self.holders = unseen(await self._held(self._said))

    @action
    async def create(self, form: dict[str, Any]) -> Any:
        """A new customer, with the person there if one is named."""
        self.problem = Problem()
        try:
            entered = _entered(form)
        except AppError as refusal:
            self.problem = Problem.of(refusal)
            return None
        done, made = await self._do(contacts.enter_customer, *entered)
        if not done or made is None:
            await self._look_after_refusal(compared(form, company="name"))
            return None
        self.saved, self.duplicates, self.holders, self._said = self.saved + 1, [], [], {}
        name = entered[0].name
        await self._offer_undo("customers.created", contacts.take_back, made, name=name)
        return rx.redirect(f"/customers/{made.customer}")


def _entered(form: dict[str, Any]) -> tuple[CustomerForm, ContactForm | None, str]:
    """The customer, the person with his own numbers, and his title."""
    person = str(form.get("person", "")).strip()
    direct = points_in(form, "mobile", "email", "wechat")
    of_company = points_in(form, "phone", "website", "address")
    own, kept = custom_of(form, "contact."), bool(form.get("person_kept"))
    contact = (
        ContactForm(name=person, points=direct, custom=own, name_as_typed=kept) if person else None
    )
    points = of_company if person else [*direct, *of_company]
    customer = replace(customer_form(form, points), custom=custom_of(form))
    return customer, contact, str(form.get("title", ""))


def customer_form(form: dict[str, Any], points: list[Point] | None = None) -> CustomerForm:
    """What a customers' form says; fields that it does not have stay as they are."""
    given = {name: str(form[name] or "") for name in FIELDS if name in form}
    if "parent_words" in form:
        given["parent"] = str(form.get("parent") or "")
    kept = bool(form.get("name_kept"))
    return CustomerForm(**given, points=points, name_as_typed=kept)  # pyright: ignore[reportArgumentType]
