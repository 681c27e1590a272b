"""What screens and the API see of the past."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_app.models.ledger import AuditEntry, SecurityEvent


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field of one record before and after; `after` alone where it is no change of a row."""

    kind: str
    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry of the chain. `feature` and `verb` are the two parts of its action."""

    number: int
    at: datetime
    actor: str
    actor_public_id: str
    action: str
    feature: str
    verb: str
    kind: str
    record: str
    changes: list[ChangeRow]

    @classmethod
    def of(cls, entry: AuditEntry, actor_public_id: str) -> "AuditRow":
        """Built from the stored entry and the public id of who acted (empty: the product)."""
        feature, _, verb = entry.action.partition(".")
        kind, _, record = entry.record.partition(":")
        return cls(
            number=entry.id or 0,
            at=entry.at,
            actor=entry.actor_name,
            actor_public_id=actor_public_id,
            action=entry.action,
            feature=feature,
            verb=verb,
            kind=kind,
            record=record,
            changes=_changes(entry.changes),
        )


@dataclass(frozen=True, slots=True)
class EventRow:
    """A refusal or a failed sign-in; `about` says what was tried, in the words of the log."""

    number: int
    at: datetime
    actor: str
    kind: str
    about: str

    @classmethod
    def of(cls, event: SecurityEvent, actor: str) -> "EventRow":
        """Built from the stored event and the name of who acted."""
        about = " · ".join(_plain(value) for value in event.details.values() if value != "")
        return cls(event.id or 0, event.at, actor, event.kind, about)


def _changes(noted: dict[str, Any]) -> list[ChangeRow]:
    found = []
    for name, fields in noted.items():
        kind, _, record = name.partition(":")
        for field, value in fields.items() if isinstance(fields, dict) else ():
            pair = value if isinstance(value, list) and len(value) == 2 else [None, value]
            found.append(ChangeRow(kind, record, field, *(_plain(side) for side in pair)))
    return found


def _plain(value: Any) -> str:
    """A value as one reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(part)}" for key, part in value.items())
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)
