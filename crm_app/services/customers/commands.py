"""Every way a customer can change."""

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.lib.ids import is_id
from crm_app.models.customers import Customer
from crm_app.services.customers import rules
from crm_app.services.customers.rows import CustomerForm
from crm_app.services.points import replace_points


@command(Permission.CUSTOMER_WRITE)
def create_customer(work: Work, form: CustomerForm, public_id: str | None = None) -> str:
    """A new customer of the actor; returns its public id.

    A client may bring the id: sending the same creation twice makes one customer.
    """
    if form.name is None:
        raise Invalid("customers.name_missing", field="name")
    if public_id is not None:
        if not is_id(public_id):
            raise Invalid("record.id_invalid", field="id")
        known = work.session.exec(
            work.visible(Customer).where(Customer.public_id == public_id)
        ).one_or_none()
        if known is not None:
            return known.public_id
    customer = Customer(name="")
    if public_id is not None:
        customer.public_id = public_id
    rules.apply(customer, form)
    rules.complete(customer)
    work.add(customer)
    replace_points(work, customer, form.points or [])
    return customer.public_id


@command(Permission.CUSTOMER_WRITE)
def change_customer(
    work: Work, public_id: str, form: CustomerForm, version: int | None = None
) -> None:
    """Change what `form` carries; refuses a stale `version` with `record.stale`."""
    customer = work.find(Customer, public_id, version)
    rules.apply(customer, form)
    if form.points is not None:
        replace_points(work, customer, form.points)


@command(Permission.CUSTOMER_WRITE)
def delete_customer(work: Work, public_id: str) -> None:
    """Into the recycle bin."""
    work.remove(work.find(Customer, public_id))


@command(Permission.CUSTOMER_WRITE)
def restore_customer(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    work.restore(work.find(Customer, public_id, deleted=True))
