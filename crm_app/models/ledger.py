"""What the door writes beside the records: audit chain, security log, outbox, jobs, search."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.lib.ids import new_id
from crm_app.models.base import Table, moment


class AuditEntry(Table, table=True):
    """One change or sensitive read, chained: `hash` covers the entry and `previous`."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment()
    actor_id: int | None = Field(default=None, index=True)
    actor_name: str = Field(default="", max_length=120)
    action: str = Field(max_length=80, index=True)
    record: str = Field(default="", max_length=60, index=True)
    changes: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    previous: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class AuditAbout(Table, table=True):
    """That an entry about many records at once is about this one too."""

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(index=True)
    public_id: str = Field(max_length=36, index=True)


class SecurityEvent(Table, table=True):
    """A refusal, a failed sign-in, a throttled caller: never a change."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = moment(default_factory=now)
    actor_id: int | None = Field(default=None, index=True)
    kind: str = Field(max_length=60, index=True)
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Change(Table, table=True):
    """The outbox: something changed. Live screens and jobs learn of it here and nowhere else.

    A bulk change is one event that lists the records (`ids`).
    """

    seq: int | None = Field(default=None, primary_key=True)
    topic: str = Field(max_length=80)
    at: datetime = moment(default_factory=now)
    # Of a bulk change: the public ids of all records of the topic's kind that it changed, or that it brought.
    ids: list[Any] | None = Field(default=None, sa_column=Column(JSON))


class Job(Table, table=True):
    """Work asked for in a transaction and done after it, by ids, safe to run twice."""

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=new_id, unique=True, max_length=36)
    name: str = Field(max_length=60, index=True)
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    status: str = Field(default="queued", max_length=12, index=True)
    progress: float = 0.0
    attempts: int = 0
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    error: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    user_id: int | None = Field(default=None, index=True)
    created_at: datetime = moment(default_factory=now)
    finished_at: datetime | None = moment(default=None)


class SearchDoc(Table, table=True):
    """The searchable text of one record, with what decides who may find it."""

    __table_args__ = (
        Index("ix_search_doc_record", "kind", "record_id", unique=True),
        Index("ix_search_doc_place", "id", "record_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    record_id: int
    public_id: str = Field(max_length=36)
    owner_id: int  # 0: nobody's
    team_id: int
    shared: str = ""  # ids of those who share it, with blanks between
    title: str = Field(max_length=200)
    subtitle: str = Field(default="", max_length=200)
    text: str = ""


class Setting(Table, table=True):
    """A choice of the administrator that is kept in the database."""

    key: str = Field(primary_key=True, max_length=60)
    value: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class IdempotentAnswer(Table, table=True):
    """What a POST with an Idempotency-Key was answered, so that a repetition gets the same."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int
    key: str = Field(max_length=200)
    request_hash: str = Field(max_length=64)
    status: int = 0
    body: str = ""
    headers: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    at: datetime = moment(default_factory=now)

    __table_args__ = (Index("ix_idempotent_user_key", "user_id", "key", unique=True),)
