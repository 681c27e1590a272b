"""What the home page asks for beside the lists of tasks and deals."""

from sqlmodel import case, col, or_

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Task
from crm_app.models.customers import Contact, Customer
from crm_app.models.deals import Deal
from crm_app.services import customers, tasks
from crm_app.services.customers import CustomerRow
from crm_app.services.home.rows import NextUp
from crm_app.services.points import phones_of_many
from crm_app.services.references import NOBODY, Reference, references

# What is due today before what is late: that was to be done on a day that is over.
_FIRST = ("today", "overdue", "week")


@query(Permission.TASK_READ)
def next_up(work: Work) -> NextUp | None:
    """One's own task that comes first; None where nothing is due this week."""
    days = tasks.calendar(work)
    own = work.visible(Task).where(
        col(Task.owner_id) == work.actor.user_id,
        or_(*[days.in_group(name) for name in _FIRST]),
    )
    order = case(*[(days.in_group(name), place) for place, name in enumerate(_FIRST)])
    task = work.session.exec(own.order_by(order, col(Task.due_at), col(Task.id)).limit(1)).first()
    if task is None:
        return None
    person, phone = _whom(work, task)
    return NextUp(tasks.task_rows(work, [task])[0], person, phone)


def _whom(work: Work, task: Task) -> tuple[Reference, str]:
    """The person whom a task means and a number: its contact, its deal's, or who leads there."""
    deal = work.session.get(Deal, task.deal_id) if task.deal_id else None
    contact_id = task.contact_id or (deal.contact_id if deal else None)
    if contact_id and work.actor.can(Permission.CONTACT_READ):
        person = references(work, [("contact", contact_id)]).get(("contact", contact_id), NOBODY)
        if person.public_id:
            return person, phones_of_many(work.session, Contact, [contact_id]).get(contact_id, "")
    customer_id = task.customer_id
    if customer_id is None or not references(work, [("customer", customer_id)]):
        return NOBODY, ""
    people = customers.main_people(work, [customer_id]).get(customer_id, [])
    switchboard = phones_of_many(work.session, Customer, [customer_id]).get(customer_id, "")
    if not people:
        return NOBODY, switchboard
    return Reference("contact", people[0].public_id, people[0].name), people[0].phone or switchboard


@query(Permission.CUSTOMER_READ)
def long_silent(work: Work, limit: int = 3) -> list[CustomerRow]:
    """One's own customers with whom one spoke longest ago, for a day with nothing due."""
    mine = work.visible(Customer).where(
        col(Customer.owner_id) == work.actor.user_id, col(Customer.last_contact_at).is_not(None)
    )
    found = work.session.exec(mine.order_by(col(Customer.last_contact_at)).limit(limit)).all()
    return customers.customer_rows(work, list(found))
