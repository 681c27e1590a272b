"""What an activity is about: its links, and the last contact of the customers among them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, func, select, update

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.batches import batches
from crm_app.models.activities import Activity, ActivityLink
from crm_app.models.base import Owned
from crm_app.models.customers import Customer
from crm_app.models.deals import Deal
from crm_app.models.leads import Lead
from crm_app.services.activities.rows import CONTACT_KINDS, ContactFault
from crm_app.services.references import SUBJECTS, find_subject
from crm_app.services.tasks import employer_id

_MOST = 20
# Where each kind of record keeps when it was last in contact.
_LAST: dict[str, Any] = {"customer": col(Customer.last_contact_at), "lead": col(Lead.last_touch_at)}


def subjects(work: Work, about: Iterable[tuple[str, str]]) -> list[tuple[str, Owned]]:
    """The records named, and the customer that a deal, a contact or a converted lead stands for, if one may see it.

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
    ids = [record.customer_id for _, record in found if isinstance(record, Deal | Lead)]
    ids = [customer_id for customer_id in ids if customer_id is not None]
    ids = ids or [employer_id(work, record.key) for kind, record in found if kind == "contact"]
    return work.session.exec(work.visible(Customer).where(col(Customer.id).in_(ids[:1]))).first()


def link(work: Work, activity: Activity, found: Sequence[tuple[str, Owned]]) -> None:
    """Make these the records it is about; it belongs to whoever owns the first."""
    for old in links_of(work, activity):
        work.session.delete(old)
    work.session.flush()
    if found and found[0][1].owner_id is not None:  # what is about a pool's lead is its author's
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
        refresh_last_contact(work, ids, kind)
        model = SUBJECTS[kind]
        for public_id in work.session.exec(select(model.public_id).where(col(model.id).in_(ids))):
            work.touch(f"{kind}:{public_id}")
        if kind == "lead" and ids:
            work.touch(kind)
    work.touch("customer")


def refresh_last_contact(work: Work, record_ids: Iterable[int], kind: str = "customer") -> None:
    """Store when each of these customers or leads was last in contact.

    A derived figure: it makes no new version of the record, whose form may be open somewhere.
    """
    wanted = set(record_ids)
    if kind not in _LAST or not wanted:
        return
    column = _LAST[kind]
    key, model = column.class_.id, column.class_
    right = _last_contacts(work, kind, wanted)
    for record_id, at in work.session.exec(select(key, column).where(key.in_(wanted))).all():
        if right.get(record_id or 0) != at:
            values = {column.key: right.get(record_id or 0)}
            work.session.exec(update(model).where(key == record_id).values(values))


@query(Permission.SETTINGS)
def last_contact_faults(work: Work) -> list[ContactFault]:
    """Customers and leads whose stored last contact is wrong, for `crm verify`."""
    return [
        ContactFault(kind, public_id, name, stored, right.get(record_id or 0))
        for kind, column in _LAST.items()
        for right in [_last_contacts(work, kind, None)]
        for record_id, public_id, name, stored in work.session.exec(
            select(column.class_.id, column.class_.public_id, column.class_.name, column)
        )
        if stored != right.get(record_id or 0)
    ]


def follow_owners(work: Work, records: Sequence[Owned]) -> None:
    """Inside a use case: records of one kind went to other owners; what is filed under each of them
    first goes along."""
    owned = {record.key: record for record in records if record.owner_id is not None}
    kind, earlier = str(records[0].__tablename__) if records else "", aliased(ActivityLink)
    before = select(earlier.id).where(
        col(earlier.activity_id) == col(ActivityLink.activity_id),
        col(earlier.id) < col(ActivityLink.id),
    )
    for some in batches(list(owned)):
        about = (
            select(Activity, ActivityLink.record_id)
            .join(ActivityLink, col(ActivityLink.activity_id) == Activity.id)
            .where(
                col(ActivityLink.record_kind) == kind,
                col(ActivityLink.record_id).in_(some),
                ~before.exists(),
            )
        )
        for activity, key in work.session.exec(about):
            activity.owner_id, activity.team_id = owned[key].owner_id, owned[key].team_id


def _last_contacts(work: Work, kind: str, ids: set[int] | None) -> dict[int, datetime]:
    found = (
        select(ActivityLink.record_id, func.max(Activity.happened_at))
        .join(Activity, col(Activity.id) == ActivityLink.activity_id)
        .where(
            col(ActivityLink.record_kind) == kind,
            col(Activity.deleted_at).is_(None),
            col(Activity.kind).in_(CONTACT_KINDS),
        )
        .group_by(col(ActivityLink.record_id))
    )
    if ids is not None:
        found = found.where(col(ActivityLink.record_id).in_(ids))
    return dict(work.session.exec(found).all())
