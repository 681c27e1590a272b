"""Editable lists and their names in both languages."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.choices import Choice


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as a screen offers it: stable key, both names."""

    key: str
    zh: str
    en: str


NO_OPTION = Option("", "", "")


@query(Permission.SELF)
def options(work: Work, list_key: str) -> list[Option]:
    """The active entries of a list, in order."""
    return list(options_of(work.session, list_key).values())


def options_of(session: Session, list_key: str) -> dict[str, Option]:
    """Key → option of a list, for builders of rows."""
    found = select(Choice).where(col(Choice.list_key) == list_key, col(Choice.is_active))
    rows = session.exec(found.order_by(col(Choice.rank), col(Choice.id)))
    return {row.key: Option(row.key, row.name_zh, row.name_en) for row in rows}


def option(options: dict[str, Option], key: str) -> Option:
    """The option for a key; a key that has left the list names itself."""
    return options.get(key, Option(key, key, key)) if key else NO_OPTION
