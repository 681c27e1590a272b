"""Colleagues named in what was written: they are told, and see the record."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class Mention(Named, table=True):
    """A user named in an activity about a record; a question is open until it is answered."""

    activity_id: int = Field(foreign_key="activity.id", index=True)
    record_kind: str = Field(max_length=20)
    record_id: int
    user_id: int = Field(foreign_key="user.id")
    by_id: int = Field(foreign_key="user.id", index=True)
    at: datetime = moment(default_factory=now)
    is_question: bool = False
    answered_at: datetime | None = moment(default=None)
    answer_id: int | None = Field(default=None, foreign_key="activity.id", ondelete="SET NULL")

    __table_args__ = (
        Index("ix_mention_user", "user_id", "is_question", "answered_at"),
        Index("ix_mention_record", "record_kind", "record_id"),
    )
