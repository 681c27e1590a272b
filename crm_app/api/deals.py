"""Deals and pipelines over REST."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named
from crm_app.api.custom_values import CustomBody, custom_out
from crm_app.api.paging import CustomPageAsked, IfMatch, created, tag
from crm_app.services import deals
from crm_app.services.choices import Option
from crm_app.services.deals import Collaborator, DealForm, DealPage, DealRow

_PATH = "/api/v1/deals"
_FIELDS = (
    *("name", "customer", "contact", "amount", "currency", "expected_close"),
    *("competitor", "owner"),
)

_FILLED = ("amount", "currency", "expected_close", "contact", "competitor")


class StageOut(BaseModel):
    """A stage by key, with its names."""

    key: str
    zh: str
    en: str

    @classmethod
    def of(cls, stage: Option) -> "StageOut":
        """From the stage of a row."""
        return cls(key=stage.key, zh=stage.zh, en=stage.en)


class DealBrief(BaseModel):
    """A deal in a list; `weighted` is the amount times the stage's probability."""

    id: str
    version: int
    name: str
    customer: Named | None
    stage: str
    stage_kind: str
    probability: int
    amount: Exact
    weighted: Exact
    currency: str
    expected_close: date | None
    days: int
    is_stuck: bool
    owner: Named | None
    updated_at: datetime | None


class CollaboratorOut(BaseModel):
    """Somebody with whom the deal is shared: `rights` is view or edit."""

    id: str
    name: str
    rights: str
    reason: str


class MoveOut(BaseModel):
    """The deal entered a stage; `origin` is null where it began."""

    origin: StageOut | None
    target: StageOut
    at: datetime
    by: str
    reason: str


class DealOut(DealBrief):
    """A deal whole."""

    contact: Named | None
    competitor: str
    lost_reason: str
    created_at: datetime | None
    closed_at: datetime | None
    moves: list[MoveOut]
    won_reason: str
    missing: list[str]
    reasons: list[str]
    near_views: int
    collaborators: list[CollaboratorOut]
    custom: dict[str, Any]


class _Fields(CustomBody):
    contact: str | None = None
    amount: Number | None = None
    currency: str | None = None
    expected_close: str | None = None
    competitor: str | None = Field(default=None, max_length=120)
    owner: str | None = None


class DealIn(_Fields):
    """A new deal; the client may bring the id; `stage` is a key, the first one without it, of
    `pipeline` (key or id) or the main one.
    """

    id: str | None = None
    name: str = Field(max_length=200)
    customer: str
    stage: str | None = None
    pipeline: str | None = None


class DealChange(_Fields):
    """What is to change of a deal; its stage moves by POST /stage."""

    name: str | None = Field(default=None, max_length=200)
    customer: str | None = None


class StageMove(CustomBody):
    """Where a deal goes, with what that stage needs; losing and opening again need `reason`.
    `customer_custom`: custom fields of its customer, where the stage asks for them.
    """

    stage: str
    reason: str = Field(default="", max_length=200)
    amount: Number | None = None
    currency: str | None = None
    expected_close: str | None = None
    contact: str | None = None
    competitor: str | None = Field(default=None, max_length=120)
    customer_custom: dict[str, Any] | None = None


class ReasonIn(Body):
    """Why a closed deal ended as it did: a key of the list, or words."""

    reason: str = Field(max_length=200)


class CollaboratorIn(Body):
    """A colleague: `rights` is view or edit."""

    user: str
    rights: str = "edit"


def _references(row: DealRow | DealPage) -> dict[str, Any]:
    return {
        "customer": named(row.customer_public_id, row.customer),
        "owner": named(row.owner_public_id, row.owner),
        "stage": row.stage.key,
    }


def brief(row: DealRow) -> DealBrief:
    """A deal of a list as it goes out."""
    return DealBrief.model_validate(fields_of(row, DealBrief) | _references(row))


def collaborator(row: Collaborator) -> CollaboratorOut:
    """A collaborator as he goes out."""
    return CollaboratorOut.model_validate(fields_of(row, CollaboratorOut))


def shown(page: DealPage) -> DealOut:
    """A deal as it goes out."""
    moves = [
        MoveOut(
            origin=StageOut.of(move.origin) if move.origin.key else None,
            target=StageOut.of(move.target),
            at=move.at,
            by=move.by,
            reason=move.reason,
        )
        for move in page.moves
    ]
    more = {
        "contact": named(page.contact_public_id, page.contact),
        "lost_reason": page.lost_reason.key,
        "won_reason": page.won_reason.key,
        "collaborators": [collaborator(one) for one in page.collaborators],
        "moves": moves,
        "custom": custom_out(page.custom),
    }
    return DealOut.model_validate(fields_of(page, DealOut) | _references(page) | more)


