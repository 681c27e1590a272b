"""The second step of signing in: what a phone shows, and what one keeps for the day it is lost."""

from datetime import datetime

from sqlmodel import Field

from crm_app.models.base import Table, moment

# The setting that names the roles that have to have it.
SETTING = "second_factor"


class SecondFactor(Table, table=True):
    """Somebody's one-time codes; they are asked for once he has shown that he has them.

    `secret` is sealed (`core.sealed`); `last_step` is the half minute of the last code that was taken,
    so that none is taken twice.
    """

    user_id: int = Field(primary_key=True, foreign_key="user.id")
    secret: str
    confirmed_at: datetime | None = moment(default=None)
    last_step: int = 0


class RecoveryCode(Table, table=True):
    """A code for once, kept as its SHA-256 only."""

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id", index=True)
    code_hash: str = Field(max_length=64)
    used_at: datetime | None = moment(default=None)
