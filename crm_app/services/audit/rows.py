"""What screens and the API see of the past."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_app.locales.catalog import TEXT
from crm_app.models.ledger import AuditEntry, SecurityEvent


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field of one record before and after; `after` alone where it is no change of a row.

    `label_*` is what a field is called that an administrator defined.
    """

    kind: str
    record: str
    field: str
    before: str
    after: str
    label_zh: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry of the chain. `feature` and `verb` are the two parts of its action.

    `title` is what its record is called now, where the reader of a screen wants to know.
    """

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
    title: str = ""

    @classmethod
    def of(cls, entry: AuditEntry, actor_public_id: str, only: str = "") -> "AuditRow":
        """Built from the stored entry and the public id of who acted (empty: the product).

        `only`: of an entry about many records, what it says of the one with that public id.
        """
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
            changes=_changes(_narrowed(entry, only)),
        )


# Kind of event by the status of the refusal; what has none is a sign-in that failed.
_GROUPS = {403: "denied", 404: "unseen", 409: "conflict", 412: "stale", 429: "throttled"}


@dataclass(frozen=True, slots=True)
class EventRow:
    """A refusal, or a sign-in. `about` names address and account; `action` is what was tried, and
    of what only looks no more than the feature.

    `group` is denied, unseen, conflict, stale, throttled, failed, refused, in or out.
    """

    number: int
    at: datetime
    actor: str
    kind: str
    group: str
    action: str
    about: str

    @classmethod
    def of(cls, event: SecurityEvent, actor: str) -> "EventRow":
        """Built from the stored event and the name of who acted."""
        details = dict(event.details)
        action, status = str(details.pop("action", "")), details.pop("status", None)
        if f"audit.action.{action}" not in TEXT:
            action = action.partition(".")[0]
        about = " · ".join(_plain(value) for value in details.values() if value != "")
        group = _GROUPS.get(status, "refused") if status else "failed"
        return cls(event.id or 0, event.at, actor, event.kind, group, action, about)

    @classmethod
    def of_entry(cls, row: AuditRow, group: str) -> "EventRow":
        """A sign-in or sign-out, which stands in the audit chain; with names."""
        about = " · ".join(change.after for change in row.changes if change.field == "signed_in")
        actor = row.title if group == "in" and row.title else row.actor
        return cls(row.number, row.at, actor, "", group, row.action, about)


def _narrowed(entry: AuditEntry, only: str) -> dict[str, Any]:
    mine = {k: v for k, v in entry.changes.items() if only and k.endswith(f":{only}")}
    return mine if mine and not entry.record.endswith(f":{only}") else entry.changes


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