@api.get(_PATH, response_model=Listed[DealBrief])
def list_deals(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: CustomPageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    stage: str | None = None,
    state: str | None = None,
    owner: str | None = None,
    customer: str | None = None,
    currency: str | None = None,
    pipeline: str | None = None,
    competitor: str | None = None,
    amount_from: str | None = None,
    amount_to: str | None = None,
    close_from: str | None = None,
    close_to: str | None = None,
    closed_from: str | None = None,
    closed_to: str | None = None,
    forecast: str | None = None,
    counted: str | None = None,
    under: str | None = None,
    passed: str | None = None,
    beyond: str | None = None,
    sold: str | None = None,
    region: str | None = None,
    lost_reason: str | None = None,
    won_reason: str | None = None,
) -> dict[str, Any]:
    """The deals one may see, newest first; `state` is open, won, lost, closed or stuck.

    `under`: of a team and those below it; `passed`: has entered that stage, `beyond`: and a later
    one; `sold`: an accepted quote has that product (with ":CNY": and is in that currency);
    `counted`: what a number of a forecast holds (2026-11:commit, :best, :weighted); "-" stands for
    no reason, region, competitor.
    """
    filters = {"stage": stage, "state": state, "owner": owner, "pipeline": pipeline}
    filters |= {"amount_from": amount_from, "amount_to": amount_to, "competitor": competitor}
    filters |= {"close_from": close_from, "close_to": close_to, "closed_from": closed_from}
    filters |= {"closed_to": closed_to, "forecast": forecast, "under": under, "passed": passed}
    filters |= {"counted": counted}
    filters |= {"beyond": beyond, "sold": sold, "region": region}
    filters |= {"lost_reason": lost_reason, "won_reason": won_reason}
    asked = page.query(q, **filters, customer=customer, currency=currency)
    return page.answer(deals.deal_slice(actor, asked, page.after), brief)


@api.post(_PATH, status_code=201)
def create_deal(actor: CurrentActor, body: DealIn, response: Response) -> DealOut:
    """A new deal of one's own, or of `owner`."""
    more = body.custom_form(new=True)
    form = DealForm(**body.given(*_FIELDS), stage=body.stage, pipeline=body.pipeline, **more)
    public_id = deals.create_deal(actor, form, body.id)
    page = deals.deal_page(actor, public_id)
    created(response, f"{_PATH}/{public_id}", page.version)
    return shown(page)


@api.get(f"{_PATH}/{{public_id}}")
def read_deal(actor: CurrentActor, public_id: str, response: Response) -> DealOut:
    """One deal, with the stages it has been through."""
    page = deals.deal_page(actor, public_id)
    tag(response, page.version)
    return shown(page)


@api.patch(f"{_PATH}/{{public_id}}")
def change_deal(
    actor: CurrentActor, public_id: str, body: DealChange, version: IfMatch, response: Response
) -> DealOut:
    """Change what is sent."""
    deals.change_deal(
        actor, public_id, DealForm(**body.given(*_FIELDS), **body.custom_form()), version
    )
    return read_deal(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/stage")
def move_deal(actor: CurrentActor, public_id: str, body: StageMove, response: Response) -> DealOut:
    """Move a deal: 422 `deals.fields_missing` with `fields` where the stage needs more."""
    of_customer = body.customer_custom
    fill = DealForm(**body.given(*_FILLED), custom=body.custom, customer_custom=of_customer)
    deals.move_deal(actor, public_id, body.stage, reason=body.reason, fill=fill)
    return read_deal(actor, public_id, response)


@api.put(f"{_PATH}/{{public_id}}/reason")
def name_reason(actor: CurrentActor, public_id: str, body: ReasonIn, response: Response) -> DealOut:
    """Why a closed deal was won or lost: 409 for an open one."""
    deals.name_reason(actor, public_id, body.reason)
    return read_deal(actor, public_id, response)


@api.get(f"{_PATH}/{{public_id}}/collaborators")
def list_collaborators(actor: CurrentActor, public_id: str) -> Listed[CollaboratorOut]:
    """With whom a deal is shared."""
    found = deals.collaborators(actor, public_id)
    return Listed(items=[collaborator(row) for row in found], next=None)


@api.post(f"{_PATH}/{{public_id}}/collaborators", status_code=201)
def add_collaborator(
    actor: CurrentActor, public_id: str, body: CollaboratorIn
) -> Listed[CollaboratorOut]:
    """Share a deal, or change the rights; for its owner and those above him."""
    deals.add_collaborator(actor, public_id, body.user, body.rights)
    return list_collaborators(actor, public_id)


@api.delete(f"{_PATH}/{{public_id}}/collaborators/{{user}}", status_code=204)
def remove_collaborator(actor: CurrentActor, public_id: str, user: str) -> None:
    """Share it no longer."""
    deals.remove_collaborator(actor, public_id, user)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_deal(actor: CurrentActor, public_id: str) -> None:
    """Into the recycle bin."""
    deals.delete_deal(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_deal(actor: CurrentActor, public_id: str, response: Response) -> DealOut:
    """Out of the recycle bin."""
    deals.restore_deal(actor, public_id)
    return read_deal(actor, public_id, response)
