"""Absences as they are read."""

from datetime import timedelta

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.assignment import Absence
from crm_app.models.users import User
from crm_app.services.absences.reach import may_change, may_name, may_stand_in
from crm_app.services.absences.rows import AbsenceRow
from crm_app.services.away import is_away
from crm_app.services.references import Reference


@query(Permission.SELF)
def absences(work: Work) -> list[AbsenceRow]:
    """One's own absences, those of the people one manages and those for whom one stands in, the
    next first; not those long over."""
    found = (
        select(Absence, User)
        .join(User, col(User.id) == Absence.user_id)
        .where(col(Absence.last_day) >= work.now.date() - timedelta(days=1))
        .order_by(col(Absence.first_day), col(User.name), col(Absence.id))
    )
    rows = [
        (row, user)
        for row, user in work.session.exec(found)
        if may_change(work.actor, user) or row.stand_in_id == work.actor.user_id
    ]
    wanted = {row.stand_in_id for row, _ in rows}
    known = work.session.exec(select(User).where(col(User.id).in_(wanted)))
    others = {user.id: user for user in known}
    return [_row(work, row, user, others.get(row.stand_in_id)) for row, user in rows]


@query(Permission.SELF)
def possible_stand_ins(work: Work, user: str = "") -> list[Reference]:
    """Who can stand in for oneself, or for the person with public id `user`, by name."""
    found = select(User).where(col(User.is_active)).order_by(col(User.name), col(User.id))
    people = list(work.session.exec(found))
    absent = next((one for one in people if _is(work, one, user)), None)
    if absent is None or not may_change(work.actor, absent) or not may_name(work.actor, absent):
        return []
    return [
        Reference("user", one.public_id, one.name) for one in people if may_stand_in(absent, one)
    ]


def _is(work: Work, user: User, public_id: str) -> bool:
    return user.public_id == public_id if public_id else user.id == work.actor.user_id


def _row(work: Work, row: Absence, user: User, other: User | None) -> AbsenceRow:
    named = other is None or may_name(work.actor, user)
    return AbsenceRow(
        public_id=row.public_id,
        user=user.name,
        user_public_id=user.public_id,
        stand_in=other.name if other else "",
        stand_in_public_id=other.public_id if other else "",
        first_day=row.first_day,
        last_day=row.last_day,
        note=row.note,
        is_mine=user.id == work.actor.user_id,
        is_for_me=other is not None and other.id == work.actor.user_id,
        is_running=is_away(row, user, work.now),
        can_change=may_change(work.actor, user) and named,
    )
