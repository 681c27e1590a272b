"""People who act: users, teams, their sessions, links and keys."""

from datetime import datetime

from sqlmodel import Field

from crm_app.lib.clock import DEFAULT_ZONE, now
from crm_app.models.base import Named, moment


class Team(Named, table=True):
    """A team; teams form a tree through `parent_id`."""

    name: str = Field(max_length=120)
    parent_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    is_demo: bool = False


class User(Named, table=True):
    """Somebody who signs in. `password_hash` is empty until the invitation is taken up."""

    email: str = Field(unique=True, max_length=254)
    name: str = Field(max_length=120)
    password_hash: str = ""
    role: str = Field(max_length=40, index=True)
    team_id: int = Field(foreign_key="team.id", index=True)
    language: str = Field(default="zh", max_length=2)
    zone: str = Field(default=DEFAULT_ZONE, max_length=64)
    is_senior: bool = False
    is_active: bool = True
    created_at: datetime = moment(default_factory=now)
    version: int = 1
    is_demo: bool = False


class SignIn(Named, table=True):
    """A session: the cookie's token is kept as its SHA-256 only."""

    user_id: int = Field(foreign_key="user.id", index=True)
    token_hash: str = Field(unique=True, max_length=64)
    created_at: datetime = moment(default_factory=now)
    expires_at: datetime = moment()
    agent: str = Field(default="", max_length=200)


class AccountLink(Named, table=True):
    """A one-time link by which somebody sets a password: an invitation or a reset."""

    user_id: int = Field(foreign_key="user.id", index=True)
    token_hash: str = Field(unique=True, max_length=64)
    expires_at: datetime = moment()
    used_at: datetime | None = moment(default=None)


class ApiKey(Named, table=True):
    """A bearer key: its owner's rights are the ceiling; shown once, kept as a hash."""

    user_id: int = Field(foreign_key="user.id", index=True)
    name: str = Field(max_length=80)
    token_hash: str = Field(unique=True, max_length=64)
    created_at: datetime = moment(default_factory=now)
    expires_at: datetime | None = moment(default=None)
    revoked_at: datetime | None = moment(default=None)
