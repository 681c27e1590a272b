"""Records that may be one, over REST: what waits, and what is decided."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.core.errors import Conflict
from crm_app.core.permissions import Actor
from crm_app.locales.catalog import say
from crm_app.services import contacts, customers, duplicates, leads
from crm_app.services.duplicates import PairRow, Side
from crm_app.services.points import Point

_PATH = "/api/v1/duplicates"
Kind = Literal["contact", "customer"]
Refusing = Annotated[
    Literal["", "refuse"],
    Query(description="refuse: answer 409 where the record is probably known already"),
]


class KnownOut(BaseModel):
    """A record that may be the one being entered; `score` is the certainty from 0 to 1, `why` says
    the reasons in words."""

    id: str
    kind: str = ""
    name: str
    score: float
    certainty: str
    reasons: tuple[str, ...]
    why: str
    open_deals: int = 0


class SideOut(BaseModel):
    """One record of a pair."""

    id: str
    name: str
    note: str
    phone: str
    email: str
    owner: str


class PairOut(BaseModel):
    """Two records that may be one; `score` is the certainty from 0 to 1."""

    id: str
    kind: str
    score: float
    certainty: str
    reasons: tuple[str, ...]
    status: str
    a: SideOut
    b: SideOut


class ValueOut(BaseModel):
    """A field side by side, and whose value would stay: a, b, or both."""

    field: str
    a: str
    b: str
    chosen: str


class WholeOut(PairOut):
    """A pair with its fields; `moving` counts the rows that would go to the kept record."""

    values: list[ValueOut]
    moving: dict[str, int]
    keep: str


class DecisionIn(Body):
    """What the two are. `keep` is the side that stays; `choices` names sides of single fields."""

    decision: Literal["merge", "different", "later", "open"]
    keep: Literal["a", "b"] = "a"
    rule: Literal["kept", "newest", "fullest", "verified"] = "kept"
    choices: dict[str, Literal["a", "b"]] = Field(default_factory=dict, max_length=200)


class DecisionOut(BaseModel):
    """`merge` undoes it at `/merges/{id}/undo`; empty where nothing was merged."""

    id: str
    status: str
    merge: str


class MergeOut(BaseModel):
    """A merge that can be undone."""

    id: str
    kind: str
    keep: str
    name: str
    merged: str
    by: str
    at: datetime


class UndoneOut(BaseModel):
    """The fields that were changed since the merge, and stay."""

    kept: list[str]


@api.get(_PATH)
def list_duplicates(
    actor: CurrentActor,
    kind: Kind = "contact",
    status: Literal["open", "later", "different"] = "open",
    certainty: Literal["", "sure", "likely", "maybe"] = "",
    owner: Annotated[str, Query(max_length=64)] = "",
    cursor: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Listed[PairOut]:
    """Pairs both of whose records one may see, the most certain first, fifty at a time."""
    page = duplicates.pairs(actor, kind, status, owner, certainty, cursor)
    after = str(page.page + 1) if page.page < page.pages and cursor <= page.pages else None
    rows = page.rows if cursor <= page.pages else []
    return Listed(items=[PairOut.model_validate(_pair(row)) for row in rows], next=after)


@api.get(f"{_PATH}/{{public_id}}")
def read_duplicate(
    actor: CurrentActor, public_id: str, keep: Literal["", "a", "b"] = ""
) -> WholeOut:
    """A pair with its fields side by side and what a merge would move."""
    whole = duplicates.pair(actor, public_id, keep)
    values = [ValueOut(field=v.field, a=v.a, b=v.b, chosen=v.chosen) for v in whole.fields]
    moving = {one.kind: one.count for one in whole.moving}
    return WholeOut.model_validate(
        {**_pair(whole.row), "values": values, "moving": moving, "keep": whole.keep}
    )


@api.post(f"{_PATH}/{{public_id}}/decision")
def decide_duplicate(actor: CurrentActor, public_id: str, body: DecisionIn) -> DecisionOut:
    """Merge the two, tell them apart for good, put it off, or open it again; merged ones 409."""
    if body.decision == "merge":
        made = duplicates.merge_pair(actor, public_id, body.keep, body.choices, body.rule)
        return DecisionOut(id=public_id, status="merged", merge=made.public_id)
    duplicates.decide(actor, public_id, body.decision)
    return DecisionOut(id=public_id, status=body.decision, merge="")


@api.post(f"{_PATH}/search", status_code=202)
def search_duplicates(actor: CurrentActor) -> dict[str, str]:
    """Search all records anew in the background; `/jobs/{id}` says how it goes."""
    return {"id": duplicates.ask_search(actor)}


@api.get("/api/v1/merges")
def list_merges(actor: CurrentActor, kind: Kind = "contact") -> Listed[MergeOut]:
    """The last merges that can be undone."""
    rows = duplicates.merges(actor, kind)
    items = [
        MergeOut(
            id=row.public_id,
            kind=row.kind,
            keep=row.keep,
            name=row.keep_name,
            merged=row.other_name,
            by=row.by,
            at=row.at,
        )
        for row in rows
    ]
    return Listed(items=items, next=None)


@api.post("/api/v1/merges/{public_id}/undo")
def undo_merge(actor: CurrentActor, public_id: str, kind: Kind = "contact") -> UndoneOut:
    """Both records as they were before; what was changed since stays and is named."""
    part = contacts.unmerge_contact if kind == "contact" else customers.unmerge_customer
    return UndoneOut(kept=part(actor, public_id))


def known_out(actor: Actor, row: Any, kind: str = "") -> dict[str, Any]:
    """A candidate of any of the three kinds as it goes out."""
    said = [say(actor.language, f"duplicate.reason.{code}") for code in row.reasons]
    why = (", " if actor.language == "en" else "、").join(said)
    given = {"id": row.public_id, "kind": kind or row.kind, "score": row.percent / 100, "why": why}
    return {**asdict(row), **given}


def refuse_known(
    actor: Actor, kind: Kind | Literal["lead"], name: str, points: list[Point], company: str = ""
) -> None:
    """409 with the ids of those that a new record probably is."""
    found: Sequence[Any]
    if kind == "lead":
        found = leads.possible_duplicates(actor, name, company, points)
    elif kind == "contact":
        found = contacts.possible_duplicates(actor, name, points, company)
    else:
        found = customers.possible_duplicates(actor, name, points)
    ids = [row.public_id for row in found if row.percent >= 50]
    if ids:
        raise Conflict("duplicates.known", count=len(ids), ids=", ".join(ids))


def _pair(row: PairRow) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "kind": row.kind,
        "score": row.percent / 100,
        "certainty": row.certainty,
        "reasons": row.reasons,
        "status": row.status,
        "a": _side(row.a),
        "b": _side(row.b),
    }


def _side(side: Side) -> dict[str, Any]:
    return {**asdict(side), "id": side.public_id}
