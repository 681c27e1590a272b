"""Until which day the books are closed."""

from datetime import date, datetime

from sqlmodel import Field

from crm_app.lib.clock import now
from crm_app.models.base import Named, moment


class Closing(Named, table=True):
    """The books were closed until a day, or opened again (an earlier day, or none): the last counts."""

    until: date | None = None
    at: datetime = moment(default_factory=now)
    by_id: int | None = Field(default=None, foreign_key="user.id")
    is_demo: bool = Field(default=False)
