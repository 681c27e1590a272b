"""What entries are about, by name: people, records and stages as they are called now."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Table, select
from sqlmodel import SQLModel

from crm_app.core.work import Work
from crm_app.services.audit.rows import AuditRow, ChangeRow
from crm_app.services.custom_fields import audited

_LABELS = ("name", "number", "title", "code")
_SIGN_IN = "accounts._open_session"
_MOST = 300  # letters of a value on the screen; the whole of it is in the chain


def named(work: Work, rows: list[AuditRow]) -> list[AuditRow]:
    """The same entries with the names of their records, and of what their fields point to."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        wanted[row.kind, "public_id"].add(row.record)
        for change in row.changes:
            wanted[_target(change), "id"] |= {change.before, change.after}
    found = {
        (table, key, value): label
        for (table, key), values in wanted.items()
        for value, label in _labels(work, table, key, values)
    }
    return [_with_names(row, found) for row in rows]


def _with_names(row: AuditRow, found: dict[tuple[str, str, str], str]) -> AuditRow:
    def read(change: ChangeRow, value: str) -> str:
        return found.get((_target(change), "id", value), value)[:_MOST]

    changes = [
        replace(change, before=read(change, change.before), after=read(change, change.after))
        for change in row.changes
        if change.field != "public_id"
    ]
    title = found.get((row.kind, "public_id", row.record), "")
    # The product opens a session, but it was a person who came.
    actor = title if title and row.action == _SIGN_IN else row.actor
    return replace(row, title=title, actor=actor, changes=changes)


def custom_named(work: Work, change: ChangeRow) -> ChangeRow:
    """A change of a field that an administrator defined, in words."""
    found = audited(work, change.kind, change.field, change.before, change.after)
    if found is None:
        return change
    words = {"label_zh": found.label_zh, "label_en": found.label_en}
    return replace(change, before=found.before[:_MOST], after=found.after[:_MOST], **words)


def _target(change: ChangeRow) -> str:
    """The table that a field points to, or nothing."""
    table = SQLModel.metadata.tables.get(change.kind)
    column = table.columns.get(change.field) if table is not None else None
    keys = list(column.foreign_keys) if column is not None else []
    return keys[0].column.table.name if keys else ""


def _labels(work: Work, name: str, key: str, values: set[str]) -> list[tuple[str, str]]:
    table = SQLModel.metadata.tables.get(name)
    label = _label_column(table, work.actor.language) if table is not None else None
    if table is None or label is None or key not in table.columns:
        return []
    asked: list[Any] = [value for value in values if value]
    if key == "id":
        asked = [int(value) for value in asked if value.isdigit()]
    column = table.columns[key]
    rows = work.session.connection().execute(select(column, label).where(column.in_(asked)))
    return [(str(value), str(text)) for value, text in rows]


def _label_column(table: Table, language: str) -> "Column[Any] | None":
    names = (*_LABELS, f"name_{language}", "name_zh")
    return next((table.columns[name] for name in names if name in table.columns), None)
