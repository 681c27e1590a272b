"""What an administrator sets for the public pool."""

from sqlmodel import col, select

from crm_app.core.errors import Invalid, Stale
from crm_app.core.permissions import GRANTS, Permission
from crm_app.core.work import Work, command, query
from crm_app.models.pools import PoolQuota
from crm_app.models.users import Team, User
from crm_app.services.locks import one_at_a_time
from crm_app.services.pools import rules
from crm_app.services.pools.holding import loads, quotas, setting_of
from crm_app.services.pools.rows import HolderRow, SettingForm, SettingRow


@query(Permission.LEAD_READ)
def pool_settings(work: Work) -> SettingRow:
    """What holds: everybody who works on leads may know."""
    return rules.shown(setting_of(work.session))


@command(Permission.SETTINGS)
def save_settings(work: Work, form: SettingForm, version: int | None = None) -> None:
    """Store the settings; refuses a stale `version`."""
    one_at_a_time(work, "pools")
    setting = setting_of(work.session)
    if version is not None and version != setting.version:
        raise Stale("record.stale")
    rules.apply(setting, form)
    if setting.id is None or work.session.is_modified(setting):
        setting.version, setting.is_demo = setting.version + 1, False
        work.add(setting)


@query(Permission.SETTINGS)
def lead_holders(work: Work) -> list[HolderRow]:
    """Everybody who works on leads, with what he holds and may hold."""
    roles = [role for role, grants in GRANTS.items() if Permission.LEAD_WRITE in grants]
    found = (
        select(User, Team.name)
        .join(Team, col(Team.id) == User.team_id)
        .where(col(User.is_active), col(User.role).in_(roles))
        .order_by(col(Team.name), col(User.name), col(User.id))
    )
    held, own = loads(work.session), quotas(work.session)
    capacity = setting_of(work.session).capacity
    return [
        HolderRow(
            public_id=user.public_id,
            name=user.name,
            team=team,
            role=user.role,
            open=held.get(user.id or 0, 0),
            most=own.get(user.id or 0, capacity),
            own=str(own.get(user.id or 0, "")),
        )
        for user, team in work.session.exec(found)
    ]


@command(Permission.SETTINGS)
def set_quota(work: Work, user_id: str, most: str) -> str:
    """One person's own limit; empty: as for all. Returns what it was."""
    limit = rules.quota(most)
    user = work.session.exec(select(User).where(col(User.public_id) == user_id)).one_or_none()
    if user is None or Permission.LEAD_WRITE not in GRANTS.get(user.role, frozenset()):
        raise Invalid("record.owner_unknown", field="user")
    one_at_a_time(work, "pools")
    found = select(PoolQuota).where(col(PoolQuota.user_id) == user.id)
    row = work.session.exec(found).one_or_none()
    before = str(row.most) if row else ""
    if limit is None and row is not None:
        work.session.delete(row)
    elif limit is not None and row is not None:
        row.most = limit
    elif limit is not None:
        work.add(PoolQuota(user_id=user.id or 0, most=limit))
    return before
