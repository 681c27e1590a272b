"""The day's list in everybody's inbox at eight in the morning of his own zone, once a day."""

from collections import defaultdict
from datetime import date, datetime

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.ledger import Setting
from crm_app.models.users import User
from crm_app.services.dates.queries import found_in
from crm_app.services.dates.rows import DateRow
from crm_app.services.locks import one_at_a_time
from crm_app.services.notices import notify

HOUR = 8
# The setting that says of which day each zone was told: a worker that starts again tells nobody twice.
_TOLD = "dates_told"


@command(Permission.SETTINGS)
def tell_dates(work: Work) -> int:
    """Tell the people of each zone in which it is past eight of today's dates, once a day; a worker
    that was away at eight does it when it is back. Returns how many were told.
    """
    users = work.session.exec(select(User).where(col(User.is_active))).all()
    days = {user.zone: due_day(work.now, user.zone) for user in users}
    setting = work.session.get(Setting, _TOLD)
    told = dict(setting.value) if setting else {}
    open_zones = {name: day for name, day in days.items() if day and told.get(name) != f"{day}"}
    if not open_zones:
        return 0
    one_at_a_time(work, _TOLD)
    setting = setting or Setting(key=_TOLD)
    setting.value = told | {name: f"{day}" for name, day in open_zones.items()}
    work.session.add(setting)
    count = 0
    for day in sorted(set(open_zones.values())):
        own = _by_owner(found_in(work, day, 1))
        for user in users:
            rows = own.get(user.id, []) if open_zones.get(user.zone) == day else []
            if rows:
                _tell(work, user, rows)
                count += 1
    return count


def due_day(moment: datetime, zone_name: str) -> date | None:
    """The day of whose dates a zone should have been told by now; None before eight."""
    local = moment.astimezone(zone(zone_name))
    return local.date() if local.hour >= HOUR else None


def _by_owner(rows: list[DateRow]) -> dict[int | None, list[DateRow]]:
    found: dict[int | None, list[DateRow]] = defaultdict(list)
    for row in rows:
        found[row.owner_id].append(row)
    return found


def _tell(work: Work, user: User, rows: list[DateRow]) -> None:
    """One notice for all: who is first, and how many more there are."""
    first = rows[0]
    more = len(rows) - 1
    code = f"dates.told_{first.kind}" + ("_more" if more else "")
    notify(work, [user.id], code, link="/dates", name=first.name, more=more)
