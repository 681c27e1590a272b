"""Tables that come into the product: what was read, what is to become of it, what became of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, LargeBinary
from sqlmodel import Field

from crm_app.models.base import Named, Owned, Table, moment


class ImportState(StrEnum):
    """How far an import has come; after a kill it goes on from here."""

    READING = "reading"
    MAPPING = "mapping"
    CHECKING = "checking"
    READY = "ready"
    COMMITTING = "committing"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


class Verdict(StrEnum):
    """What is to become of a row; `same` is known already, with nothing new in it."""

    NEW = "new"
    UPDATE = "update"
    SAME = "same"
    DUPLICATE = "duplicate"
    INVALID = "invalid"
    JUNK = "junk"


class ImportBatch(Owned, table=True):
    """One file on its way in. `mapping` is field → column, `options` what is done with the cells.

    `counts` are by verdict, `report` proves counts and sums against the file, `kept` is what an
    undo left because somebody had worked on it. `name` is that of the file.
    """

    kind: str = Field(max_length=20)
    name: str = Field(max_length=200)
    file_id: int | None = Field(default=None, foreign_key="file.id")
    job_id: int | None = Field(default=None, foreign_key="job.id")
    state: str = Field(default=ImportState.READING.value, max_length=12)
    columns: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    samples: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    notes: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    mapping: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    options: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    counts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    report: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    kept: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    error: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    committed_at: datetime | None = moment(default=None)
    undo_until: datetime | None = moment(default=None)
    undone_at: datetime | None = moment(default=None)

    __table_args__ = (Index("ix_import_batch_list", "created_at", "id"),)


class ImportRow(Table, table=True):
    """A row of a file: its cells as they were read (and put right since), and what they came to.

    `decision` is what somebody said of it (skip, new, merge); `target` the record that it updates
    or repeats, `record` what it became; `before` field → old and new value of an update, `made` the
    other records that came with it. `outcome` is empty until the import was committed. `filed`: the
    keys by which the search for duplicates will find it, where they are known already.
    """

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id")
    number: int
    cells: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    read: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    verdict: str = Field(max_length=10)
    reason: str = Field(default="", max_length=60)
    reasons: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    decision: str = Field(default="", max_length=10)
    target: str = Field(default="", max_length=36)
    target_version: int = 0
    before: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    record: str = Field(default="", max_length=36, index=True)
    version: int = 0
    outcome: str = Field(default="", max_length=10)
    filed: bytes | None = Field(default=None, sa_column=Column(LargeBinary))

    __table_args__ = (
        Index("ix_import_row_place", "batch_id", "number", unique=True),
        Index("ix_import_row_verdict", "batch_id", "verdict", "reason", "number"),
    )


class ImportMade(Table, table=True):
    """A record that came with a row and is not what the row is about: the company of a contact."""

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="import_batch.id", index=True)
    kind: str = Field(max_length=20)
    record: str = Field(max_length=36)


class ImportTemplate(Named, table=True):
    """A mapping that was kept; a file with the same columns gets it by itself (`signature`)."""

    kind: str = Field(max_length=20)
    name: str = Field(max_length=80)
    signature: str = Field(max_length=64, index=True)
    columns: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    mapping: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    options: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    created_by: int | None = Field(default=None, foreign_key="user.id")
