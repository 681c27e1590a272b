"""The board over REST: what the page draws its columns from."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from crm_app.api.amounts import Exact
from crm_app.api.base import CurrentActor, api
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


class CardOut(_FromRow):
    """A deal on the board; `next_due` is a day, a moment or empty."""

    public_id: str
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


class ColumnOut(_FromRow):
    """A column: counts and sums are of all its deals, the cards are the first 25."""

    stage: StageHead
    count: int
    sums: list[SumOut]
    weighted: list[SumOut]
    cards: list[CardOut]


def _asked(q: str, sort: str, owner: str, state: str, page: int = 1) -> ListQuery:
    return ListQuery(q, {"owner": owner, "state": state}, sort, page)


@api.get("/api/v1/board")
def read_board(
    actor: CurrentActor,
    q: Annotated[str, Query(max_length=200)] = "",
    sort: str = "",
    owner: str = "",
    state: str = "",
) -> list[ColumnOut]:
    """The columns in order."""
    columns = deals.board(actor, _asked(q, sort, owner, state))
    return [ColumnOut.model_validate(column) for column in columns]


@api.get("/api/v1/board/{stage}")
def read_more_cards(  # noqa: PLR0913, PLR0917 - one parameter a filter
    actor: CurrentActor,
    stage: str,
    page: Annotated[int, Query(ge=1)],
    q: Annotated[str, Query(max_length=200)] = "",
    sort: str = "",
    owner: str = "",
    state: str = "",
) -> list[CardOut]:
    """A page of 25 cards of one column."""
    found = deals.more_cards(actor, _asked(q, sort, owner, state, page), stage)
    return [CardOut.model_validate(card) for card in found]
