"""The board over REST: what the page draws its columns from."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from crm_app.api.amounts import Exact
from crm_app.api.base import CurrentActor, api
from crm_app.api.paging import CustomFilters
from crm_app.core.listing import ListQuery
from crm_app.services import deals


class _FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SumOut(_FromRow):
    """A sum in one currency."""

    amount: Exact
    currency: str


class StageHead(_FromRow):
    """The stage of a column."""

    key: str
    zh: str
    en: str
    kind: str
    age_limit_days: int


class OwnOut(_FromRow):
    """The value of a field of the company's own that stands in lists."""

    label_zh: str
    label_en: str
    zh: str
    en: str


class CardOut(_FromRow):
    """A deal on the board; `next_due` is a day, a moment or empty."""

    id: str = Field(validation_alias="public_id")
    name: str
    customer: str
    amount: Exact
    currency: str
    expected_close: date | None
    days: int
    is_stuck: bool
    owner: str
    next_step: str
    next_due: str
    reasons: list[str]
    near_views: int
    near_window_days: int
    custom: list[OwnOut]


class AboutOut(_FromRow):
    """What sums in several currencies are worth in the house's own; those `missing` are not in it."""

    amount: Exact
    currency: str
    missing: list[str]


class ColumnOut(_FromRow):
    """A column: counts and sums are of all its deals, the cards are the first 25."""

    stage: StageHead
    count: int
    sums: list[SumOut]
    weighted: list[SumOut]
    about: AboutOut | None
    weighted_about: AboutOut | None
    cards: list[CardOut]


class CellOut(_FromRow):
    """A stage within a lane."""

    stage: str
    count: int
    cards: list[CardOut]


class LaneOut(_FromRow):
    """A lane: the deals of one owner, team or tier; counts and sums are of all of them."""

    key: str
    zh: str
    en: str
    count: int
    sums: list[SumOut]
    weighted: list[SumOut]
    about: AboutOut | None
    weighted_about: AboutOut | None
    cells: list[CellOut]


class Filters(BaseModel):
    """What the board shows. Routes refuse other parameters, but for fields of the company's own."""

    q: str = Field(default="", max_length=200)
    sort: str = ""
    owner: str = ""
    customer: str = ""
    state: str = ""
    pipeline: str = ""
    team: str = ""
    tier: str = ""
    competitor: str = ""
    stage: str = ""
    currency: str = ""
    lost_reason: str = ""
    won_reason: str = ""
    closed_from: str = ""
    closed_to: str = ""
    passed: str = ""
    beyond: str = ""
    region: str = ""
    industry: str = ""
    size: str = ""
    source: str = ""
    product: str = ""
    sold: str = ""
    under: str = ""
    forecast: str = ""
    counted: str = ""
    amount_from: str = ""
    amount_to: str = ""
    close_from: str = ""
    close_to: str = ""
    where: str = ""

    def asked(self, own: CustomFilters, page: int = 1) -> ListQuery:
        """As a query of the service; `own` are the filters by fields of the company's own."""
        filters = self.model_dump(exclude={"q", "sort", "page", "by", "cards"})
        return ListQuery(self.q, filters | own.filters, self.sort, page)


class BoardAsked(Filters):
    """The columns, with their first cards unless `cards` is false."""

    cards: bool = True


class LanesAsked(Filters):
    """The lanes of a board."""

    by: Literal["owner", "team", "tier"]


class MoreAsked(Filters):
    """Another page of a column's cards."""

    page: int = Field(ge=1)


_Own = Annotated[CustomFilters, Depends()]


@api.get("/api/v1/board")
def read_board(
    actor: CurrentActor, asked: Annotated[BoardAsked, Query()], own: _Own
) -> list[ColumnOut]:
    """The columns of a pipeline in order."""
    columns = deals.board(actor, asked.asked(own), cards=asked.cards)
    return [ColumnOut.model_validate(column) for column in columns]


@api.get("/api/v1/board-lanes")
def read_lanes(
    actor: CurrentActor, asked: Annotated[LanesAsked, Query()], own: _Own
) -> list[LaneOut]:
    """The lanes of a board, by owner, team or tier, the fullest first."""
    lanes = deals.board_lanes(actor, asked.asked(own), asked.by)
    return [LaneOut.model_validate(lane) for lane in lanes]


@api.get("/api/v1/board/{stage}")
def read_more_cards(
    actor: CurrentActor, stage: str, asked: Annotated[MoreAsked, Query()], own: _Own
) -> list[CardOut]:
    """A page of 25 cards of one column."""
    found = deals.more_cards(actor, asked.asked(own, asked.page), stage)
    return [CardOut.model_validate(card) for card in found]
