"""The public pool: what an administrator has set, and who may hold more or less than others."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from crm_app.models.base import Named


class PoolSetting(Named, table=True):
    """The one row of settings; nothing is limited and nothing taken back while a figure is 0.

    Hours are minutes of the day in each person's zone, `work_days` ISO weekdays (Monday is 1).
    """

    capacity: int = 0
    recycle_days: int = 0
    warn_days: int = 3
    protect_days: int = 7
    bar_days: int = 30
    work_start: int = 540
    work_end: int = 1080
    work_days: list[Any] = Field(
        default_factory=lambda: [1, 2, 3, 4, 5], sa_column=Column(JSON, nullable=False)
    )
    version: int = 0
    is_demo: bool = False


class PoolQuota(Named, table=True):
    """How many open leads one person may hold, where it is not what holds for all."""

    user_id: int = Field(foreign_key="user.id", unique=True)
    most: int
    is_demo: bool = False
