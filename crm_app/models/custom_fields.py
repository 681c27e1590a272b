"""Fields that an administrator defines; the values stand on the records (`Customized`)."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from crm_app.models.base import Named


class FieldKind(StrEnum):
    """What can be entered."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    MULTI = "multi"
    CHECKBOX = "checkbox"
    LINK = "link"
    FORMULA = "formula"
    FILE = "file"


class CustomField(Named, table=True):
    """A field of a kind of record. `key` is its name in the API and in the records; it stays.

    `sees` and `edits` are the roles that may (none: whoever may see or change the record).
    `options`: key, zh, en, is_active. A retired field keeps what was entered. `worse` says what an
    approval that was given does not cover: a higher value, a lower one, or any other.

    Of a formula: `formula` as it is written, `result` the kind of what it comes to, `uses` the keys
    of the fields that it reads, `guards` who may see each of these; `by_day`: it reads the day.
    """

    record: str = Field(max_length=20)
    key: str = Field(max_length=30)
    kind: FieldKind
    label_zh: str = Field(max_length=60)
    label_en: str = Field(max_length=60)
    help_zh: str = Field(default="", max_length=200)
    help_en: str = Field(default="", max_length=200)
    section_zh: str = Field(default="", max_length=60)
    section_en: str = Field(default="", max_length=60)
    currency: str = Field(default="CNY", max_length=3)
    options: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    sees: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    edits: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    worse: str = Field(default="any", max_length=6)
    formula: str = Field(default="", max_length=500)
    result: str = Field(default="", max_length=10)
    uses: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    guards: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    by_day: bool = False
    rank: int = 1
    is_required: bool = False
    is_listed: bool = False
    is_active: bool = True
    version: int = 1
    is_demo: bool = False

    __table_args__ = (Index("ix_custom_field_key", "record", "key", unique=True),)

    @property
    def holds(self) -> FieldKind:
        """The kind of its values: of a formula that of what it comes to."""
        return FieldKind(self.result) if self.kind is FieldKind.FORMULA else self.kind
