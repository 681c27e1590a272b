"""Relations of customers and contacts over REST, and the chart of a customer's people."""

from datetime import date
from typing import Literal

from fastapi import Response
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named_of
from crm_app.services import relations
from crm_app.services.relations import CHOICES, ROLES, PersonNode, RelationForm, RelationRow

_Record = Literal["customer", "contact"]


class OtherOut(Named):
    """The other one: a customer or a contact."""

    kind: str


class RelationOut(BaseModel):
    """How a record stands to another."""

    id: str
    kind: str
    other: OtherOut
    about: str
    note: str
    since: date | None


class RelationIn(Body):
    """A relation of a customer or contact to another one."""

    record: _Record
    record_id: str = Field(max_length=40)
    kind: Literal[tuple(CHOICES)]  # pyright: ignore[reportInvalidTypeForm]
    other_id: str = Field(max_length=40)
    note: str = Field(default="", max_length=200)
    since: date | None = None


class PersonOut(BaseModel):
    """A person at a customer; `depth` counts who stands above him there."""

    id: str
    name: str
    title: str
    department: str
    role: str
    depth: int
    reports_to: Named | None


class PlaceIn(Body):
    """The part somebody has when the customer buys, and whom there he reports to."""

    role: Literal[("", *ROLES)]  # pyright: ignore[reportInvalidTypeForm]
    reports_to: str = Field(default="", max_length=40)


def _shown(row: RelationRow) -> RelationOut:
    other = OtherOut(id=row.other.public_id, name=row.other.name, kind=row.other.kind)
    return RelationOut(
        id=row.public_id,
        kind=row.kind,
        other=other,
        about=row.about,
        note=row.note,
        since=row.since,
    )


def _person(one: PersonNode) -> PersonOut:
    return PersonOut(
        id=one.public_id,
        name=one.name,
        title=one.title,
        department=one.department,
        role=one.role,
        depth=one.depth,
        reports_to=named_of(one.boss),
    )


@api.get("/api/v1/customers/{public_id}/relations")
def customer_relations(actor: CurrentActor, public_id: str) -> Listed[RelationOut]:
    """How a customer stands to others."""
    rows = relations.relations_of(actor, "customer", public_id)
    return Listed(items=[_shown(row) for row in rows], next=None)


@api.get("/api/v1/contacts/{public_id}/relations")
def contact_relations(actor: CurrentActor, public_id: str) -> Listed[RelationOut]:
    """How a contact stands to others."""
    rows = relations.relations_of(actor, "contact", public_id)
    return Listed(items=[_shown(row) for row in rows], next=None)


@api.post("/api/v1/relations", status_code=201)
def add_relation(actor: CurrentActor, body: RelationIn) -> dict[str, str]:
    """One more relation."""
    since = f"{body.since}" if body.since else ""
    form = RelationForm(body.record, body.record_id, body.kind, body.other_id, body.note, since)
    return {"id": relations.relate(actor, form).public_id}


@api.delete("/api/v1/relations/{public_id}", status_code=204)
def end_relation(actor: CurrentActor, public_id: str) -> Response:
    """It is over, or was never so."""
    relations.unrelate(actor, public_id)
    return Response(status_code=204)


@api.get("/api/v1/customers/{public_id}/people")
def customer_people(actor: CurrentActor, public_id: str) -> Listed[PersonOut]:
    """The people at a customer, each below whom he reports to."""
    rows = relations.people_chart(actor, public_id)
    return Listed(items=[_person(one) for one in rows], next=None)


@api.put("/api/v1/customers/{public_id}/people/{contact_id}", status_code=204)
def place_person(actor: CurrentActor, public_id: str, contact_id: str, body: PlaceIn) -> Response:
    """Role and boss of a person at a customer."""
    relations.place(actor, public_id, contact_id, body.role, body.reports_to)
    return Response(status_code=204)
