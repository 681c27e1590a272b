"""Deals and pipelines over REST."""

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.base import CurrentActor, api
from crm_app.api.bodies import Body, Listed, Named, named
from crm_app.api.paging import IfMatch, PageAsked, created, tag
from crm_app.services import deals
from crm_app.services.choices import Option
from crm_app.services.deals import DealForm, DealPage, DealRow

_PATH = "/api/v1/deals"
_FIELDS = (
    *("name", "customer", "contact", "amount", "currency", "expected_close"),
    *("competitor", "owner"),
)


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


class MoveOut(BaseModel):
    """The deal entered a stage; `origin` is null where it began."""

    origin: StageOut | None
    target: StageOut
    at: datetime
    by: str


class DealOut(DealBrief):
    """A deal whole."""

    contact: Named | None
    competitor: str
    lost_reason: str
    created_at: datetime | None
    closed_at: datetime | None
    moves: list[MoveOut]


class _Fields(Body):
    contact: str | None = None
    amount: Number | None = None
    currency: str | None = None
    expected_close: str | None = None
    competitor: str | None = Field(default=None, max_length=120)
    owner: str | None = None


class DealIn(_Fields):
    """A new deal; the client may bring the id; `stage` is a key, the first one without it."""

    id: str | None = None
    name: str = Field(max_length=200)
    customer: str
    stage: str | None = None


class DealChange(_Fields):
    """What is to change of a deal; its stage moves by POST /stage."""

    name: str | None = Field(default=None, max_length=200)
    customer: str | None = None


class StageMove(Body):
    """Where a deal goes, with what that stage needs; losing needs `reason`."""

    stage: str
    reason: str = Field(default="", max_length=200)
    amount: Number | None = None
    expected_close: str | None = None


class PipelineStage(StageOut):
    """A stage of a pipeline; a gated one needs amount and expected close."""

    id: str
    kind: str
    rank: int
    probability: int
    age_limit_days: int
    is_gated: bool


class PipelineOut(BaseModel):
    """A pipeline with its stages in order."""

    id: str
    key: str
    zh: str
    en: str
    stages: list[PipelineStage]


def _references(row: DealRow | DealPage) -> dict[str, Any]:
    return {
        "customer": named(row.customer_public_id, row.customer),
        "owner": named(row.owner_public_id, row.owner),
        "stage": row.stage.key,
    }


def brief(row: DealRow) -> DealBrief:
    """A deal of a list as it goes out."""
    return DealBrief.model_validate(fields_of(row, DealBrief) | _references(row))


def shown(page: DealPage) -> DealOut:
    """A deal as it goes out."""
    moves = [
        MoveOut(
            origin=StageOut.of(move.origin) if move.origin.key else None,
            target=StageOut.of(move.target),
            at=move.at,
            by=move.by,
        )
        for move in page.moves
    ]
    more = {
        "contact": named(page.contact_public_id, page.contact),
        "lost_reason": page.lost_reason.key,
        "moves": moves,
    }
    return DealOut.model_validate(fields_of(page, DealOut) | _references(page) | more)


@api.get("/api/v1/pipelines")
def list_pipelines(actor: CurrentActor) -> list[PipelineOut]:
    """All pipelines, the main one first."""
    return [
        PipelineOut(
            id=row.public_id,
            key=row.key,
            zh=row.zh,
            en=row.en,
            stages=[
                PipelineStage.model_validate(fields_of(stage, PipelineStage))
                for stage in row.stages
            ],
        )
        for row in deals.pipelines(actor)
    ]


@api.get(_PATH, response_model=Listed[DealBrief])
def list_deals(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    page: PageAsked,
    q: Annotated[str, Query(max_length=200)] = "",
    stage: str | None = None,
    state: str | None = None,
    owner: str | None = None,
    customer: str | None = None,
    currency: str | None = None,
) -> dict[str, Any]:
    """The deals one may see, newest first; `state` is open, won, lost or stuck."""
    filters = {"stage": stage, "state": state, "owner": owner}
    asked = page.query(q, **filters, customer=customer, currency=currency)
    return page.answer(deals.deal_slice(actor, asked, page.after), brief)


@api.post(_PATH, status_code=201)
def create_deal(actor: CurrentActor, body: DealIn, response: Response) -> DealOut:
    """A new deal of one's own, or of `owner`."""
    form = DealForm(**body.given(*_FIELDS), stage=body.stage)
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
    deals.change_deal(actor, public_id, DealForm(**body.given(*_FIELDS)), version)
    return read_deal(actor, public_id, response)


@api.post(f"{_PATH}/{{public_id}}/stage")
def move_deal(actor: CurrentActor, public_id: str, body: StageMove, response: Response) -> DealOut:
    """Move a deal: 422 `deals.fields_missing` with `fields` where the stage needs more."""
    fill = DealForm(**body.given("amount", "expected_close"))
    deals.move_deal(actor, public_id, body.stage, reason=body.reason, fill=fill)
    return read_deal(actor, public_id, response)


@api.delete(f"{_PATH}/{{public_id}}", status_code=204)
def delete_deal(actor: CurrentActor, public_id: str) -> None:
    """Into the recycle bin."""
    deals.delete_deal(actor, public_id)


@api.post(f"{_PATH}/{{public_id}}/restore")
def restore_deal(actor: CurrentActor, public_id: str, response: Response) -> DealOut:
    """Out of the recycle bin."""
    deals.restore_deal(actor, public_id)
    return read_deal(actor, public_id, response)
