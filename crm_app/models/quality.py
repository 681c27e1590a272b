"""How good the data is: each record's score as of the last reckoning, and averages day by day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, Table, moment

PARTS: tuple[str, ...] = ("complete", "valid", "fresh", "unique", "consistent")


class QualityScore(Table, table=True):
    """A record's score in whole percent, its parts, and what was found (codes of faults)."""

    kind: str = Field(primary_key=True, max_length=10)
    record_id: int = Field(primary_key=True)
    score: int = 0
    complete: int = 0
    valid: int = 0
    fresh: int = 0
    unique: int = 0
    consistent: int = 0
    faults: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))

    __table_args__ = (Index("ix_quality_score_worst", "kind", "score", "record_id"),)


class QualitySum(Table, table=True):
    """How many records of one owner, team and source have scores, and what these come to together, so
    that an overview reads a few hundred rows whatever there is; `faults`: how many have each."""

    kind: str = Field(primary_key=True, max_length=10)
    owner_id: int = Field(primary_key=True)
    team_id: int = Field(primary_key=True)
    source: str = Field(primary_key=True, max_length=40)
    records: int = 0
    score: int = 0
    complete: int = 0
    valid: int = 0
    fresh: int = 0
    unique: int = 0
    consistent: int = 0
    faults: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class QualityDay(Named, table=True):
    """Averages of a day: of all (`scope` all), of an owner or of a source (`key`), in hundredths."""

    day: date
    kind: str = Field(max_length=10)
    scope: str = Field(max_length=10)
    key: str = Field(default="", max_length=40)
    records: int = 0
    score: int = 0
    complete: int = 0
    valid: int = 0
    fresh: int = 0
    unique: int = 0
    consistent: int = 0

    __table_args__ = (Index("ix_quality_day_of", "kind", "scope", "key", "day", unique=True),)


class QualitySkip(Named, table=True):
    """A fault that somebody said is none, or is to stay: it costs nothing any more."""

    kind: str = Field(max_length=10)
    record_id: int
    fault: str = Field(max_length=30)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)

    __table_args__ = (Index("ix_quality_skip_of", "kind", "record_id", "fault", unique=True),)
