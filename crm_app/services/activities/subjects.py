"""What an activity is about: its links, and the last contact of the customers among them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import col, func, select, update

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.base import Owned
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.services.activities.rows import CONTACT_KINDS, ContactFault
from crm_app.services.references import SUBJECTS, find_subject
from crm_app.services.tasks import employer_id

_MOST = 20


def subjects(work: Work, about: Iterable[tuple[str, str]]) -> list[tuple[str, Owned]]:
    """The records named, and the customer that a deal or a contact stands for, if one may see it.

    That customer is kept as a link of its own: who changes his employer later does not take what
    happened away from the old one.
    """
    named = list(dict.fromkeys(about))
    if len(named) > _MOST:
        raise Invalid("activities.about_too_many", field="about", most=_MOST)
    found: list[tuple[str, Owned]] = [(kind, find_subject(work, kind, key)) for kind, key in named]
    if all(kind != "customer" for kind, _ in found):
        customer = _customer_behind(work, found)
        if customer is not None:
            found.append(("customer", customer))
    return found


def _customer_behind(work: Work, found: list[tuple[str, Owned]]) -> Customer | None:
    ids = [record.customer_id for _, record in found if isinstance(record, Deal)]
    ids = ids or [employer_id(work, record.key) for kind, record in found if kind == "contact"]
    return work.session.exec(work.visible(Customer).where(col(Customer.id).in_(ids[:1]))).first()


def link(work: Work, activity: Activity, found: Sequence[tuple[str, Owned]]) -> None:
    """Make these the records it is about; it belongs to whoever owns the first."""
    for old in links_of(work, activity):
        work.session.delete(old)
    work.session.flush()
    if found:
        activity.owner_id, activity.team_id = found[0][1].owner_id, found[0][1].team_id
    work.session.add_all(
        ActivityLink(activity_id=activity.key, record_kind=kind, record_id=record.key)
        for kind, record in found
    )


def links_of(work: Work, activity: Activity) -> list[ActivityLink]:
    """Its links, the first one first."""
    found = select(ActivityLink).where(col(ActivityLink.activity_id) == activity.key)
    return list(work.session.exec(found.order_by(col(ActivityLink.id))))


def announce(work: Work, activity: Activity, *, earlier: Iterable[ActivityLink] = ()) -> None:
    """After any change: bring the last contact of its customers up to date, tell live screens."""
    work.session.flush()
    links = [*links_of(work, activity), *earlier]
    for kind in SUBJECTS:
        ids = {one.record_id for one in links if one.record_kind == kind}
        if kind == "customer":
            refresh_last_contact(work, ids)
        model = SUBJECTS[kind]
        for public_id in work.session.exec(select(model.public_id).where(col(model.id).in_(ids))):
            work.touch(f"{kind}:{public_id}")
    work.touch("customer")


def refresh_last_contact(work: Work, customer_ids: Iterable[int]) -> None:
    """Store when each of these customers was last in contact.

    A derived figure: it makes no new version of the customer, whose form may be open somewhere.
    """
    wanted = set(customer_ids)
    right = _last_contacts(work, wanted)
    stored = select(Customer.id, Customer.last_contact_at).where(col(Customer.id).in_(wanted))
    for customer_id, at in work.session.exec(stored).all():
        if right.get(customer_id or 0) != at:
            work.session.exec(
                update(Customer)
                .where(col(Customer.id) == customer_id)
                .values(last_contact_at=right.get(customer_id or 0))
            )


@query(Permission.SETTINGS)
def last_contact_faults(work: Work) -> list[ContactFault]:
    """Customers whose stored last contact is wrong, for `crm verify`."""
    right = _last_contacts(work, None)
    rows = work.session.exec(
        select(Customer.id, Customer.public_id, Customer.name, Customer.last_contact_at)
    )
    return [
        ContactFault(public_id, name, stored, right.get(customer_id or 0))
        for customer_id, public_id, name, stored in rows
        if stored != right.get(customer_id or 0)
    ]


def follow_owner(work: Work, record: Customer | Deal | Owned) -> None:
    """Inside a use case: a record went to another owner; what is filed under it first goes along."""
    kind = str(record.__tablename__)
    first = (
        select(func.min(ActivityLink.id)).group_by(col(ActivityLink.activity_id)).scalar_subquery()
    )
    about = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == kind,
        col(ActivityLink.record_id) == record.key,
        col(ActivityLink.id).in_(first),
    )
    for activity in work.session.exec(select(Activity).where(col(Activity.id).in_(about))):
        activity.owner_id, activity.team_id = record.owner_id, record.team_id


def _last_contacts(work: Work, customer_ids: set[int] | None) -> dict[int, datetime]:
    found = (
        select(ActivityLink.record_id, func.max(Activity.happened_at))
        .join(Activity, col(Activity.id) == ActivityLink.activity_id)
        .where(
            col(ActivityLink.record_kind) == "customer",
            col(Activity.deleted_at).is_(None),
            col(Activity.kind).in_(CONTACT_KINDS),
        )
        .group_by(col(ActivityLink.record_id))
    )
    if customer_ids is not None:
        found = found.where(col(ActivityLink.record_id).in_(customer_ids))
    return dict(work.session.exec(found).all())
