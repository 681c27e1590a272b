"""Leads that nobody follows up go back to the pool, and their owners are told before."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import exists
from sqlmodel import col, func, update

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.leads import OPEN, Lead
from crm_app.models.ownership import RecordEvent
from crm_app.models.pools import PoolSetting
from crm_app.services.notices import notify
from crm_app.services.ownership import CHANGED_HANDS, let_go
from crm_app.services.pools.holding import setting_of
from crm_app.services.pools.rows import Recycled

_AT_ONCE = 200
# Since when nobody was in contact.
_SILENT_SINCE: Any = func.coalesce(col(Lead.last_touch_at), col(Lead.created_at))


@command(Permission.SETTINGS)
def recycle(work: Work) -> Recycled:
    """Warn of leads that will go back, and take those whose time is over.

    Nothing is taken without a warning that is `warn_days` old and younger than the last contact.
    """
    setting = setting_of(work.session)
    if setting.recycle_days == 0:
        return Recycled()
    return Recycled(taken=_take(work, setting), warned=_warn(work, setting))


def _warn(work: Work, setting: PoolSetting) -> int:
    early = setting.recycle_days - setting.warn_days
    untold = col(Lead.warned_at).is_(None) | (col(Lead.warned_at) < _SILENT_SINCE)
    found = _silent(work, early, setting.protect_days - setting.warn_days).where(untold)
    rows = _some(work, found)
    days = {"days": setting.warn_days, "silent": early}
    for owner_id, own in groupby(rows, key=lambda lead: lead.owner_id):
        leads = list(own)
        link = f"/leads/{leads[0].public_id}" if len(leads) == 1 else "/leads?owner=me&sort=touched"
        _tell(work, owner_id, "warning", leads, link, **days)
    # Past the record's version: somebody may have the lead's form open.
    told = update(Lead).where(col(Lead.id).in_([lead.key for lead in rows]))
    work.session.exec(told.values(warned_at=work.now))
    return len(rows)


def _take(work: Work, setting: PoolSetting) -> int:
    warned = work.now - timedelta(days=setting.warn_days)
    told = (col(Lead.warned_at) <= warned) & (col(Lead.warned_at) >= _SILENT_SINCE)
    rows = _some(work, _silent(work, setting.recycle_days, setting.protect_days).where(told))
    for owner_id, own in groupby(rows, key=lambda lead: lead.owner_id):
        leads = list(own)
        for lead in leads:
            let_go(work, lead, kind="recycled")
            lead.warned_at = None
        _tell(work, owner_id, "recycled", leads, "/pool", days=setting.recycle_days)
    return len(rows)


def _silent(work: Work, days: int, protected: int) -> Any:
    """Open leads of somebody with whom nobody spoke for some days, and that were his as long."""
    silent = work.now - timedelta(days=days)
    his_since: datetime = work.now - timedelta(days=max(days, protected))
    changed = exists().where(
        col(RecordEvent.record_kind) == "lead",
        col(RecordEvent.record_id) == Lead.id,
        col(RecordEvent.kind).in_(CHANGED_HANDS),
        col(RecordEvent.at) > his_since,
    )
    return work.visible(Lead).where(
        col(Lead.owner_id).is_not(None),
        col(Lead.status).in_(OPEN),
        silent >= _SILENT_SINCE,
        col(Lead.created_at) <= his_since,
        ~changed,
    )


def _some(work: Work, found: Any) -> list[Lead]:
    ordered = found.order_by(col(Lead.owner_id), col(Lead.id)).limit(_AT_ONCE)
    return list(work.session.exec(ordered.with_for_update(skip_locked=True)))


def _tell(
    work: Work, owner_id: int | None, kind: str, leads: Iterable[Lead], link: str, **params: int
) -> None:
    """One notice a person, however many leads it is about."""
    names = [lead.name for lead in leads]
    code = f"pools.notice_{kind}" if len(names) == 1 else f"pools.notice_{kind}_many"
    notify(work, [owner_id], code, link, name=names[0], count=len(names), **params)
