"""What is to be sold, and what was expected to be: targets and kept forecasts."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.models.base import Named, Table, exact


class Target(Named, table=True):
    """What somebody is to sell in a year, in one currency; whose it is stands in `subject`.

    Of user, team and product one is set at most; none is the whole house. `subject` says the same
    in one word (`user:7`), so that there is one target each. The months need not add up to
    `amount`: whoever changes one decides, and the difference is shown.
    """

    subject: str = Field(max_length=40)
    user_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    product_id: int | None = Field(default=None, foreign_key="product.id", index=True)
    year: int
    currency: str = Field(default="CNY", max_length=3)
    amount: Decimal = exact(default=Decimal(0))
    version: int = 1
    is_demo: bool = False

    __table_args__ = (Index("ix_target_subject", "year", "subject", "currency", unique=True),)


class TargetMonth(Named, table=True):
    """A month of a target; a quarter is its three months."""

    target_id: int = Field(foreign_key="target.id")
    month: int
    amount: Decimal = exact(default=Decimal(0))

    __table_args__ = (Index("ix_target_month", "target_id", "month", unique=True),)


class ForecastSnapshot(Table, table=True):
    """What was forecast for a month on a day, kept to be compared with what came.

    `weighted`, `commit` and `best` hold what was won by then.
    """

    id: int | None = Field(default=None, primary_key=True)
    taken_on: date
    month: str = Field(max_length=7)
    subject: str = Field(max_length=40)
    user_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    currency: str = Field(max_length=3)
    deals: int = 0
    won: Decimal = exact(default=Decimal(0))
    commit: Decimal = exact(default=Decimal(0))
    best: Decimal = exact(default=Decimal(0))
    weighted: Decimal = exact(default=Decimal(0))
    is_demo: bool = False

    __table_args__ = (
        Index("ix_forecast_snapshot", "subject", "month", "currency", "taken_on", unique=True),
    )
