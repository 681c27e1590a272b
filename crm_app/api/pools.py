"""The public pool over REST: looked through, claimed from, given back to, and its settings."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed
from crm_app.api.paging import IfMatch, PageAsked
from crm_app.core.listing import ListQuery
from crm_app.services import pools
from crm_app.services.pools import FairRow, MoveRow, PoolRow, SettingForm, SettingRow

_PATH = "/api/v1/pool"
_Words = Annotated[str, Query(max_length=200)]
_Day = Annotated[str, Query(max_length=10, description="2026-01-31")]


class PooledOut(BaseModel):
    """A lead of nobody; its numbers come with the claim. `barred_until`: not for the caller before."""

    id: str
    name: str
    company: str
    title: str
    region: str
    industry: str
    size: str
    source: str
    campaign: str
    note: str
    created_at: datetime
    since: datetime
    returns: int
    barred_until: str


class HoldingOut(BaseModel):
    """How many open leads the caller has and may have; 0: as many as he likes."""

    open: int
    most: int


class ReturnIn(Body):
    """Why it is given up: a key of the list `return_reason`, and words of one's own."""

    reason: str = Field(max_length=40)
    note: str = Field(default="", max_length=200)


class ClaimOut(BaseModel):
    """The lead that is the caller's now."""

    id: str


class PoolSettings(BaseModel):
    """What holds for the pool; a figure of 0 switches a thing off."""

    capacity: int
    recycle_days: int
    warn_days: int
    protect_days: int
    bar_days: int
    work_start: str
    work_end: str
    work_days: list[int]


class PoolSettingsOut(PoolSettings):
    """The settings with their version."""

    version: int


class PoolSettingsIn(Body, PoolSettings):
    """The settings as they are sent, all of them."""

    work_start: str = Field(max_length=5)
    work_end: str = Field(max_length=5)
    work_days: list[int] = Field(max_length=7)


class QuotaIn(Body):
    """One person's own limit; null: as for all."""

    most: int | None


class FairOut(BaseModel):
    """What came to one person and what became of it; `open`: what he has today."""

    id: str
    name: str
    team: str
    claimed: int
    assigned: int
    returned: int
    recycled: int
    converted: int
    open: int


class FairnessOut(BaseModel):
    """The report of a period."""

    first: date
    last: date
    people: list[FairOut]


class MoveOut(BaseModel):
    """One lead that came or went; `lead` is null where the caller may not open it."""

    kind: str
    at: datetime
    person: str
    by: str
    name: str
    lead: str | None
    text: str


def _shown(row: PoolRow) -> PooledOut:
    lists = {name: getattr(row, name).key for name in ("industry", "size", "source")}
    plain = {name: getattr(row, name) for name in PooledOut.model_fields if hasattr(row, name)}
    return PooledOut.model_validate(plain | lists | {"id": row.public_id})


def _person(row: FairRow) -> FairOut:
    plain = {name: getattr(row, name) for name in FairOut.model_fields if name != "id"}
    return FairOut(id=row.public_id, **plain)


def _move(row: MoveRow) -> MoveOut:
    plain = {name: getattr(row, name) for name in MoveOut.model_fields if name != "lead"}
    return MoveOut(lead=row.lead or None, **plain)


def _setting(row: SettingRow) -> PoolSettingsOut:
    plain = {name: getattr(row, name) for name in PoolSettingsOut.model_fields}
    return PoolSettingsOut.model_validate(plain)


@api.get(_PATH, response_model=Listed[PooledOut])
def list_pool(
    actor: CurrentActor,
    page: PageAsked,
    q: _Words = "",
    region: _Words = "",
    industry: _Words = "",
    source: _Words = "",
) -> dict[str, Any]:
    """The open leads of nobody, newest first, without their numbers."""
    asked = page.query(q, region=region, industry=industry, source=source)
    return page.answer(pools.pool_slice(actor, asked, page.after), _shown)


@api.get(f"{_PATH}/holding")
def read_holding(actor: CurrentActor) -> HoldingOut:
    """The caller's room."""
    return HoldingOut.model_validate(pools.holding(actor), from_attributes=True)


@api.post(f"{_PATH}/{{public_id}}/claim")
def claim_lead(actor: CurrentActor, public_id: str) -> ClaimOut:
    """Take a lead; 409 `pools.taken` when somebody was faster, `pools.full`, `pools.barred`."""
    return ClaimOut(id=pools.claim(actor, public_id))


@api.delete(f"{_PATH}/{{public_id}}/claim", status_code=204)
def unclaim_lead(actor: CurrentActor, public_id: str) -> None:
    """Take a claim back, for ten minutes and while nothing was done."""
    pools.unclaim(actor, public_id)


@api.post("/api/v1/leads/{public_id}/return", status_code=204)
def return_lead(actor: CurrentActor, public_id: str, body: ReturnIn) -> None:
    """Give a lead up; it lies in the pool for others."""
    pools.return_lead(actor, public_id, body.reason, body.note)


@api.delete("/api/v1/leads/{public_id}/return", status_code=204)
def take_back_lead(actor: CurrentActor, public_id: str) -> None:
    """Take a return back, for ten minutes and while nobody has claimed it."""
    pools.take_back(actor, public_id)


@api.get("/api/v1/pool-settings")
def read_pool_settings(actor: CurrentActor) -> PoolSettingsOut:
    """What holds."""
    return _setting(pools.pool_settings(actor))


@api.put("/api/v1/pool-settings")
def change_pool_settings(
    actor: CurrentActor, body: PoolSettingsIn, version: IfMatch
) -> PoolSettingsOut:
    """All settings anew."""
    sent = body.model_dump()
    days = tuple(str(day) for day in sent.pop("work_days"))
    form = SettingForm(**{name: str(value) for name, value in sent.items()}, work_days=days)
    pools.save_settings(actor, form, version)
    return _setting(pools.pool_settings(actor))


@api.put("/api/v1/users/{public_id}/lead-quota", status_code=204)
def set_quota(actor: CurrentActor, public_id: str, body: QuotaIn) -> None:
    """How many open leads one person may hold."""
    pools.set_quota(actor, public_id, "" if body.most is None else str(body.most))


@api.get("/api/v1/pool-report")
def read_fairness(actor: CurrentActor, first: _Day = "", last: _Day = "") -> FairnessOut:
    """Who claimed, was given, gave back, lost and converted how many leads; 90 days by default."""
    found = pools.fairness(actor, first, last)
    rows = [_person(row) for row in found.rows]
    return FairnessOut(first=found.first, last=found.last, people=rows)


@api.get("/api/v1/pool-moves", response_model=Listed[MoveOut])
def list_moves(
    actor: CurrentActor,
    who: _Words = "",
    what: Literal["", "claimed", "assigned", "returned", "recycled", "converted"] = "",
    first: _Day = "",
    last: _Day = "",
) -> dict[str, Any]:
    """The leads behind a figure of the report, the newest 200."""
    filters = {"who": who, "what": what, "first": first, "last": last}
    found = pools.moves(actor, ListQuery(filters=filters, size=200))
    return {"items": [_move(row) for row in found.rows], "next": None}
