"""Contacts over REST."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import (
    Body,
    DetailIn,
    DetailOut,
    Listed,
    Named,
    PlaceOut,
    Reach,
    ReachBody,
    named,
    places,
    reach,
)
from crm_app.api.custom_values import CustomBody, Values, custom_out
from crm_app.api.duplicates import KnownOut, Refusing, known_out, refuse_known
from crm_app.api.paging import CustomPageAsked, IfMatch, created, tag
from crm_app.services import contacts, details
from crm_app.services.contacts import ContactForm, ContactPage, PositionForm, PositionRow
from crm_app.services.points import read_point

_PATH = "/api/v1/contacts"
_FIELDS = ("name", "honorific", "other_name", "source")
_PLACE = ("customer", "company", "title", "department")
_Words = Annotated[str, Query(max_length=200)]


class PositionOut(BaseModel):
    """A place somebody holds or held."""

    id: str
    customer: Named
    title: str
    department: str
    started: date | None
    ended: date | None
    main: bool


class ContactOut(Reach):
    """A contact; customer, title and department are those of the main place."""

    id: str
    version: int
    name: str
    honorific: str
    family_name: str
    given_name: str
    pinyin: str
    other_name: str
    birthday: str | None
    birthday_zh: str
    birthday_en: str
    next_birthday: date | None
    age: int | None
    id_number: str
    source: str
    customer: Named | None
    title: str
    department: str
    positions: list[PositionOut]
    details: list[DetailOut]
    places: list[PlaceOut]
    custom: dict[str, Any]
    owner: Named | None
    created_at: datetime | None
    updated_at: datetime | None


class PositionIn(Body):
    """A place as it is sent: a customer's id, or the name of a company that may be new, then with its
    custom fields.
    """

    id: str = ""
    customer: str = ""
    company: str = Field(default="", max_length=200)
    title: str = Field(default="", max_length=120)
    department: str = Field(default="", max_length=120)
    started: date | None = None
    ended: date | None = None
    main: bool = True
    customer_custom: Values | None = None

    def form(self) -> PositionForm:
        """What the service takes."""
        return PositionForm(
            customer_id=self.customer,
            company=self.company,
            title=self.title,
            department=self.department,
            started=self.started,
            ended=self.ended,
            is_main=self.main,
            public_id=self.id,
            custom=self.customer_custom,
        )


class _Fields(ReachBody, CustomBody):
    # All places as `positions`, or the main one by its own fields.
    honorific: str | None = Field(default=None, max_length=20)
    other_name: str | None = Field(default=None, max_length=120)
    # 1985-08-15, --08-15, lunar:1985-08-15, or as people write it: 农历八月十五.
    birthday: str | None = Field(default=None, max_length=40)
    id_number: str | None = Field(default=None, max_length=40)
    name_as_typed: bool = False
    source: str | None = Field(default=None, max_length=40)
    customer: str | None = None
    company: str | None = Field(default=None, max_length=200)
    title: str | None = Field(default=None, max_length=120)
    department: str | None = Field(default=None, max_length=120)
    positions: list[PositionIn] | None = Field(default=None, max_length=50)

    def form(self, stored: list[PositionRow], *, new: bool = False) -> ContactForm:
        """What the service takes, given the places that are stored."""
        kinds = self.point_kinds()
        points = {"points": self.points(), "point_kinds": kinds} if kinds else {}
        return ContactForm(
            **self.given(*_FIELDS, "birthday", "id_number", "name_as_typed"),
            **points,
            **self.custom_form(new=new),
            positions=self._places(stored),
        )

    def _places(self, stored: list[PositionRow]) -> list[PositionForm] | None:
        if self.positions is not None:
            return [place.form() for place in self.positions]
        sent = self.given(*_PLACE)
        if not any(sent.values()) and not (sent and stored):
            return None
        main, *rest = [_place(row) for row in stored] or [PositionIn()]
        moved = {"customer": "", "company": ""} if {"customer", "company"} & sent.keys() else {}
        return [place.form() for place in (main.model_copy(update=moved | sent), *rest)]


class ContactChange(_Fields):
    """What is to change of a contact."""

    name: str | None = Field(default=None, max_length=140)


class ContactIn(_Fields):
    """A new contact; the client may bring the id."""

    id: str | None = None
    name: str = Field(max_length=140)


def _place(row: PositionRow) -> PositionIn:
    return PositionIn(
        id=row.public_id,
        customer=row.customer_id,
        title=row.title,
        department=row.department,
        started=row.started,
        ended=row.ended,
        main=row.is_main,
    )


def shown(page: ContactPage) -> ContactOut:
    """A contact as it goes out."""
    plain = {name: getattr(page, name) for name in ContactOut.model_fields if hasattr(page, name)}
    main = next((place for place in page.positions if place.ended is None), None)
    return ContactOut.model_validate(
        plain
        | {
            "id": page.public_id,
            "source": page.source.key,
            "owner": named(page.owner_public_id, page.owner),
            "customer": named(main.customer_id, main.customer) if main else None,
            "title": main.title if main else "",
            "department": main.department if main else "",
            "positions": [_position(place) for place in page.positions],
            "details": [{"id": one.public_id, "text": one.text} for one in page.details],
            "custom": custom_out(page.custom),
            "places": places(page.points),
            **reach(page.points),
        }
    )


def _position(row: PositionRow) -> dict[str, Any]:
    customer = Named(id=row.customer_id, name=row.customer)
    return {**asdict(row), "id": row.public_id, "customer": customer, "main": row.is_main}


@api.get(_PATH, response_model=Listed[ContactOut])
def list_contacts(
    actor: CurrentActor,
    page: CustomPageAsked,
    q: _Words = "",
    customer: str | None = None,
    owner: str | None = None,
    source: str | None = None,
) -> dict[str, Any]:
    """The contacts one may see, newest first."""
    asked = page.query(q, customer=customer, owner=owner, source=source)
    return page.answer(contacts.contact_slice(actor, asked, page.after), shown)


@api.post(_PATH, status_code=201)
def create_contact(
    actor: CurrentActor, body: ContactIn, response: Response, duplicates: Refusing = ""
) -> ContactOut:
    """A new contact; he belongs to whoever owns his customer."""
    form = body.form([], new=True)
    if duplicates:
        company = form.positions[0] if form.positions else PositionForm()
        firm = company.customer_id or company.company
        refuse_known(actor, "contact", form.name or "", list(form.points or []), firm)
    public_id = contacts.create_contact(actor, form, body.id)
    page = contacts.contact_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)


class DuplicateOut(KnownOut):
    """A contact who may be the one being entered."""

    customer: str


@api.get(f"{_PATH}/duplicates")
def possible_duplicates(
    actor: CurrentActor,
    name: _Words = "",
    phone: _Words = "",
    email: _Words = "",
    company: _Words = "",
) -> Listed[DuplicateOut]:
    """Contacts who may be the one being entered, the most certain first."""
    typed = {"phone": phone, "email": email}
    points = [read_point(kind, text) for kind, text in typed.items() if text.strip()]
    found = contacts.possible_duplicates(actor, name, points, company)
    items = [DuplicateOut.model_validate(known_out(actor, row, "contact")) for row in found]
    return Listed(items=items, next=None)


@api.get(f"{_PATH}/{{public_id}}")
def read_contact(actor: CurrentActor, public_id: str, response: Response) -> ContactOut:
    """One contact."""
    page = contacts.contact_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_contact(
    actor: CurrentActor,
    public_id: str,
    body: ContactChange,
    version: IfMatch,
    response: Response,
) -> ContactOut:
    """Change what is sent; the rest stays."""
    stored = contacts.contact_page(actor, public_id).positions
    contacts.change_contact(actor, public_id, body.form(stored), version)
    return read_contact(actor, public_id, response)


class IdNumberOut(BaseModel):
    """The whole ID number of a contact; empty where there is none."""

    id_number: str


@api.get(f"{_PATH}/{{public_id}}/id-number")
def read_id_number(actor: CurrentActor, public_id: str) -> IdNumberOut:
    """The ID number, for those who may see it; the audit remembers that it was looked at."""
    return IdNumberOut(id_number=contacts.reveal_id_number(actor, public_id))


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_contact(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Into the recycle bin."""
    contacts.delete_contact(actor, public_id, version)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_contact(actor: CurrentActor, public_id: str, response: Response) -> ContactOut:
    """Out of the recycle bin."""
    contacts.restore_contact(actor, public_id)
    return read_contact(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/details", status_code=201)
def add_detail(actor: CurrentActor, public_id: str, body: DetailIn) -> DetailOut:
    """Something to remember about a contact."""
    return DetailOut(id=details.remember(actor, "contact", public_id, body.text), text=body.text)
