"""What of a task can be found by search."""

from sqlmodel import Session, col, select

from crm_app.core.search import SearchText, indexed
from crm_app.models.activities import Task
from crm_app.models.customers import Customer


@indexed(Task, "task")
def describe(session: Session, task: Task) -> SearchText:
    """Its title, and the customer it is for where that is the same person's."""
    found = select(Customer.name).where(
        col(Customer.id) == task.customer_id, col(Customer.owner_id) == task.owner_id
    )
    return SearchText(task.title, session.exec(found).first() or "", (task.title,))
