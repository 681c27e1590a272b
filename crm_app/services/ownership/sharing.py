"""Somebody else sees a record and works on it, and no longer."""

from collections.abc import Mapping

from sqlmodel import col, select

from crm_app.core.search import reindex
from crm_app.core.work import Work
from crm_app.lib.batches import batches
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.base import Owned
from crm_app.models.ownership import Rights, Share
from crm_app.models.users import User


def share_with(work: Work, record: Owned, user_id: int) -> None:
    """Inside a command: somebody else sees the record and what happened with it, and works on it."""
    kind = str(record.__tablename__)
    known = _share(work, kind, record.key, user_id)
    if known is not None:
        known.rights = Rights.EDIT  # he may have been able to look only
    if record.owner_id == user_id or known is not None:
        return
    work.add(
        Share(
            record_kind=kind,
            record_id=record.key,
            user_id=user_id,
            by_id=work.actor.user_id,
            at=work.now,
        )
    )
    _refresh_activities(work, kind, record.key)


def end_share(work: Work, record: Owned, user_id: int) -> bool:
    """Inside a command: he sees it no longer; False where it was not shared with him."""
    kind = str(record.__tablename__)
    row = _share(work, kind, record.key, user_id)
    if row is None:
        return False
    work.session.delete(row)
    work.session.flush()
    _refresh_activities(work, kind, record.key)
    return True


def end_needless(work: Work, kind: str, owners: Mapping[int, User]) -> None:
    """Who owns a record needs no share of it any more."""
    needless: list[Share] = []
    for some in batches(list(owners)):
        found = select(Share).where(
            col(Share.record_kind) == kind,
            col(Share.record_id).in_(some),
            col(Share.user_id).in_({to.id for to in owners.values()}),
        )
        shares = work.session.exec(found)
        needless += [row for row in shares if row.user_id == owners[row.record_id].id]
    for row in needless:
        work.session.delete(row)
    work.session.flush()
    for row in needless:
        _refresh_activities(work, kind, row.record_id)


def _share(work: Work, kind: str, record_id: int, user_id: int) -> Share | None:
    found = select(Share).where(
        col(Share.record_kind) == kind,
        col(Share.record_id) == record_id,
        col(Share.user_id) == user_id,
    )
    return work.session.exec(found).one_or_none()


def _refresh_activities(work: Work, kind: str, record_id: int) -> None:
    """Who finds what happened with the record is written in the index."""
    linked = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == kind, col(ActivityLink.record_id) == record_id
    )
    for activity in work.session.exec(select(Activity).where(col(Activity.id).in_(linked))):
        reindex(work.session, activity)
