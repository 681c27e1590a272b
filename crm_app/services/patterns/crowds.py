"""Customers who come at the same time of the week, and the segment that is made of them."""

from sqlmodel import col, select

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.crowds import Crowd, crowds
from crm_app.models.customers import Customer
from crm_app.services import segments
from crm_app.services.patterns.rows import CrowdRow
from crm_app.services.patterns.visits import timed_visits
from crm_app.services.patterns.wording import crowd_words
from crm_app.services.references import Reference

_SHOWN = 5


@query(Permission.ORDER_READ)
def found_crowds(work: Work) -> list[CrowdRow]:
    """The crowds in the orders of the last year that one may see."""
    return [_row(work, one) for one in crowds(timed_visits(work))]


@command(Permission.ORDER_READ)
def make_segment(work: Work, key: str) -> str:
    """A frozen segment of the customers of a crowd, as they are now; returns its public id."""
    for one in crowds(timed_visits(work)):
        if _key(one) == key:
            name = crowd_words(one, work.actor.language)[0]
            return segments.keep_members.within(work, name, list(one.people))
    raise NotFound("patterns.crowd_gone")


def _key(one: Crowd) -> str:
    return f"{one.weekday}:{one.hour}"


def _row(work: Work, one: Crowd) -> CrowdRow:
    seen = (
        work.visible(Customer).where(col(Customer.id).in_(one.people)).order_by(col(Customer.name))
    )
    rows = work.session.exec(seen.limit(_SHOWN)).all()
    (zh, why_zh), (en, why_en) = (crowd_words(one, language) for language in ("zh", "en"))
    first = [Reference("customer", row.public_id, row.name) for row in rows]
    living = select(Customer.id).where(
        col(Customer.id).in_(one.people), col(Customer.deleted_at).is_(None)
    )
    size = len(work.session.exec(work.narrowed(living, Customer)).all())
    return CrowdRow(_key(one), zh, en, why_zh, why_en, size, first)
