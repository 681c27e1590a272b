"""Pure decisions about the public pool."""

import re
from datetime import datetime, timedelta

from crm_app.core.errors import Conflict, Invalid
from crm_app.lib.clock import zone
from crm_app.models.pools import PoolSetting
from crm_app.services.pools.rows import SettingForm, SettingRow

# What each figure may be at most; a warning comes at least a day before.
_FIGURES = {
    "capacity": (0, 10_000),
    "recycle_days": (0, 730),
    "warn_days": (1, 60),
    "protect_days": (0, 365),
    "bar_days": (0, 730),
}
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:：]([0-5]\d)")
# How long a claim or a return can be taken back.
SECOND_THOUGHTS = timedelta(minutes=10)


def apply(setting: PoolSetting, form: SettingForm) -> None:
    """Put what was entered onto the settings; refuses what cannot be, naming the field."""
    for name, (least, most) in _FIGURES.items():
        setattr(setting, name, _figure(getattr(form, name), name, least, most))
    if 0 < setting.recycle_days <= setting.warn_days:
        raise Invalid("pools.warn_too_early", field="warn_days")
    start, end = _minutes(form.work_start, "work_start"), _minutes(form.work_end, "work_end")
    if end <= start:
        raise Invalid("pools.hours_backwards", field="work_end")
    days = sorted({day for day in form.work_days if day in set("1234567")})
    if not days:
        raise Invalid("pools.days_missing", field="work_days")
    setting.work_start, setting.work_end = start, end
    setting.work_days = [int(day) for day in days]


def shown(setting: PoolSetting) -> SettingRow:
    """The settings as they are read."""
    return SettingRow(
        version=setting.version,
        **{name: getattr(setting, name) for name in _FIGURES},
        work_start=_clock(setting.work_start),
        work_end=_clock(setting.work_end),
        work_days=tuple(str(day) for day in setting.work_days),
    )


def quota(typed: str) -> int | None:
    """One person's own limit; None where he has none."""
    if not typed.strip():
        return None
    return _figure(typed, "quota", 1, 10_000)


def is_at_work(setting: PoolSetting, moment: datetime, zone_name: str) -> bool:
    """Whether a moment lies in working hours, by somebody's own clock."""
    local = moment.astimezone(zone(zone_name))
    minute = local.hour * 60 + local.minute
    in_hours = setting.work_start <= minute < setting.work_end
    return in_hours and local.isoweekday() in setting.work_days


def has_room(load: int, most: int) -> bool:
    """Whether one more lead fits; a limit of 0 is none."""
    return most == 0 or load < most


def check_room(load: int, most: int) -> None:
    """Refuse one lead too many, with the figures."""
    if not has_room(load, most):
        raise Conflict("pools.full", open=load, most=most)


def barred_until(given_up: datetime | None, bar_days: int, moment: datetime) -> datetime | None:
    """Until when somebody who gave a lead up may not have it again; None when he may."""
    if given_up is None or bar_days == 0:
        return None
    until = given_up + timedelta(days=bar_days)
    return until if until > moment else None


def _figure(typed: str, field: str, least: int, most: int) -> int:
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 8 and least <= int(text) <= most):
        raise Invalid("pools.figure_invalid", field=field, least=least, most=most)
    return int(text)


def _minutes(typed: str, field: str) -> int:
    found = _CLOCK.fullmatch(typed.strip())
    minutes = int(found[1]) * 60 + int(found[2]) if found else 1441
    if minutes > 1440:
        raise Invalid("pools.hours_invalid", field=field)
    return minutes


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
