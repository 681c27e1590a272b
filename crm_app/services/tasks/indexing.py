"""What of a task can be found by search."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from crm_app.core.search import SearchText, indexed_many
from crm_app.models.activities import Task
from crm_app.models.customers import Customer


@indexed_many(Task, "task")
def describe(session: Session, rows: Sequence[Task]) -> list[SearchText]:
    """Its title, and the customer it is for where that is the same person's."""
    found = (
        select(Task.id, Customer.name)
        .join(Customer, col(Customer.id) == Task.customer_id)
        .where(
            col(Task.id).in_([one.key for one in rows]),
            col(Customer.owner_id) == Task.owner_id,
        )
    )
    names = dict(session.exec(found).all())
    return [SearchText(one.title, names.get(one.id) or "", (one.title,)) for one in rows]
