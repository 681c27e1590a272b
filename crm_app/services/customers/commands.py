"""Every way a customer can change."""

from sqlmodel import col

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.names import company_key
from crm_app.models.base import Customized, Owned
from crm_app.models.customers import Customer
from crm_app.services.brought import brought
from crm_app.services.custom_fields import new_values, put_values
from crm_app.services.customers import rules
from crm_app.services.customers.indexing import refresh_people
from crm_app.services.customers.rows import CustomerForm
from crm_app.services.ownership import check_not_taken
from crm_app.services.points import new_points, replace_points
from crm_app.services.stages import put_stage
from crm_app.services.tiers import note_tier


@command(Permission.CUSTOMER_WRITE)
def create_customer(
    work: Work, form: CustomerForm, public_id: str | None = None, of: Customized | None = None
) -> str:
    """A new customer of the actor; returns its public id. It takes over the custom values of what it
    is made `of`.

    A client may bring the id: sending the same creation twice makes one customer.
    """
    if form.name is None:
        raise Invalid("customers.name_missing", field="name")
    if public_id is not None:
        known = brought(work, Customer, public_id)
        if known is not None:
            return known.public_id
    customer = Customer(name="")
    if public_id is not None:
        customer.public_id = public_id
    rules.apply(customer, form)
    put_stage(work, customer, form.stage)
    rules.complete(customer)
    new_values(work, customer, form.custom, of)
    check_not_taken(work, form.points or [], customer.name)
    customer.parent_id = _parent(work, customer, form.parent)
    work.add(customer)
    replace_points(work, customer, form.points or [])
    return customer.public_id


def find_or_make(work: Work, name: str, owner: Owned) -> tuple[str, str]:
    """Inside a command: the visible customer of that name, or a new one of whoever owns another
    record; returns its public id, and once more if it is new."""
    same = work.visible(Customer).where(col(Customer.name_key) == company_key(name))
    known = work.session.exec(same.order_by(col(Customer.id)).limit(1)).first()
    if known is not None:
        return known.public_id, ""
    customer = Customer(name="")
    rules.apply(customer, CustomerForm(name=name))
    rules.complete(customer)
    check_not_taken(work, [], customer.name)
    work.add(customer, owner=owner)
    return customer.public_id, customer.public_id


@command(Permission.CUSTOMER_WRITE)
def change_customer(
    work: Work, public_id: str, form: CustomerForm, version: int | None = None
) -> None:
    """Change what `form` carries; refuses a stale `version` with `record.stale`."""
    customer = work.find(Customer, public_id, version)
    before, key, tier = customer.name, customer.name_key, customer.tier
    rules.apply(customer, form)
    put_stage(work, customer, form.stage)
    put_values(work, customer, form.custom)
    if customer.tier is not tier:
        note_tier(work, customer, tier)
    named = customer.name if customer.name_key != key else ""
    check_not_taken(work, new_points(work.session, customer, form.points), named, public_id)
    if form.parent is not None:
        customer.parent_id = _parent(work, customer, form.parent)
    if form.points is not None:
        replace_points(work, customer, form.points, form.point_kinds)
        customer.updated_at = work.now  # they are part of the record: its version grows with them
    if customer.name != before:
        refresh_people(work, customer)


@command(Permission.CUSTOMER_WRITE)
def delete_customer(work: Work, public_id: str, version: int | None = None) -> None:
    """Into the recycle bin; the people stay, without this place."""
    customer = work.find(Customer, public_id, version)
    work.remove(customer)
    refresh_people(work, customer)


@command(Permission.CUSTOMER_WRITE)
def restore_customer(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    customer = work.find(Customer, public_id, deleted=True)
    work.restore(customer)
    refresh_people(work, customer)


def _parent(work: Work, customer: Customer, public_id: str | None) -> int | None:
    """The inner id of a parent; refuses one that stands below the customer."""
    if not public_id:
        return None
    parent = above = work.find(Customer, public_id)
    while above is not None:
        if above.public_id == customer.public_id:
            raise Invalid("customers.parent_circle", field="parent")
        above = work.session.get(Customer, above.parent_id) if above.parent_id else None
    return parent.id
