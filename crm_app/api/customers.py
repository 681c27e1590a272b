"""Customers over REST."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import (
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
from crm_app.api.custom_values import CustomBody, custom_out
from crm_app.api.duplicates import KnownOut, Refusing, known_out, refuse_known
from crm_app.api.paging import CustomPageAsked, IfMatch, created, tag
from crm_app.services import customers, details
from crm_app.services.customers import CustomerForm, CustomerPage
from crm_app.services.points import read_point

_PATH = "/api/v1/customers"
_FIELDS = (
    *("name", "name_as_typed", "kind", "tier", "stage", "legal_name_zh", "legal_name_en", "tax_id"),
    *("industry", "source", "region", "size", "parent"),
)
_Words = Annotated[str, Query(max_length=200)]


class PersonOut(BaseModel):
    """Somebody who works there now."""

    id: str
    name: str
    honorific: str
    title: str


class CustomerOut(Reach):
    """A customer."""

    id: str
    version: int
    name: str
    kind: str
    tier: str
    stage: str
    stage_since: date | None
    stage_set_by: str
    legal_name_zh: str
    legal_name_en: str
    tax_id: str
    industry: str
    source: str
    region: str
    size: str
    owner: Named | None
    parent: Named | None
    people: list[PersonOut]
    details: list[DetailOut]
    places: list[PlaceOut]
    custom: dict[str, Any]
    last_contact_at: datetime | None
    created_at: datetime | None
    updated_at: datetime | None


class _Fields(ReachBody, CustomBody):
    kind: str | None = None
    tier: str | None = None
    stage: str | None = None
    legal_name_zh: str | None = Field(default=None, max_length=200)
    legal_name_en: str | None = Field(default=None, max_length=200)
    tax_id: str | None = Field(default=None, max_length=40)
    name_as_typed: bool = False
    industry: str | None = Field(default=None, max_length=40)
    source: str | None = Field(default=None, max_length=40)
    region: str | None = Field(default=None, max_length=60)
    size: str | None = Field(default=None, max_length=20)
    parent: str | None = None

    def form(self, *, new: bool = False) -> CustomerForm:
        """What the service takes."""
        kinds = self.point_kinds()
        points = {"points": self.points(), "point_kinds": kinds} if kinds else {}
        return CustomerForm(**self.given(*_FIELDS), **points, **self.custom_form(new=new))


class CustomerChange(_Fields):
    """What is to change of a customer; `parent` is an id."""

    name: str | None = Field(default=None, max_length=200)


class CustomerIn(_Fields):
    """A new customer; the client may bring the id."""

    id: str | None = None
    name: str = Field(max_length=200)


def shown(page: CustomerPage) -> CustomerOut:
    """A customer as it goes out."""
    plain = {name: getattr(page, name) for name in CustomerOut.model_fields if hasattr(page, name)}
    return CustomerOut.model_validate(
        plain
        | {
            "id": page.public_id,
            "industry": page.industry.key,
            "source": page.source.key,
            "size": page.size.key,
            "owner": named(page.owner_public_id, page.owner),
            "parent": named(page.parent_public_id, page.parent_name),
            "people": [{**asdict(person), "id": person.public_id} for person in page.people],
            "details": [{"id": one.public_id, "text": one.text} for one in page.details],
            "custom": custom_out(page.custom),
            "places": places(page.points),
            **reach(page.points),
        }
    )


@api.get(_PATH, response_model=Listed[CustomerOut])
def list_customers(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: CustomPageAsked,
    q: _Words = "",
    kind: str | None = None,
    tier: str | None = None,
    stage: str | None = None,
    industry: str | None = None,
    region: str | None = None,
    owner: str | None = None,
    group: str | None = None,
    rule_tier: str | None = None,
    segment: str | None = None,
) -> dict[str, Any]:
    """The customers one may see, newest first; `group` and `rule_tier` as of their profiles."""
    filters = {"kind": kind, "tier": tier, "stage": stage}
    more = {"industry": industry, "region": region, "owner": owner}
    more |= {"group": group, "rule_tier": rule_tier, "segment": segment}
    found = customers.customer_slice(actor, page.query(q, **filters, **more), page.after)
    return page.answer(found, shown)


@api.post(_PATH, status_code=201)
def create_customer(
    actor: CurrentActor, body: CustomerIn, response: Response, duplicates: Refusing = ""
) -> CustomerOut:
    """A new customer of one's own."""
    form = body.form(new=True)
    if duplicates:
        refuse_known(actor, "customer", form.name or "", list(form.points or []))
    public_id = customers.create_customer(actor, form, body.id)
    page = customers.customer_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)


@api.get(f"{_PATH}/duplicates")
def possible_duplicates(
    actor: CurrentActor, name: _Words = "", phone: _Words = "", email: _Words = ""
) -> Listed[KnownOut]:
    """Customers that may be the one being entered, the most certain first."""
    typed = {"phone": phone, "email": email}
    points = [read_point(kind, text) for kind, text in typed.items() if text.strip()]
    found = customers.possible_duplicates(actor, name, points)
    items = [KnownOut.model_validate(known_out(actor, row, "customer")) for row in found]
    return Listed(items=items, next=None)


@api.get(f"{_PATH}/{{public_id}}")
def read_customer(actor: CurrentActor, public_id: str, response: Response) -> CustomerOut:
    """One customer."""
    page = customers.customer_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_customer(
    actor: CurrentActor,
    public_id: str,
    body: CustomerChange,
    version: IfMatch,
    response: Response,
) -> CustomerOut:
    """Change what is sent; the rest stays."""
    customers.change_customer(actor, public_id, body.form(), version)
    return read_customer(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_customer(actor: CurrentActor, public_id: str, version: IfMatch) -> None:
    """Into the recycle bin."""
    customers.delete_customer(actor, public_id, version)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_customer(actor: CurrentActor, public_id: str, response: Response) -> CustomerOut:
    """Out of the recycle bin."""
    customers.restore_customer(actor, public_id)
    return read_customer(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/details", status_code=201)
def add_detail(actor: CurrentActor, public_id: str, body: DetailIn) -> DetailOut:
    """Something to remember about a customer."""
    return DetailOut(id=details.remember(actor, "customer", public_id, body.text), text=body.text)


@api.delete("/api/v1/details/{public_id}", status_code=204)
def remove_detail(actor: CurrentActor, public_id: str) -> None:
    """Forget a detail of a customer or a contact."""
    details.forget(actor, public_id)
