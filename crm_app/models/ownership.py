"""Whose a record is: who shares it, how it came to its owner, and requests for it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, Owned, moment


class Rights(StrEnum):
    """What somebody may do with a record that was shared with him."""

    VIEW = "view"
    EDIT = "edit"


class Share(Named, table=True):
    """Somebody besides the owner who sees a record, and works on it where his rights say so.

    `Work.visible` and `Work.find` honour it; `reason` is what shared it.
    """

    record_kind: str = Field(max_length=20)
    record_id: int
    user_id: int = Field(foreign_key="user.id")
    rights: Rights = Rights.EDIT
    reason: str = Field(default="person", max_length=20)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)

    __table_args__ = (
        Index("ix_share_user", "user_id", "record_kind", "record_id", unique=True),
        Index("ix_share_record", "record_kind", "record_id"),
    )


class RecordEvent(Named, table=True):
    """Something that happened to a record itself: it was claimed, returned, handed over, shared.

    `kind` is a word of `timeline.is`; `to_id` is whom it concerns, `text` why.
    """

    record_kind: str = Field(max_length=20)
    record_id: int
    kind: str = Field(max_length=20)
    at: datetime = moment(default_factory=now)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    to_id: int | None = Field(default=None, foreign_key="user.id")
    text: str = Field(default="", max_length=300)

    __table_args__ = (
        Index("ix_record_event_record", "record_kind", "record_id", "at"),
        Index("ix_record_event_kind", "record_kind", "kind", "at"),
    )


class Wish(StrEnum):
    """What somebody asks for."""

    SHARE = "share"
    TRANSFER = "transfer"


class RequestStatus(StrEnum):
    """Where a request stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class OwnershipRequest(Owned, table=True):
    """`created_by` asks for a record; the request belongs to who owns the record and decides.

    The asker sees it by a share of his own.
    """

    wish: Wish
    record_kind: str = Field(max_length=20)
    record_id: int
    because: str = Field(default="", max_length=20)
    reason: str = Field(max_length=300)
    status: RequestStatus = RequestStatus.PENDING
    decided_by: int | None = Field(default=None, foreign_key="user.id")
    decided_at: datetime | None = moment(default=None)
    answer: str = Field(default="", max_length=300)

    __table_args__ = (
        Index("ix_ownership_request_record", "record_kind", "record_id", "status"),
        Index(
            "ix_ownership_request_once",
            *("created_by", "record_kind", "record_id"),
            unique=True,
            sqlite_where=text("status = 'PENDING'"),
            postgresql_where=text("status = 'PENDING'"),
        ),
    )
