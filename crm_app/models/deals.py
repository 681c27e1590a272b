"""Chances to sell: pipelines, stages, deals and where they have been."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Customized, Named, Owned, exact, gone_index, living_index, moment

_CLOSED = text("deleted_at IS NULL AND closed_at IS NOT NULL")
_OWNER, _TEAM = ("owner_id",), ("team_id",)
_BUYER = ("buyer_tier", "buyer_industry", "buyer_source", "buyer_region", "buyer_size")


class StageKind(StrEnum):
    """What a stage means for the deal."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Pipeline(Named, table=True):
    """An ordered row of stages. The first active one is that of new deals."""

    key: str = Field(unique=True, max_length=40)
    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    rank: int = 1
    is_active: bool = True
    asks_viewings: bool = False
    version: int = 1
    is_demo: bool = False


class Stage(Named, table=True):
    """One stage of a pipeline; `probability` in percent, `age_limit_days` before a deal is stuck.

    `required` names the fields of a deal that must be filled to stand here. After `near_after_days`
    here, with `near_views` looks at products within `near_window_days`, a deal is near its close;
    without `near_views` nothing is said of that.
    """

    pipeline_id: int = Field(foreign_key="pipeline.id", index=True)
    key: str = Field(max_length=40)
    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    rank: int
    kind: StageKind = StageKind.OPEN
    probability: int = 0
    age_limit_days: int = 30
    required: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    guidance_zh: str = Field(default="", max_length=1000)
    guidance_en: str = Field(default="", max_length=1000)
    near_after_days: int = 0
    near_views: int = 0
    near_window_days: int = 0
    is_active: bool = True
    version: int = 1
    is_demo: bool = False


class StageTask(Named, table=True):
    """A task that a deal's owner gets when the deal enters the stage, due after `days`."""

    stage_id: int = Field(foreign_key="stage.id", index=True)
    rank: int = 1
    title_zh: str = Field(max_length=200)
    title_en: str = Field(max_length=200)
    days: int = 1


class Competitor(Named, table=True):
    """Somebody who bids for the same deals; `name_key` is the name without case and spaces."""

    name: str = Field(max_length=120)
    name_key: str = Field(unique=True, max_length=120)
    is_demo: bool = False


