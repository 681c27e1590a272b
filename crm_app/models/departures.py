"""What somebody who leaves had, and to whom it went."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class Departure(Named, table=True):
    """One handover in one step. `records` holds what stood in each row that was moved, so that it
    can be taken back: {"table:public id": {"was": {column: value}, "version": n}}.
    """

    leaver_id: int = Field(foreign_key="user.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)
    counts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    records: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    switched_off: bool = False
    undone_at: datetime | None = moment(default=None)
