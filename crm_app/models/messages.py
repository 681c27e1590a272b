"""Words to people: notices inside the product, mail outside."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class Notice(Named, table=True):
    """Something a user should know; `code` and `params` become a sentence in his language."""

    user_id: int = Field(foreign_key="user.id")
    code: str = Field(max_length=80)
    params: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    link: str = Field(default="", max_length=200)
    at: datetime = moment(default_factory=now)
    read_at: datetime | None = moment(default=None)

    __table_args__ = (Index("ix_notice_user", "user_id", "read_at", "at"),)


class Mail(Named, table=True):
    """A mail to send. Without a configured server it stays here to be read by the administrator."""

    recipient: str = Field(max_length=254)
    subject: str = Field(max_length=200)
    body: str = ""
    status: str = Field(default="waiting", max_length=12, index=True)
    error: str = Field(default="", max_length=300)
    created_at: datetime = moment(default_factory=now)
    sent_at: datetime | None = moment(default=None)