class Deal(Owned, Customized, table=True):
    """A chance to sell to a customer."""

    name: str = Field(max_length=200)
    customer_id: int = Field(foreign_key="customer.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    stage_id: int = Field(foreign_key="stage.id")
    stage_entered_at: datetime = moment(default_factory=now)
    amount: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    expected_close: date | None = None
    competitor_id: int | None = Field(default=None, foreign_key="competitor.id", index=True)
    lost_reason: str = Field(default="", max_length=200)
    won_reason: str = Field(default="", max_length=40)
    closed_at: datetime | None = moment(default=None)
    # What the seller says of it for the forecast; empty: what its stage says.
    forecast: str = Field(default="", max_length=10)
    # The stages it has entered, as ".3.4.": derived from its history, so that figures of a hundred
    # thousand deals need not read it.
    passed: str = Field(default="", max_length=200)
    # What its customer is, derived from it: lanes and win rates of a hundred thousand deals are then
    # read from one index, without looking at a customer.
    buyer_tier: str = Field(default="", max_length=1)
    buyer_industry: str = Field(default="", max_length=40)
    buyer_source: str = Field(default="", max_length=40)
    buyer_region: str = Field(default="", max_length=60)
    buyer_size: str = Field(default="", max_length=20)

    __table_args__ = (
        gone_index("deal"),
        # What filters look at stands in the order's own index: they read no row that they refuse.
        # `deleted_at` too, empty in all of them: without it SQLite holds that a row has to be read.
        living_index(
            *("ix_deal_list", "updated_at", "id", "owner_id", "team_id", "stage_id", "currency"),
            *("amount", "expected_close", "closed_at", "customer_id", "competitor_id", "forecast"),
            *("stage_entered_at", *_BUYER, "deleted_at"),
        ),
        *[
            living_index(name, first, "id", "owner_id", "team_id", "stage_id", "buyer_tier")
            for name, first in (
                *(("ix_deal_name", "name"), ("ix_deal_amount", "amount")),
                *(("ix_deal_created", "created_at"), ("ix_deal_close", "expected_close")),
            )
        ],
        living_index(
            *("ix_deal_entered", "stage_entered_at", "id", "owner_id", "team_id", "stage_id"),
            *("expected_close", "updated_at"),
        ),
        living_index("ix_deal_board", "stage_id", "stage_entered_at", "id", "owner_id", "team_id"),
        *[
            living_index(
                *(f"ix_deal_lane_{lane}", column, "stage_id", "stage_entered_at", "id"),
                *("currency", "amount", "expected_close", "owner_id", *more),
            )
            for lane, column, more in (("team", "team_id", ()), ("tier", "buyer_tier", _TEAM))
        ],
        *[
            living_index(
                *(f"ix_deal_{lane}_sums", column, "stage_id", "currency", *rights, "amount"),
                *("stage_entered_at", "expected_close", "id", *more, "forecast"),
                *(*(one for one in _BUYER if one != column), "deleted_at"),
            )
            for lane, column, rights, more in (
                # Of one owner a stage has few deals: they are sorted as one likes.
                ("owner", "owner_id", _TEAM, ("name", "created_at", "updated_at")),
                ("team", "team_id", _OWNER, ()),
                ("tier", "buyer_tier", _OWNER + _TEAM, ()),
            )
        ],
        Index(
            *("ix_deal_customer", "customer_id", "stage_id", "currency", "amount", "owner_id"),
            *("team_id", "deleted_at", "stage_entered_at", "expected_close"),
        ),
        living_index(
            *("ix_deal_closed", "closed_at", "stage_id", "owner_id", "team_id", "currency"),
            "amount",
        ),
        living_index("ix_deal_passed", "stage_id", "passed", "owner_id", "team_id", "closed_at"),
        living_index(
            *("ix_deal_expected", "stage_id", "expected_close", "id", "currency", "forecast"),
            *("owner_id", "team_id", "amount", "buyer_tier"),
        ),
        # What was won and lost, with all that win rates and reports tell apart.
        Index(
            *("ix_deal_won", "stage_id", "closed_at", "currency", "owner_id", "team_id", "amount"),
            *("id", "competitor_id", "won_reason", "lost_reason", *_BUYER, "deleted_at"),
            sqlite_where=_CLOSED,
            postgresql_where=_CLOSED,
        ),
        # The board's sums, with all that its filters look at.
        living_index(
            *("ix_deal_sums", "stage_id", "currency", "owner_id", "team_id", "amount"),
            *("stage_entered_at", "expected_close", "closed_at", "forecast", "passed"),
            *("lost_reason", "won_reason", "competitor_id", *_BUYER, "deleted_at"),
        ),
    )


class StageChange(Named, table=True):
    """A deal entered a stage: the history behind velocity and conversion."""

    deal_id: int = Field(foreign_key="deal.id", index=True)
    from_stage_id: int | None = Field(default=None, foreign_key="stage.id")
    to_stage_id: int = Field(foreign_key="stage.id")
    at: datetime = moment(default_factory=now)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    reason: str = Field(default="", max_length=300)
    # How long the deal then stayed, written when it leaves: velocity sorts by it.
    stayed_seconds: int | None = None
    # Whose the deal is, 0 while it is in the recycle bin: derived from it, so that the pace of a team is read from an index alone.
    holder_id: int = 0
    holder_team_id: int = 0

    __table_args__ = (
        Index(
            *("ix_stage_change_stayed", "to_stage_id", "stayed_seconds", "holder_id"),
            *("holder_team_id", "deal_id"),
        ),
    )
