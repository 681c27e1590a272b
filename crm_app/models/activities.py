"""What happened with people, and what is to be done."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, Owned, living_index, moment


class ActivityKind(StrEnum):
    """The ways people meet."""

    NOTE = "note"
    CALL = "call"
    VISIT = "visit"
    MEETING = "meeting"
    MEAL = "meal"
    MAIL = "mail"
    CHAT = "chat"
    VOICE = "voice"


class Activity(Owned, table=True):
    """One thing that happened; it belongs to whoever owns what it is about.

    `happened_at` and `created_at` (entered) are two facts: the 24-hour rule reads both.
    """

    kind: ActivityKind = ActivityKind.NOTE
    text: str = ""
    outcome: str = Field(default="", max_length=300)
    happened_at: datetime = moment(default_factory=now)
    author_id: int = Field(foreign_key="user.id", index=True)

    __table_args__ = (living_index("ix_activity_list", "happened_at", "id", "owner_id", "team_id"),)


class ActivityLink(Named, table=True):
    """What an activity is about: any number of records."""

    activity_id: int = Field(foreign_key="activity.id", index=True)
    record_kind: str = Field(max_length=20)
    record_id: int

    __table_args__ = (Index("ix_activity_link_record", "record_kind", "record_id", "activity_id"),)


class Task(Owned, table=True):
    """Something to do: the owner does it, `created_by` asked for it."""

    title: str = Field(max_length=300)
    due_at: datetime | None = moment(default=None)
    has_time: bool = False
    done_at: datetime | None = moment(default=None)
    reminded_at: datetime | None = moment(default=None)
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    deal_id: int | None = Field(default=None, foreign_key="deal.id", index=True)
    lead_id: int | None = Field(default=None, foreign_key="lead.id", index=True)
    source: str = Field(default="person", max_length=20)
    # The entry into a stage that asked for it.
    stage_change_id: int | None = Field(default=None, foreign_key="stage_change.id", index=True)

    __table_args__ = (living_index("ix_task_open", "owner_id", "done_at", "due_at"),)
