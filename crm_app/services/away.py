"""Who is away when, and who stands in for whom: one notion, used by assignment and by approvals."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from crm_app.lib.clock import zone
from crm_app.models.assignment import Absence
from crm_app.models.users import User


def is_away(row: Absence, user: User, moment: datetime) -> bool:
    """Whether it is one of the days, both ends included, where the absent one lives."""
    return row.first_day <= moment.astimezone(zone(user.zone)).date() <= row.last_day


def away_now(session: Session, moment: datetime) -> dict[int, int | None]:
    """Those who are away at a moment → who stands in for them, if somebody does."""
    return {user.id or 0: row.stand_in_id for row, user in _near(session, moment)}


def stand_ins(session: Session, user_ids: Iterable[int], moment: datetime) -> list[int]:
    """Those who stand in for some people at a moment."""
    wanted = set(user_ids)
    away = away_now(session, moment)
    return [found for user, found in away.items() if user in wanted and found is not None]


def coming_stand_ins(session: Session, user_ids: Iterable[int], moment: datetime) -> list[int]:
    """Those who stand in for some people, or will: they are to find what waits then."""
    found = select(Absence.stand_in_id).where(
        col(Absence.user_id).in_(list(user_ids)),
        col(Absence.stand_in_id).is_not(None),
        col(Absence.last_day) >= moment.date() - timedelta(days=1),
    )
    return [one for one in session.exec(found) if one is not None]


def represented(session: Session, user_id: int | None, moment: datetime) -> list[User]:
    """Those for whom somebody stands in at a moment."""
    return [user for row, user in _near(session, moment) if row.stand_in_id == user_id]


def _near(session: Session, moment: datetime) -> list[tuple[Absence, User]]:
    # A day to either side: it is another date where somebody else lives.
    day, more = moment.date(), timedelta(days=1)
    found = (
        select(Absence, User)
        .join(User, col(User.id) == Absence.user_id)
        .where(col(Absence.first_day) <= day + more, col(Absence.last_day) >= day - more)
        .order_by(col(Absence.id))
    )
    return [(row, user) for row, user in session.exec(found) if is_away(row, user, moment)]
