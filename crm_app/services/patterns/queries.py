"""What patterns there are in what a customer orders."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.habits import LEAST, Habit, habits
from crm_app.models.customers import Customer
from crm_app.models.patterns import DismissedPattern
from crm_app.models.quotes import Product
from crm_app.services.patterns.rows import Patterns
from crm_app.services.patterns.visits import usual, visits_of
from crm_app.services.patterns.wording import Names, pattern_row


@query(Permission.ORDER_READ)
def patterns_of(work: Work, customer_id: str) -> Patterns:
    """The habits of a customer that chance does not explain, the surest first; those that somebody
    dismissed last."""
    customer = work.find(Customer, customer_id)
    visits = visits_of(work, customer.key)
    days = {visit.day for visit in visits}
    timed = {visit.day for visit in visits if visit.hour is not None}
    if len(days) < LEAST:
        return Patterns([], len(days), len(timed), LEAST)
    found = habits(visits, usual(work).without(visits))
    hidden = select(DismissedPattern.key).where(col(DismissedPattern.customer_id) == customer.key)
    gone = set(work.session.exec(hidden))
    names = _names(work, found)
    rows = [pattern_row(one, names, is_dismissed=one.key in gone) for one in found]
    rows.sort(key=lambda row: row.is_dismissed)
    return Patterns(rows, len(days), len(timed), LEAST)


def _names(work: Work, found: Sequence[Habit]) -> Names:
    ids = [int(one.what[0]) for one in found if one.kind == "thing"]
    if not ids:
        return {}
    columns = select(Product.id, Product.name_zh, Product.name_en).where(col(Product.id).in_(ids))
    return {key or 0: (zh, en) for key, zh, en in work.session.exec(columns)}
