"""Absences entered and taken away: one's own, or those of people whom one manages."""

from datetime import date, timedelta

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.clock import zone
from crm_app.models.assignment import Absence
from crm_app.models.users import User
from crm_app.services import approvals
from crm_app.services.absences.reach import can, may_change, may_name, may_stand_in
from crm_app.services.absences.rows import AbsenceForm
from crm_app.services.locks import one_at_a_time
from crm_app.services.notices import notify

_LONGEST = timedelta(days=400)


@command(Permission.SELF)
def add_absence(work: Work, form: AbsenceForm) -> str:
    """Away from one day to another, both included; returns the public id.

    Who stands in hears of it, and finds what waits for the absent one's word.
    """
    user = _user(work, form.user)
    stand_in = _stand_in(work, user, form.stand_in)
    first, last = _day(form.first_day, "first_day"), _day(form.last_day, "last_day")
    if last < first:
        raise Invalid("absences.backwards", field="last_day")
    if last - first > _LONGEST:
        raise Invalid("absences.too_long", field="last_day")
    if last < work.now.astimezone(zone(user.zone)).date():
        raise Invalid("absences.over", field="last_day")
    note = " ".join(form.note.split())
    if len(note) > 200:
        raise Invalid("record.too_long", field="note", most=200)
    _check_free(work, user, first, last)
    row = Absence(
        user_id=user.id or 0,
        stand_in_id=stand_in.id if stand_in else None,
        first_day=first,
        last_day=last,
        note=note,
        created_at=work.now,
        created_by=work.actor.user_id,
    )
    work.add(row)
    if stand_in is not None:
        _tell(work, row, user, stand_in)
    return row.public_id


@command(Permission.SELF)
def remove_absence(work: Work, public_id: str) -> AbsenceForm:
    """He is not away after all; returns what entering it again takes."""
    found = select(Absence, User).join(User, col(User.id) == Absence.user_id)
    pair = work.session.exec(found.where(col(Absence.public_id) == public_id)).one_or_none()
    if pair is None or not may_change(work.actor, pair[1]):
        raise NotFound("absences.not_found")
    row, user = pair
    if row.stand_in_id is not None and not may_name(work.actor, user):
        raise Forbidden("absences.stand_in_own")
    other = work.session.get(User, row.stand_in_id) if row.stand_in_id else None
    work.session.delete(row)
    days = (row.first_day.isoformat(), row.last_day.isoformat())
    return AbsenceForm(*days, row.note, user.public_id, other.public_id if other else "")


def _user(work: Work, public_id: str) -> User:
    wanted = col(User.public_id) == public_id if public_id else col(User.id) == work.actor.user_id
    user = work.session.exec(select(User).where(wanted)).one_or_none()
    if user is None or not user.is_active or not may_change(work.actor, user):
        raise Invalid("record.owner_unknown", field="user")
    return user


def _stand_in(work: Work, user: User, public_id: str) -> User | None:
    if not public_id:
        return None
    if not may_name(work.actor, user):
        raise Forbidden("absences.stand_in_own", field="stand_in")
    found = select(User).where(col(User.public_id) == public_id)
    other = work.session.exec(found).one_or_none()
    if other is not None and other.id == user.id:
        raise Invalid("absences.stand_in_self", field="stand_in")
    if other is None or not may_stand_in(user, other):
        raise Invalid("absences.stand_in_cannot", field="stand_in")
    return other


def _check_free(work: Work, user: User, first: date, last: date) -> None:
    """Refuse days that are entered already."""
    one_at_a_time(work, f"absences-{user.id}")
    same = select(Absence.id).where(
        col(Absence.user_id) == user.id,
        col(Absence.first_day) <= last,
        col(Absence.last_day) >= first,
    )
    if work.session.exec(same).first() is not None:
        raise Conflict("absences.known_already")


def _tell(work: Work, row: Absence, user: User, stand_in: User) -> None:
    days = {"starts": row.first_day.isoformat(), "ends": row.last_day.isoformat()}
    words = {"link": "/settings/absences", "who": user.name, **days}
    notify(work, [stand_in.id], "absences.notice_stand_in", **words)
    if can(user, Permission.APPROVAL_DECIDE):
        approvals.show_waiting(work, user, stand_in)


def _day(typed: str, field: str) -> date:
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid("absences.day_invalid", field=field) from None
    if not 2000 <= day.year <= 2200:
        raise Invalid("absences.day_invalid", field=field)
    return day
