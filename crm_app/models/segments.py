"""Groups of customers that conditions describe, or that were kept as they were on a day."""

from datetime import datetime

from sqlmodel import Field

from crm_app.models.base import Owned, Table, moment


class Segment(Owned, table=True):
    """A segment: `asks` are its conditions as a list's address carries them (core/conditions).

    Its members are reckoned whenever somebody looks, unless `frozen_at` says since when they are
    kept. `is_shared`: everybody finds it, each with those members that he may see.
    """

    name: str = Field(max_length=80)
    asks: str = Field(max_length=4000)
    is_shared: bool = False
    frozen_at: datetime | None = moment(default=None)


class SegmentMember(Table, table=True):
    """A member of a frozen segment."""

    segment_id: int = Field(primary_key=True, foreign_key="segment.id")
    customer_id: int = Field(primary_key=True, foreign_key="customer.id", index=True)
