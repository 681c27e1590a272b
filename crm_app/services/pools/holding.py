"""How many open leads people hold, and how many they may."""

from collections.abc import Iterable

from sqlmodel import Session, col, func, select

from crm_app.core.work import Work
from crm_app.models.leads import OPEN, Lead
from crm_app.models.pools import PoolQuota, PoolSetting
from crm_app.services.locks import one_at_a_time


def one_giver_at_a_time(work: Work) -> None:
    """For commands, before any lead is locked: leads get owners one at a time, so that limits,
    turns and loads hold however fast people tap."""
    one_at_a_time(work, "assignment")


def setting_of(session: Session) -> PoolSetting:
    """The settings; before anybody has saved some, those of a new workspace."""
    stored = session.exec(select(PoolSetting).order_by(col(PoolSetting.id))).first()
    return stored or PoolSetting()


def loads(session: Session, user_ids: Iterable[int] | None = None) -> dict[int, int]:
    """User → how many open leads are his."""
    counted = (
        select(Lead.owner_id, func.count())
        .where(
            col(Lead.owner_id).is_not(None),
            col(Lead.deleted_at).is_(None),
            col(Lead.status).in_(OPEN),
        )
        .group_by(col(Lead.owner_id))
    )
    if user_ids is not None:
        counted = counted.where(col(Lead.owner_id).in_(list(user_ids)))
    return {owner: count for owner, count in session.exec(counted) if owner is not None}


def quotas(session: Session) -> dict[int, int]:
    """User → his own limit, for those who have one."""
    return dict(session.exec(select(PoolQuota.user_id, PoolQuota.most)).all())


def load_and_most(work: Work, user_id: int) -> tuple[int, int]:
    """What one person holds, and may hold."""
    own = select(PoolQuota.most).where(col(PoolQuota.user_id) == user_id)
    most = work.session.exec(own).first()
    if most is None:
        most = setting_of(work.session).capacity
    return loads(work.session, [user_id]).get(user_id, 0), most
