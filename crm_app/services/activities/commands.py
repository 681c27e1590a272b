"""Every way an activity can change; a customer's last contact follows in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from crm_app.core.errors import Forbidden, Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.base import Owned
from crm_app.models.customers import Contact, Customer, Position
from crm_app.models.deals import Deal
from crm_app.models.quotes import Quote
from crm_app.services.activities import rules
from crm_app.services.activities.rows import ActivityForm
from crm_app.services.brought import brought

KINDS: dict[str, type[Owned]] = {
    "customer": Customer,
    "contact": Contact,
    "deal": Deal,
    "quote": Quote,
}


@command(Permission.ACTIVITY_WRITE)
def record_activity(
    work: Work,
    form: ActivityForm,
    links: Sequence[tuple[str, str]] = (),
    public_id: str | None = None,
) -> str:
    """Write down what happened with the records of `links` (kind, public id); returns its id.

    It belongs to the owner of the first of them, and to the actor when it is about nobody.
    """
    if public_id is not None and (known := brought(work, Activity, public_id)):
        return known.public_id
    records = [_record(work, kind, record_id) for kind, record_id in links]
    activity = Activity(author_id=work.actor.user_id or 0, happened_at=work.now)
    if public_id is not None:
        activity.public_id = public_id
    rules.apply(activity, form, work.now)
    work.add(activity, owner=records[0][1] if records else None)
    for kind, record in _with_customers(work, records):
        work.add(ActivityLink(activity_id=activity.key, record_kind=kind, record_id=record.key))
    refresh_last_contact(work, _customers_of(work.session, [activity.key]))
    return activity.public_id


@command(Permission.ACTIVITY_WRITE)
def change_activity(
    work: Work, public_id: str, form: ActivityForm, version: int | None = None
) -> None:
    """Change one's own activity."""
    activity = _own(work, work.find(Activity, public_id, version))
    rules.apply(activity, form, work.now)
    work.session.flush()
    refresh_last_contact(work, _customers_of(work.session, [activity.key]))


@command(Permission.ACTIVITY_WRITE)
def delete_activity(work: Work, public_id: str) -> None:
    """One's own activity into the recycle bin."""
    activity = _own(work, work.find(Activity, public_id))
    work.remove(activity)
    _announce_links(work, activity)
    refresh_last_contact(work, _customers_of(work.session, [activity.key]))


@command(Permission.ACTIVITY_WRITE)
def restore_activity(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    activity = _own(work, work.find(Activity, public_id, deleted=True))
    work.restore(activity)
    _announce_links(work, activity)
    refresh_last_contact(work, _customers_of(work.session, [activity.key]))


def refresh_last_contact(work: Work, customer_ids: Iterable[int]) -> None:
    """Inside a command: bring `last_contact_at` of customers in line with their activities."""
    work.session.flush()
    for customer_id in set(customer_ids):
        customer = work.session.get(Customer, customer_id)
        if customer is not None:
            customer.last_contact_at = last_contact(work.session, customer_id)


def last_contact(session: Session, customer_id: int) -> datetime | None:
    """When somebody last talked with a customer, from the activities themselves."""
    found = (
        select(func.max(Activity.happened_at))
        .join(ActivityLink, col(ActivityLink.activity_id) == Activity.id)
        .where(
            col(ActivityLink.record_kind) == "customer",
            col(ActivityLink.record_id) == customer_id,
            col(Activity.deleted_at).is_(None),
            col(Activity.kind).in_(rules.CONTACT_KINDS),
        )
    )
    return session.exec(found).one()


def _record(work: Work, kind: str, public_id: str) -> tuple[str, Owned]:
    if kind not in KINDS:
        raise Invalid("activities.link_unknown", field="links", value=kind)
    return kind, work.find(KINDS[kind], public_id)


def _with_customers(work: Work, records: list[tuple[str, Owned]]) -> list[tuple[str, Owned]]:
    """The records, and the customers behind contacts and deals: it happened with them too."""
    found = {(kind, record.key): record for kind, record in records}
    for kind, record in records:
        for customer_id in _behind(work.session, kind, record):
            customer = work.session.get(Customer, customer_id)
            if customer is not None:
                found.setdefault(("customer", customer_id), customer)
    return [(kind, record) for (kind, _), record in found.items()]


def _behind(session: Session, kind: str, record: Owned) -> list[int]:
    if isinstance(record, Deal | Quote):
        return [record.customer_id]
    if kind != "contact":
        return []
    current = select(Position.customer_id).where(
        col(Position.contact_id) == record.key,
        col(Position.ended).is_(None),
        col(Position.is_main),
    )
    return list(session.exec(current).all())


def _own(work: Work, activity: Activity) -> Activity:
    if activity.author_id != work.actor.user_id and work.actor.role not in ("admin", "system"):
        raise Forbidden("activities.not_yours")
    return activity


def _announce_links(work: Work, activity: Activity) -> None:
    found = select(ActivityLink).where(col(ActivityLink.activity_id) == activity.key)
    for link in work.session.exec(found):
        record = work.session.get(KINDS[link.record_kind], link.record_id)
        if record is not None:
            work.touch(f"{link.record_kind}:{record.public_id}")


def _customers_of(session: Session, activity_ids: list[int]) -> list[int]:
    found = select(ActivityLink.record_id).where(
        col(ActivityLink.activity_id).in_(activity_ids),
        col(ActivityLink.record_kind) == "customer",
    )
    return list(session.exec(found).all())
