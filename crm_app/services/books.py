"""Books that are closed until a day: what came in, was invoiced, delivered or decided until then stays.

Finance closes a month once it has been reported. A payment, an invoice or a delivery of such a day is
neither written down nor voided any more, and a deal that ended then keeps its end, its amount and
its currency; the books are opened again by closing them until an earlier day, or none.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.clock import zone
from crm_app.models.books import Closing
from crm_app.models.users import User
from crm_app.services.days import read_day, today_of


@dataclass(frozen=True, slots=True)
class Books:
    """Until which day they are closed (None: all open), and who closed them when."""

    until: date | None = None
    by: str = ""
    at: datetime | None = None


@query(Permission.PAYMENT_READ)
def books(work: Work) -> Books:
    """How they stand."""
    found = _last(work)
    if found is None:
        return Books()
    who = work.session.get(User, found.by_id) if found.by_id is not None else None
    return Books(found.until, who.name if who else "", found.at)


@command(Permission.PAYMENT_WRITE)
def close_books(work: Work, until: str) -> None:
    """Close them until a day that is over; an earlier day than before, or none, opens them again."""
    day = read_day(until, "until")
    if day is not None and day >= today_of(work):
        raise Invalid("books.day_ahead", field="until")
    last = _last(work)
    if day == (last.until if last else None):
        return
    work.add(Closing(until=day, at=work.now, by_id=work.actor.user_id))


def check_open(work: Work, day: date | None, field: str = "") -> None:
    """Inside a use case: refuse (`books.closed`) a day in books that are closed, naming the field."""
    last = _last(work)
    until = last.until if last else None
    if day is None or until is None or day > until:
        return
    told = {"day": day.isoformat(), "until": until.isoformat()}
    if field:
        raise Invalid("books.closed", field=field, **told)
    raise Conflict("books.closed", **told)


def check_moment_open(work: Work, moment: datetime | None) -> None:
    """Inside a use case: the same of something that happened at a moment (None: not yet)."""
    if moment is not None:
        check_open(work, moment.astimezone(zone(work.actor.zone)).date())


def _last(work: Work) -> Closing | None:
    return work.session.exec(select(Closing).order_by(col(Closing.id).desc()).limit(1)).first()
