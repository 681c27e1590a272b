"""Who may be whom: what records are filed under, the pairs that were found, and what was merged."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary
from sqlmodel import Field

from crm_app.models.base import Named, Table, moment

OPEN, LATER, DIFFERENT, MERGED = "open", "later", "different", "merged"


class MatchKey(Table, table=True):
    """A record is filed under each of its keys (`lib/matching/keys.py`): kind is contact, customer or lead."""

    kind: str = Field(primary_key=True, max_length=10)
    key: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    record_id: int = Field(primary_key=True)

    __table_args__ = ({"sqlite_with_rowid": False},)


class MatchFiled(Table, table=True):
    """Under which keys a record is filed, eight bytes each: what is looked at before they change. An
    index of the keys by record would be as large as the keys."""

    kind: str = Field(primary_key=True, max_length=10)
    record_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    keys: bytes = Field(sa_column=Column(LargeBinary, nullable=False))

    __table_args__ = ({"sqlite_with_rowid": False},)


class DuplicatePair(Named, table=True):
    """Two records that may be one; `a_id` is the smaller. What a person decided outlives the next search."""

    kind: str = Field(max_length=10)
    a_id: int
    b_id: int
    score: float
    reasons: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    status: str = Field(default=OPEN, max_length=10)
    found_at: datetime = moment()
    decided_by: int | None = Field(default=None, foreign_key="user.id")
    decided_at: datetime | None = moment(default=None)

    __table_args__ = (
        Index("ix_duplicate_pair_once", "kind", "a_id", "b_id", unique=True),
        Index("ix_duplicate_pair_other", "kind", "b_id"),
        Index("ix_duplicate_pair_list", "kind", "status", "score"),
    )


class RecordMerge(Named, table=True):
    """One record went into another; `before` holds what taking it back needs."""

    kind: str = Field(max_length=10)
    keep_id: int
    other_id: int
    at: datetime = moment()
    by_id: int | None = Field(default=None, foreign_key="user.id")
    before: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    undone_at: datetime | None = moment(default=None)

    __table_args__ = (
        Index("ix_record_merge_other", "kind", "other_id"),
        Index("ix_record_merge_keep", "kind", "keep_id"),
    )
