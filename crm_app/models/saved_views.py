"""How lists are looked at: views with a name, what each person keeps of them, and bulk changes."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, Table, moment


class Audience(StrEnum):
    """Who finds a view among his own."""

    PRIVATE = "private"
    TEAM = "team"
    ROLE = "role"
    EVERYBODY = "everybody"


class SavedView(Named, table=True):
    """A list as somebody wants to see it again: what its address says, and its columns.

    It holds no records, so whoever opens it sees what he may see. `team_id` is the owner's team,
    `role` whose it is with `Audience.ROLE`; `for_role` names the role that begins with it.
    """

    kind: str = Field(max_length=20)
    name: str = Field(max_length=80)
    owner_id: int = Field(foreign_key="user.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    audience: Audience = Audience.PRIVATE
    role: str = Field(default="", max_length=40)
    for_role: str = Field(default="", max_length=40)
    asks: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    columns: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime = moment(default_factory=now)
    updated_at: datetime = moment(default_factory=now)
    deleted_at: datetime | None = moment(default=None)
    version: int = 1
    is_demo: bool = False

    __table_args__ = (Index("ix_saved_view_kind", "kind", "audience"),)


class ViewHabit(Table, table=True):
    """What one person keeps of a kind of list: the view it begins with, and the columns of each
    view (public id, or empty for the whole list)."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id")
    kind: str = Field(max_length=20)
    first: str = Field(default="", max_length=36)
    columns: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))

    __table_args__ = (UniqueConstraint("user_id", "kind", name="uq_view_habit"),)


class BulkChange(Named, table=True):
    """Many records changed by one command, so that one can be taken back: what each of them was
    before, and its version afterwards."""

    kind: str = Field(max_length=20)
    action: str = Field(max_length=20)
    user_id: int = Field(foreign_key="user.id", index=True)
    at: datetime = moment(default_factory=now)
    records: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    undone_at: datetime | None = moment(default=None)
