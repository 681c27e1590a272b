"""Absences as they are read."""

from datetime import timedelta

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.assignment import Absence
from crm_app.models.users import User
from crm_app.services.absences.reach import may_change
from crm_app.services.absences.rows import AbsenceRow


@query(Permission.SELF)
def absences(work: Work) -> list[AbsenceRow]:
    """One's own absences and those of the people one manages, the next first; not those long over."""
    found = (
        select(Absence, User)
        .join(User, col(User.id) == Absence.user_id)
        .where(col(Absence.last_day) >= work.now.date() - timedelta(days=1))
        .order_by(col(Absence.first_day), col(User.name), col(Absence.id))
    )
    return [
        AbsenceRow(
            public_id=row.public_id,
            user=user.name,
            user_public_id=user.public_id,
            first_day=row.first_day,
            last_day=row.last_day,
            note=row.note,
            is_mine=user.id == work.actor.user_id,
        )
        for row, user in work.session.exec(found)
        if may_change(work.actor, user)
    ]
