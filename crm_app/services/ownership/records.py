"""The kinds of records that people hold: their models, and when each was last in contact."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.customers import Contact, Customer
from crm_app.models.leads import Lead
from crm_app.models.ownership import RecordEvent
from crm_app.services.activities import CONTACT_KINDS

Held = Customer | Contact | Lead
MODELS: dict[str, Any] = {"lead": Lead, "contact": Contact, "customer": Customer}
# Events after which a record is another person's.
CHANGED_HANDS = ("claimed", "assigned", "transferred")


def model_of(kind: str) -> Any:
    """The model of a kind; refuses what nobody holds."""
    if kind not in MODELS:
        raise Invalid("ownership.kind_unknown", field="kind", kind=kind[:20])
    return MODELS[kind]


def last_touches(work: Work, kind: str, ids: Iterable[int]) -> dict[int, datetime]:
    """Inner id → when there was contact last; of a whole record, whoever wrote it down."""
    found = (
        select(ActivityLink.record_id, func.max(Activity.happened_at))
        .join(Activity, col(Activity.id) == ActivityLink.activity_id)
        .where(
            col(ActivityLink.record_kind) == kind,
            col(ActivityLink.record_id).in_(list(ids)),
            col(Activity.deleted_at).is_(None),
            col(Activity.kind).in_(CONTACT_KINDS),
        )
    )
    return dict(work.session.exec(found.group_by(col(ActivityLink.record_id))).all())


def held_since(work: Work, kind: str, rows: Iterable[Held]) -> dict[int, datetime]:
    """Inner id → since when its owner has had it."""
    by_id = {row.key: row.created_at for row in rows}
    changed = (
        select(RecordEvent.record_id, func.max(RecordEvent.at))
        .where(
            col(RecordEvent.record_kind) == kind,
            col(RecordEvent.record_id).in_(list(by_id)),
            col(RecordEvent.kind).in_(CHANGED_HANDS),
        )
        .group_by(col(RecordEvent.record_id))
    )
    return by_id | dict(work.session.exec(changed).all())
