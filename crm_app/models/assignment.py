"""Who gets a lead that comes in: rules in order, and who is away."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class Way(StrEnum):
    """How a rule picks a person."""

    PERSON = "person"
    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"


class AssignmentRule(Named, table=True):
    """Leads that fit `conditions` (field → values, one of which has to fit) go the rule's way.

    `team_id` narrows the choice to a team and those below it, `seniors_only` to senior people.
    `last_user_id` had the last turn.
    """

    name: str = Field(max_length=80)
    rank: int = 0
    is_active: bool = True
    conditions: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    way: Way = Way.ROUND_ROBIN
    user_id: int | None = Field(default=None, foreign_key="user.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    seniors_only: bool = False
    in_hours: bool = False
    last_user_id: int | None = Field(default=None, foreign_key="user.id")
    version: int = 1
    is_demo: bool = False


class Absence(Named, table=True):
    """Somebody is away from one day to another, both included, in his own zone.

    Meanwhile `stand_in_id` decides what he is asked for, and gets what a rule would give to him.
    """

    user_id: int = Field(foreign_key="user.id")
    stand_in_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    first_day: date
    last_day: date
    note: str = Field(default="", max_length=200)
    created_at: datetime = moment(default_factory=now)
    created_by: int | None = Field(default=None, foreign_key="user.id")
    is_demo: bool = False

    __table_args__ = (Index("ix_absence_user", "user_id", "last_day"),)
