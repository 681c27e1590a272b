"""What an administrator asks of records before they may be stored."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from crm_app.models.base import Named


class ValidationRule(Named, table=True):
    """A rule of a kind of record: what is asked of it, and only when.

    Both are groups: {"join": "and" or "or", "parts": [{"field", "is", "value"}, …]}; an empty
    `only_when` is always. The message says, in both languages, what to do.
    """

    record: str = Field(max_length=20)
    name_zh: str = Field(max_length=120)
    name_en: str = Field(max_length=120)
    message_zh: str = Field(max_length=300)
    message_en: str = Field(max_length=300)
    asked: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    only_when: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    is_active: bool = True
    is_demo: bool = False
    rank: int = 0
    version: int = 1
