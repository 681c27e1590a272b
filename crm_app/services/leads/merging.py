"""What a converted lead adds to a customer and a contact that were known before, and its life to the customer's."""

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.activities import ActivityLink
from crm_app.models.customers import Contact, ContactPoint, Customer, Position
from crm_app.models.leads import Lead
from crm_app.services import contacts
from crm_app.services.activities import refresh_last_contact
from crm_app.services.contacts import PositionForm
from crm_app.services.points import Point, add_point, points_of

FILLED = ("industry", "region", "size", "source")


def fill(customer: Customer, lead: Lead) -> dict[str, str]:
    """What is empty there and known of the lead."""
    filled = {}
    for name in FILLED:
        if not getattr(customer, name) and getattr(lead, name):
            filled[name] = getattr(lead, name)
            setattr(customer, name, filled[name])
    return filled


def add(work: Work, record: Customer | Contact, points: list[Point]) -> list[int]:
    """Numbers and addresses that it has not yet; returns the inner ids of the new rows."""
    known = {(point.kind, point.value) for point in points_of(work.session, record)}
    column = col(
        ContactPoint.customer_id if isinstance(record, Customer) else ContactPoint.contact_id
    )
    before = set(work.session.exec(select(ContactPoint.id).where(column == record.id)))
    for point in points:
        if (point.kind, point.value) not in known:
            add_point(work, record, point)
    after = set(work.session.exec(select(ContactPoint.id).where(column == record.id)))
    return sorted(key for key in after - before if key is not None)


def place(work: Work, lead: Lead, customer: Customer, contact: Contact) -> str:
    """A place at the customer, unless he has one there; returns its public id, or nothing."""
    there = select(Position.id).where(
        col(Position.contact_id) == contact.key,
        col(Position.customer_id) == customer.key,
        col(Position.ended).is_(None),
    )
    if work.session.exec(there).first() is not None:
        return ""
    running = select(Position.id).where(
        col(Position.contact_id) == contact.key, col(Position.ended).is_(None)
    )
    is_main = work.session.exec(running).first() is None
    form = PositionForm(customer_id=customer.public_id, title=lead.title, is_main=is_main)
    return contacts.put_position.within(work, contact.public_id, form)


def link(work: Work, lead: Lead, customer: Customer) -> dict[str, list[int]]:
    """What happened with the lead happened with the customer: its last contact counts."""
    of_lead = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == "lead", col(ActivityLink.record_id) == lead.key
    )
    about = sorted(set(work.session.exec(of_lead)))
    of_customer = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == "customer",
        col(ActivityLink.record_id) == customer.key,
        col(ActivityLink.activity_id).in_(about),
    )
    known = set(work.session.exec(of_customer))
    rows = [
        ActivityLink(activity_id=key, record_kind="customer", record_id=customer.key)
        for key in about
        if key not in known
    ]
    work.session.add_all(rows)
    work.session.flush()
    refresh_last_contact(work, [customer.key])
    return {"activities": about, "links": [row.id or 0 for row in rows]}
