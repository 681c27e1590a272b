"""Who sees a record besides its owner: rows of `Share`, read for the door and for the search index.

What happened with a shared record (activities) and what is filed there (files) is shared with it.
"""

from typing import Any

from sqlmodel import Session, col, or_, select

from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.captures import File
from crm_app.models.ownership import Share


def shared_ids(session: Session, user_id: int | None, model: Any) -> list[int]:
    """Inner ids of the rows of `model` that are shared with a person: mostly none."""
    mine = select(Share.record_kind, Share.record_id).where(col(Share.user_id) == user_id)
    by_kind: dict[str, set[int]] = {}
    for kind, record_id in session.exec(mine):
        by_kind.setdefault(kind, set()).add(record_id)
    found = set(by_kind.get(str(model.__tablename__), set()))
    if not by_kind:
        return []
    if model is Activity:
        about = _pairs(ActivityLink.record_kind, ActivityLink.record_id, by_kind)
        found |= set(session.exec(select(ActivityLink.activity_id).where(about)))
    elif model is File:
        filed = _pairs(File.record_kind, File.record_id, by_kind)
        found |= {key for key in session.exec(select(File.id).where(filed)) if key}
    return sorted(found)


def collaborators(session: Session, row: Any) -> list[int]:
    """The people with whom a record is shared, for the search index."""
    places: dict[str, set[int]] = {str(row.__tablename__): {row.id}}
    if isinstance(row, Activity):
        about = select(ActivityLink.record_kind, ActivityLink.record_id)
        for kind, record_id in session.exec(about.where(col(ActivityLink.activity_id) == row.id)):
            places.setdefault(kind, set()).add(record_id)
    found = select(Share.user_id).where(_pairs(Share.record_kind, Share.record_id, places))
    return sorted(set(session.exec(found)))


def _pairs(kind_column: Any, id_column: Any, places: dict[str, set[int]]) -> Any:
    return or_(
        *[(col(kind_column) == kind) & col(id_column).in_(ids) for kind, ids in places.items()]
    )
