"""Whose absences somebody manages, and who is away when."""

from datetime import date

from sqlmodel import Session, col, select

from crm_app.core.permissions import Actor, Permission, Scope
from crm_app.models.assignment import Absence
from crm_app.models.users import User


def may_change(actor: Actor, user: User) -> bool:
    """One's own; a manager's people; everybody's for who manages users."""
    if user.id == actor.user_id or actor.can(Permission.USER_ADMIN):
        return True
    leads = actor.can(Permission.LEAD_ASSIGN)
    return leads and (actor.scope is Scope.ALL or user.team_id in actor.team_ids)


def spans_of(session: Session, first: date) -> dict[int, list[tuple[date, date]]]:
    """User → his absences that are not over by a day."""
    found = select(Absence).where(col(Absence.last_day) >= first)
    spans: dict[int, list[tuple[date, date]]] = {}
    for row in session.exec(found):
        spans.setdefault(row.user_id, []).append((row.first_day, row.last_day))
    return spans
