"""What phones bring in: files, photographed cards, spoken notes."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, Text
from sqlmodel import Field

from crm_app.models.base import Owned, Table, moment


class CaptureStatus(StrEnum):
    """From accepted to filed."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"
    CONFIRMED = "confirmed"


class File(Owned, table=True):
    """Bytes kept outside the database under their content hash, filed under a record."""

    sha256: str = Field(max_length=64, index=True)
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    size: int
    record_kind: str = Field(default="", max_length=20)
    record_id: int | None = None
    # The custom field that it stands in: seen through that alone.
    field: str = Field(default="", max_length=30)

    __table_args__ = (Index("ix_file_record", "record_kind", "record_id"),)


class FileText(Table, table=True):
    """What a file says, for search: derived from its bytes."""

    file_id: int = Field(primary_key=True, foreign_key="file.id")
    text: str = Field(default="", sa_column=Column(Text, nullable=False))


class Card(Owned, table=True):
    """A photographed business card on its way to a contact."""

    front_id: int = Field(foreign_key="file.id")
    back_id: int | None = Field(default=None, foreign_key="file.id")
    job_id: int | None = Field(default=None, foreign_key="job.id")
    status: CaptureStatus = Field(default=CaptureStatus.WAITING, index=True)
    reading: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)


class VoiceNote(Owned, table=True):
    """A spoken note: audio and text are kept; facts are suggestions until confirmed."""

    file_id: int = Field(foreign_key="file.id")
    job_id: int | None = Field(default=None, foreign_key="job.id")
    status: CaptureStatus = Field(default=CaptureStatus.WAITING, index=True)
    spoken_at: datetime = moment()
    language: str = Field(default="", max_length=2)
    seconds: float = 0.0
    text: str = ""
    segments: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    is_incomplete: bool = False
    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id", index=True)
    deal_id: int | None = Field(default=None, foreign_key="deal.id", index=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id")
