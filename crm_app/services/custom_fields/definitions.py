"""The definitions of a kind of record, read once a transaction."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from crm_app.core.permissions import READS, Actor
from crm_app.models.custom_fields import CustomField
from crm_app.services.custom_fields import rules

_CACHE = "custom_fields"


def definitions(session: Session, record: str) -> Sequence[CustomField]:
    """The active fields of a kind of record, in order."""
    return [field for field in all_definitions(session, record) if field.is_active]


def all_definitions(session: Session, record: str) -> Sequence[CustomField]:
    """Those that are retired too."""
    known: dict[str, Any] = session.info.setdefault(_CACHE, {})
    if record not in known:
        found = select(CustomField).where(col(CustomField.record) == record)
        with session.no_autoflush:
            ordered = found.order_by(col(CustomField.rank), col(CustomField.id))
            known[record] = list(session.exec(ordered))
    return known[record]


def listed_by(session: Session, actor: Actor, record: str) -> list[CustomField]:
    """Those of them that stand in lists: asked for each row."""
    known: dict[Any, Any] = session.info.setdefault(_CACHE, {})
    key = (record, actor.role, actor.lost)
    if key not in known:
        known[key] = [one for one in seen_by(session, actor, record) if one.is_listed]
    return known[key]


def forget(session: Session) -> None:
    """Definitions changed in this transaction: read them again."""
    session.info.pop(_CACHE, None)


def seen_by(session: Session, actor: Actor, record: str) -> list[CustomField]:
    """The active fields that the actor may see."""
    if not actor.can(READS[record]):
        return []
    return [one for one in definitions(session, record) if rules.may_see(one, actor)]
