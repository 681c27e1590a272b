"""Patterns in what somebody buys that a person does not want to see any more."""

from datetime import datetime

from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class DismissedPattern(Named, table=True):
    """Of a customer, or of all together where none is named; `key` says which pattern."""

    customer_id: int | None = Field(default=None, foreign_key="customer.id", index=True)
    key: str = Field(max_length=80)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = moment(default_factory=now)
