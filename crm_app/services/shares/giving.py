"""Inside other use cases: a record is shared with somebody, or no longer."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from crm_app.core import search
from crm_app.core.permissions import SCOPES, Scope
from crm_app.core.sharing import PAPERS
from crm_app.core.work import Work
from crm_app.models.activities import Activity, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.deals import Deal
from crm_app.models.ownership import Rights, Share
from crm_app.models.users import Team, User


def give(work: Work, record: Owned, user: User, rights: Rights, reason: str = "person") -> Share:
    """Let a person see or edit a record; looking never takes editing away again.

    The caller has found the record in a command, which holds it: two cannot share it at once.
    """
    share = _share(work, record, user)
    if share is None:
        share = Share(
            record_kind=str(record.__tablename__),
            record_id=record.key,
            user_id=user.id or 0,
            rights=rights,
            reason=reason,
            by_id=work.actor.user_id,
            at=work.now,
        )
        work.add(share)
    elif rights is Rights.EDIT or reason == "person":
        share.rights, share.reason = rights, reason
    _announce(work, record, shared=user.id, rights=rights.value)
    return share


def withdraw(work: Work, record: Owned, user: User) -> bool:
    """No longer; False when it was not shared with that person."""
    share = _share(work, record, user)
    if share is None:
        return False
    work.session.delete(share)
    _announce(work, record, unshared=user.id)
    return True


def shares_with(work: Work, record: Owned) -> list[tuple[Share, User]]:
    """With whom a record is shared, by name."""
    found = (
        select(Share, User)
        .join(User, col(User.id) == Share.user_id)
        .where(_of(record))
        .order_by(col(User.name), col(User.id))
    )
    return list(work.session.exec(found).all())


def sees(work: Work, record: Owned, user: User) -> bool:
    """Whether a person sees a record without a share of it."""
    scope = SCOPES.get(user.role, Scope.ALL)
    if scope is Scope.ALL or record.owner_id == user.id:
        return True
    return scope is Scope.TEAM and record.team_id in _teams_below(work, user.team_id)


def _share(work: Work, record: Owned, user: User) -> Share | None:
    found = select(Share).where(_of(record), col(Share.user_id) == user.id)
    return work.session.exec(found).one_or_none()


def _of(record: Owned) -> ColumnElement[bool]:
    return (col(Share.record_kind) == record.__tablename__) & (col(Share.record_id) == record.key)


def _announce(work: Work, record: Owned, **details: object) -> None:
    """Into the record's own audit entry, to live screens, and into the index of what is about it;
    the record itself is indexed with the transaction.
    """
    work.session.flush()
    kind = str(record.__tablename__)
    linked = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == kind, col(ActivityLink.record_id) == record.key
    )
    for activity in work.session.exec(select(Activity).where(col(Activity.id).in_(linked))):
        search.reindex(work.session, activity)
    if isinstance(record, Deal):
        _reindex_with(work, record)
    work.record(f"{kind}:{record.public_id}", **details)
    work.touch(kind)
    work.touch(f"{kind}:{record.public_id}")


def _reindex_with(work: Work, deal: Deal) -> None:
    """What hangs on a deal is found by those who share it."""
    for model in (Task, *PAPERS):
        hanging: Any = model
        found = select(hanging).where(col(hanging.deal_id) == deal.key)
        for row in work.session.exec(found):
            search.reindex(work.session, row)


def _teams_below(work: Work, team_id: int) -> set[int]:
    parents = {team.id or 0: team.parent_id for team in work.session.exec(select(Team))}
    found = {team_id}
    while more := {team for team, parent in parents.items() if parent in found} - found:
        found |= more
    return found
