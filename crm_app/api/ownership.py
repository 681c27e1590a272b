"""Who holds what, and requests for it, over REST."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from limits import parse
from pydantic import BaseModel, Field

from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named
from crm_app.core.errors import Limited
from crm_app.core.limiter import allowed
from crm_app.core.listing import ListQuery
from crm_app.services import ownership
from crm_app.services.ownership import Asked, RequestRow
from crm_app.services.points import Point, read_point

_PATH = "/api/v1/ownership-requests"
# Enough for typing and for a program that asks before it writes; too few to try out numbers.
_LOOKS = parse("60/minute")
_Words = Annotated[str, Query(max_length=200)]


class HolderOut(BaseModel):
    """A record that is somebody's; `name` and `last_touch` only where one may see it."""

    kind: str
    record: str
    name: str
    owner: str
    since: datetime
    last_touch: datetime | None
    reason: str
    may_see: bool
    is_mine: bool
    in_pool: bool
    asked: bool


class RequestIn(Body):
    """What is asked for; phone, email, wechat or company is what one typed and found it by."""

    wish: Literal["share", "transfer"]
    kind: Literal["lead", "contact", "customer"]
    record: str
    reason: str = Field(max_length=300)
    phone: str = Field(default="", max_length=60)
    email: str = Field(default="", max_length=200)
    wechat: str = Field(default="", max_length=200)
    company: str = Field(default="", max_length=200)


class DecisionIn(Body):
    """Yes or no, once."""

    agree: bool
    answer: str = Field(default="", max_length=300)


class RequestOut(BaseModel):
    """A request; `record` is null where one may not see it."""

    id: str
    wish: str
    kind: str
    record: Named | None
    asker: Named | None
    holder: Named | None
    reason: str
    status: str
    answer: str
    decided_by: str
    decided_at: datetime | None
    created_at: datetime
    can_decide: bool


def _points(phone: str, email: str, wechat: str) -> list[Point]:
    typed = {"phone": phone, "email": email, "wechat": wechat}
    return [read_point(kind, text) for kind, text in typed.items() if text.strip()]


def _shown(row: RequestRow) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in RequestOut.model_fields if hasattr(row, name)}
    people = {
        name: named(plain[name].public_id, plain[name].name)
        for name in ("record", "asker", "holder")
    }
    return plain | people | {"id": row.public_id}


@api.get("/api/v1/holders", response_model=Listed[HolderOut])
def who_holds(
    actor: CurrentActor,
    phone: _Words = "",
    email: _Words = "",
    wechat: _Words = "",
    company: _Words = "",
) -> dict[str, Any]:
    """Whose the number, address or company is, as lead, contact or customer; 60 a minute."""
    if not allowed(_LOOKS, "holders", str(actor.user_id)):
        refusal = Limited("api.too_often")
        refusal.again_after = 60
        raise refusal
    found = ownership.who_holds(actor, _points(phone, email, wechat), company)
    return {"items": found, "next": None}


@api.get(_PATH, response_model=Listed[RequestOut])
def list_requests(
    actor: CurrentActor,
    box: Annotated[str | None, Query(description="waiting or mine")] = None,
    status: str | None = None,
) -> dict[str, Any]:
    """The newest requests one may see."""
    filters = {name: value for name, value in (("box", box), ("status", status)) if value}
    rows = ownership.request_list(actor, ListQuery(filters=filters, size=200)).rows
    return {"items": [_shown(row) for row in rows], "next": None}


@api.post(_PATH, status_code=201)
def ask_for(actor: CurrentActor, body: RequestIn) -> dict[str, str]:
    """Ask the owner to share a record or to hand it over."""
    points = tuple(_points(body.phone, body.email, body.wechat))
    asked = Asked(body.wish, body.kind, body.record, body.reason, points, body.company)
    return {"id": ownership.ask_for(actor, asked)}


@api.get(f"{_PATH}/{{public_id}}", response_model=RequestOut)
def read_request(actor: CurrentActor, public_id: str) -> dict[str, Any]:
    """One request."""
    return _shown(ownership.request_page(actor, public_id))


@api.post(f"{_PATH}/{{public_id}}/decision", response_model=RequestOut)
def decide(actor: CurrentActor, public_id: str, body: DecisionIn) -> dict[str, Any]:
    """Yes or no by the owner or his manager; a second decision is refused with 409."""
    ownership.decide(actor, public_id, agree=body.agree, answer=body.answer)
    # Who gave it away may see the request no longer: the answer says what came of it.
    return _shown(ownership.request_page(actor, public_id))


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def withdraw(actor: CurrentActor, public_id: str) -> None:
    """Who asked takes it back."""
    ownership.withdraw(actor, public_id)
