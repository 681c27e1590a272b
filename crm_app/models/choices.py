"""Lists that an administrator edits: industries, sources, reasons, sizes."""

from sqlalchemy import Index
from sqlmodel import Field

from crm_app.models.base import Named


class Choice(Named, table=True):
    """One entry of a list, with a stable key and a name in each language."""

    list_key: str = Field(max_length=30)
    key: str = Field(max_length=40)
    name_zh: str = Field(max_length=80)
    name_en: str = Field(max_length=80)
    rank: int = 0
    is_active: bool = True

    __table_args__ = (Index("ix_choice_list", "list_key", "key", unique=True),)
