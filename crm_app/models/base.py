"""What every table shares: ids, owner and team, times, version."""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from crm_app.lib.clock import now
from crm_app.lib.exact import Exact
from crm_app.lib.ids import new_id


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, with its zone on every database (SQLite drops it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def moment(**options: Any) -> Any:
    """A column for a `Moment`; options as of `Field`."""
    return Field(sa_type=Moment, **options)  # pyright: ignore[reportArgumentType]


def exact(**options: Any) -> Any:
    """A column for an exact Decimal; options as of `Field`."""
    return Field(sa_type=Exact, **options)  # pyright: ignore[reportArgumentType]


def living_index(name: str, *columns: str) -> Index:
    """An index of the rows that are not in the recycle bin, which is all that lists read.

    An index that began with `deleted_at` instead would look selective to the planner, and is not.
    """
    living = text("deleted_at IS NULL")
    return Index(name, *columns, sqlite_where=living, postgresql_where=living)


def gone_index(table: str) -> Index:
    """An index of the rows in the recycle bin: mostly none."""
    gone = text("deleted_at IS NOT NULL")
    return Index(f"ix_{table}_bin", "deleted_at", "id", sqlite_where=gone, postgresql_where=gone)


_VALUES = JSON().with_variant(JSONB(), "postgresql")


class Customized(SQLModel):
    """A record with fields that an administrator defined: key → value (services/custom_fields).

    A change gives it another dict, so that the session sees it.
    """

    custom: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=_VALUES,  # pyright: ignore[reportArgumentType, reportCallIssue]
        nullable=False,
        sa_column_kwargs={"server_default": text("'{}'")},
    )


class Table(SQLModel):
    """A table whose name is that of its class in snake case."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  # pyright: ignore[reportIncompatibleVariableOverride]
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Named(Table):
    """A row with an inner integer id and the public id that the outside uses."""

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=new_id, unique=True, max_length=36)


class Owned(Named):
    """A record that belongs to a person and a team, and is seen accordingly.

    `version` grows with each change (a stale save is refused); `deleted_at` is the recycle bin.
    """

    owner_id: int = Field(default=None, nullable=False, foreign_key="user.id", index=True)
    team_id: int = Field(default=None, nullable=False, foreign_key="team.id", index=True)
    created_at: datetime = moment(default_factory=now)
    created_by: int | None = Field(default=None, foreign_key="user.id")
    updated_at: datetime = moment(default_factory=now)
    updated_by: int | None = Field(default=None, foreign_key="user.id")
    version: int = Field(default=1)
    deleted_at: datetime | None = moment(default=None)
    is_demo: bool = Field(default=False)

    @property
    def key(self) -> int:
        """The inner id of a row that was stored."""
        assert self.id is not None
        return self.id


class Pooled(Owned):
    """A record that may lie in a public pool: it then has no owner (`team_id` may name whose pool).

    `Work.visible` shows it to those who see everything, `Work.pooled` to those who may claim it.
    """

    owner_id: int | None = Field(  # pyright: ignore[reportIncompatibleVariableOverride]
        default=None, nullable=True, foreign_key="user.id", index=True
    )
    team_id: int | None = Field(  # pyright: ignore[reportIncompatibleVariableOverride]
        default=None, nullable=True, foreign_key="team.id", index=True
    )
