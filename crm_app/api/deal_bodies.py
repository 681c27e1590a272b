"""Deals as they are sent over REST, and as they go out."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from crm_app.api.amounts import Exact, Number, fields_of
from crm_app.api.bodies import Body, Named, named
from crm_app.api.custom_values import CustomBody, custom_out
from crm_app.services.choices import Option
from crm_app.services.deals import Collaborator, DealPage, DealRow

FIELDS = (
    *("name", "customer", "contact", "amount", "currency", "expected_close"),
    *("competitor", "owner"),
)
FILLED = ("amount", "currency", "expected_close", "contact", "competitor")


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
