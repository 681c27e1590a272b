"""Where a contact works: storing a whole set of places, or one."""

from collections.abc import Iterable

from sqlmodel import col, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.work import Work
from crm_app.lib.names import company_key
from crm_app.models.customers import Contact, Customer, Position
from crm_app.services import customers
from crm_app.services.contacts.rows import PositionForm
from crm_app.services.custom_fields import asking_for
from crm_app.services.customers import CustomerForm


def employer(work: Work, form: PositionForm) -> Customer:
    """The customer of a place: by id, else the visible one of that name, else a new one."""
    if form.customer_id:
        return work.find(Customer, form.customer_id)
    if not form.company.strip():
        raise Invalid("contacts.company_missing", field="customer")
    same = work.visible(Customer).where(col(Customer.name_key) == company_key(form.company))
    known = work.session.exec(same.order_by(col(Customer.id)).limit(1)).first()
    if known is not None:
        return known
    company = CustomerForm(name=form.company, custom=form.custom)
    with asking_for("customer"):
        made = customers.create_customer.within(work, company)
    return work.find(Customer, made)


def replace_positions(work: Work, contact: Contact, forms: Iterable[PositionForm]) -> None:
    """Make the places that the actor may see equal to `forms`; others are left alone."""
    stored = {row.public_id: row for row in seen_positions(work, contact)}
    for form in forms:
        row = stored.pop(form.public_id, None) or _same_place(work, stored, form)
        put_position(work, contact, form, row)
    for row in stored.values():
        work.session.delete(row)
    work.session.flush()
    settle_main(work, contact)


def put_position(
    work: Work, contact: Contact, form: PositionForm, row: Position | None
) -> Position:
    """Store one place, new or changed."""
    if form.started and form.ended and form.ended < form.started:
        raise Invalid("contacts.ends_before_start", field="ended")
    for field in ("title", "department"):
        if len(getattr(form, field)) > 120:
            raise Invalid("record.too_long", field=field, most=120)
    customer = employer(work, form)
    if row is None:
        row = Position(contact_id=contact.key, customer_id=customer.key)
    row.customer_id = customer.key
    row.title, row.department = form.title.strip(), form.department.strip()
    row.started, row.ended, row.is_main = form.started, form.ended, form.is_main
    return work.add(row)


def settle_main(work: Work, contact: Contact, chosen: Position | None = None) -> None:
    """Of the running places exactly one is the main one: `chosen`, else the first that says so."""
    found = select(Position).where(
        col(Position.contact_id) == contact.id, col(Position.ended).is_(None)
    )
    running = list(work.session.exec(found.order_by(col(Position.id))))
    if not running:
        return
    wanted = chosen if chosen in running else None
    main = wanted or next((row for row in running if row.is_main), running[0])
    for row in running:
        row.is_main = row is main


def seen_positions(work: Work, contact: Contact) -> list[Position]:
    """The places at living customers that the actor may see."""
    found = (
        select(Position)
        .join(Customer, col(Customer.id) == Position.customer_id)
        .where(col(Position.contact_id) == contact.id, col(Customer.deleted_at).is_(None))
    )
    rows = work.session.exec(work.narrowed(found, Customer).order_by(col(Position.id)))
    return list(rows)


def find_position(work: Work, contact: Contact, public_id: str) -> Position:
    """One of the contact's places that the actor may see."""
    for row in seen_positions(work, contact):
        if row.public_id == public_id:
            return row
    raise NotFound("contacts.position_not_found")


def _same_place(work: Work, stored: dict[str, Position], form: PositionForm) -> Position | None:
    """A stored running place at the same customer, for callers that do not know its id."""
    if form.public_id or not form.customer_id:
        return None
    customer = work.find(Customer, form.customer_id)
    for key, row in stored.items():
        if row.customer_id == customer.id and row.ended is None:
            return stored.pop(key)
    return None


def as_form(work: Work, row: Position) -> PositionForm:
    """A stored place as somebody would enter it anew."""
    customer = work.session.exec(select(Customer).where(col(Customer.id) == row.customer_id)).one()
    return PositionForm(
        customer_id=customer.public_id,
        title=row.title,
        department=row.department,
        started=row.started,
        ended=row.ended,
        is_main=row.is_main,
    )
