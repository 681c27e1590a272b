"""Who takes part in approvals over REST: one more approver, who is told, comments, exports."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact
from crm_app.api.approval_bodies import ApprovalOut, Said, shown
from crm_app.api.approvals import read_approval
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Named, named
from crm_app.api.paging import created
from crm_app.core.listing import ListQuery
from crm_app.services import approvals

_PATH = "/api/v1/approvals"
_Day = Annotated[str, Query(max_length=10)]


class Signer(Body):
    """One more approver, before or after oneself."""

    person: str = Field(max_length=60)
    when: Literal["before", "after"]
    reason: str = Field(default="", max_length=500)


class Told(Body):
    """People who see it and decide nothing."""

    people: list[Annotated[str, Field(max_length=60)]] = Field(max_length=20)


class Comment(Body):
    """What one has to say."""

    text: str = Field(max_length=500)


class ExportIn(Body):
    """The list to be taken out: its words, filters and order, and what it is for."""

    listing: Literal["customers", "contacts", "leads"]
    reason: str = Field(max_length=500)
    q: str = Field(default="", max_length=200)
    sort: str = Field(default="", max_length=40)
    filters: dict[str, str] = Field(default={}, max_length=20)


class DeciderOut(BaseModel):
    """One approver's answers, and how long they took in seconds."""

    person: Named | None
    decided: int
    approved: int
    share: int
    median_seconds: int
    p90_seconds: int


class LeakOut(BaseModel):
    """What was given away of the list prices in sent offers, by a seller or of a product."""

    id: str
    name: Said
    quotes: int
    listed: Exact
    given: Exact
    percent: Exact
    currency: str


class ThroughputOut(BaseModel):
    """A period in figures."""

    starts: date
    ends: date
    asked: int
    waiting: int
    decided: int
    approved: int
    share: int
    median_seconds: int
    p90_seconds: int
    deciders: list[DeciderOut]
    sellers: list[LeakOut]
    products: list[LeakOut]


@api.post(f"{_PATH}/{{public_id}}/signers", status_code=201)
def add_signer(
    actor: CurrentActor, public_id: str, body: Signer, response: Response
) -> ApprovalOut:
    """Bring one more approver in; whose turn it is may."""
    approvals.add_signer(actor, public_id, body.person, body.when, body.reason)
    return read_approval(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/copies", status_code=201)
def copy_request(
    actor: CurrentActor, public_id: str, body: Told, response: Response
) -> ApprovalOut:
    """Let people know of a request."""
    approvals.copy_request(actor, public_id, body.people)
    return read_approval(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/comments", status_code=201)
def comment(actor: CurrentActor, public_id: str, body: Comment, response: Response) -> ApprovalOut:
    """Say something about a request one sees."""
    approvals.comment(actor, public_id, body.text)
    return read_approval(actor, public_id, response)


@api.post("/api/v1/export-approvals", status_code=201)
def ask_for_export(actor: CurrentActor, body: ExportIn, response: Response) -> ApprovalOut:
    """Ask to take a list out; 409 where nobody has to agree, or it is asked already."""
    filters = {name: value for name, value in body.filters.items() if value}
    asked = ListQuery(body.q, filters, body.sort)
    public_id = approvals.ask_for_export(actor, body.listing, asked, body.reason)
    case = approvals.approval_case(actor, public_id)
    created(response, f"{_PATH}/{public_id}", case.row.version)
    return shown(case)


@api.get("/api/v1/reports/approvals")
def throughput(actor: CurrentActor, starts: _Day = "", ends: _Day = "") -> ThroughputOut:
    """How approvals go in a period (dates, both included; without them the last ninety days)."""
    found = approvals.throughput(actor, starts, ends)
    known = {name: getattr(found, name) for name in ThroughputOut.model_fields}
    return ThroughputOut.model_validate(
        known
        | {
            "deciders": [
                _plain(one, DeciderOut) | {"person": _person(one)} for one in found.deciders
            ],
            "sellers": [_leak(one) for one in found.sellers],
            "products": [_leak(one) for one in found.products],
        }
    )


def _person(row: Any) -> Named | None:
    return named(row.person.public_id, row.person.name)


def _leak(row: Any) -> dict[str, Any]:
    known = _plain(row, LeakOut, "id", "name")
    return known | {"id": row.key, "name": Said(zh=row.name.zh, en=row.name.en)}


def _plain(row: Any, model: type[BaseModel], *but: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in model.model_fields if name not in (*but, "person")}
