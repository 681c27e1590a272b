"""Every way activities are read."""

from collections.abc import Sequence

from sqlmodel import col, select

from crm_app.core.listing import Listing, ListQuery, Slice, one_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity, ActivityKind, ActivityLink
from crm_app.models.users import User
from crm_app.services.activities.rows import ActivityRow
from crm_app.services.activities.rules import is_late
from crm_app.services.references import (
    NOBODY,
    SUBJECTS,
    Reference,
    find_subject,
    references,
    users_by_id,
)


def _about(kind: str) -> object:
    def condition(_: Work, public_id: str) -> object:
        model = SUBJECTS[kind]
        record = select(model.id).where(col(model.public_id) == public_id).scalar_subquery()
        found = select(ActivityLink.activity_id).where(
            col(ActivityLink.record_kind) == kind, col(ActivityLink.record_id) == record
        )
        return col(Activity.id).in_(found)

    return condition


def _written_by(_: Work, public_id: str) -> object:
    found = select(User.id).where(col(User.public_id) == public_id)
    return col(Activity.author_id) == found.scalar_subquery()


LISTING = Listing(
    model=Activity,
    kind="activity",
    filters={
        "kind": one_of(col(Activity.kind), ActivityKind),
        "author": _written_by,
        "customer": _about("customer"),
        "contact": _about("contact"),
        "deal": _about("deal"),
        "lead": _about("lead"),
    },
    orders={"happened": col(Activity.happened_at).desc()},
)


@query(Permission.ACTIVITY_READ)
def activity_page(work: Work, public_id: str) -> ActivityRow:
    """One activity."""
    return activity_rows(work, [work.find(Activity, public_id)])[0]


@query(Permission.ACTIVITY_READ)
def activity_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[ActivityRow]:
    """The next activities, the last entered first, for the API."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(activity_rows(work, found.rows), found.next)


@query(Permission.ACTIVITY_READ)
def last_outcome(work: Work, kind: str, public_id: str) -> str:
    """What came of the last activity about a record that had an outcome; empty where none had."""
    record = find_subject(work, kind, public_id)
    about = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == kind, col(ActivityLink.record_id) == record.key
    )
    found = work.visible(Activity).where(col(Activity.id).in_(about), col(Activity.outcome) != "")
    last = work.session.exec(found.order_by(col(Activity.happened_at).desc()).limit(1)).first()
    return last.outcome if last else ""


def activity_rows(work: Work, found: Sequence[Activity]) -> list[ActivityRow]:
    """Rows for activities: authors and records in five reads, whatever their number."""
    people = users_by_id(work.session, (activity.author_id for activity in found))
    ids = [activity.key for activity in found]
    links = work.session.exec(
        select(ActivityLink)
        .where(col(ActivityLink.activity_id).in_(ids))
        .order_by(col(ActivityLink.id))
    ).all()
    named = references(work, ((one.record_kind, one.record_id) for one in links))
    about: dict[int, list[Reference]] = {}
    for one in links:
        if (one.record_kind, one.record_id) in named:
            about.setdefault(one.activity_id, []).append(named[one.record_kind, one.record_id])
    return [
        ActivityRow(
            public_id=activity.public_id,
            version=activity.version,
            kind=activity.kind.value,
            text=activity.text,
            outcome=activity.outcome,
            happened_at=activity.happened_at,
            entered_at=activity.created_at,
            author=people.get(activity.author_id, NOBODY),
            about=about.get(activity.key, []),
            is_mine=activity.author_id == work.actor.user_id,
            is_late=is_late(activity),
        )
        for activity in found
    ]
