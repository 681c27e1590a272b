"""Chances to sell: pipelines, stages, deals and where they have been."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, Owned, exact, living_index, moment


class StageKind(StrEnum):
    """What a stage means for the deal."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Pipeline(Named, table=True):
    """An ordered row of stages."""

    key: str = Field(unique=True, max_length=40)
    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)


class Stage(Named, table=True):
    """One stage of a pipeline; `probability` in percent, `age_limit_days` before a deal is stuck."""

    pipeline_id: int = Field(foreign_key="pipeline.id", index=True)
    key: str = Field(max_length=40)
    name_zh: str = Field(max_length=60)
    name_en: str = Field(max_length=60)
    rank: int
    kind: StageKind = StageKind.OPEN
    probability: int = 0
    age_limit_days: int = 30


class Deal(Owned, table=True):
    """A chance to sell to a customer."""

    name: str = Field(max_length=200)
    customer_id: int = Field(foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    stage_id: int = Field(foreign_key="stage.id", index=True)
    stage_entered_at: datetime = moment(default_factory=now)
    amount: Decimal = exact(default=Decimal(0))
    currency: str = Field(default="CNY", max_length=3)
    expected_close: date | None = None
    competitor: str = Field(default="", max_length=120)
    lost_reason: str = Field(default="", max_length=200)
    closed_at: datetime | None = moment(default=None)

    __table_args__ = (
        living_index("ix_deal_list", "updated_at", "id", "owner_id", "team_id", "stage_id"),
        living_index("ix_deal_board", "stage_id", "stage_entered_at", "id", "owner_id", "team_id"),
    )


class StageChange(Named, table=True):
    """A deal entered a stage: the history behind velocity and conversion."""

    deal_id: int = Field(foreign_key="deal.id", index=True)
    from_stage_id: int | None = Field(default=None, foreign_key="stage.id")
    to_stage_id: int = Field(foreign_key="stage.id")
    at: datetime = moment(default_factory=now)
    by_id: int | None = Field(default=None, foreign_key="user.id")
