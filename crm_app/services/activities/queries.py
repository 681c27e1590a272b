"""Every way activities are read."""

from collections.abc import Callable, Iterable

from sqlmodel import col, select

from crm_app.core.listing import Listing, ListQuery, Slice, one_of, slice_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity, ActivityKind, ActivityLink
from crm_app.models.customers import Customer
from crm_app.services.activities.commands import KINDS, last_contact
from crm_app.services.activities.rows import ActivityRow, LinkRow
from crm_app.services.customers import names_of_users


def _about(kind: str) -> Callable[[Work, str], object]:
    def condition(work: Work, public_id: str) -> object:
        record = work.find(KINDS[kind], public_id)
        linked = select(ActivityLink.activity_id).where(
            col(ActivityLink.record_kind) == kind, col(ActivityLink.record_id) == record.key
        )
        return col(Activity.id).in_(linked)

    return condition


LISTING = Listing(
    model=Activity,
    kind="activity",
    filters={
        "kind": one_of(col(Activity.kind), ActivityKind),
        **{kind: _about(kind) for kind in KINDS},
    },
    orders={"happened": col(Activity.happened_at).desc(), "entered": col(Activity.created_at)},
)


@query(Permission.ACTIVITY_READ)
def activity_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[ActivityRow]:
    """Activities one may see, newest first."""
    found = slice_of(work, LISTING, asked, after)
    return Slice(activity_rows(work, found.rows), found.next)


@query(Permission.ACTIVITY_READ)
def activity(work: Work, public_id: str) -> ActivityRow:
    """One activity."""
    return activity_rows(work, [work.find(Activity, public_id)])[0]


def activity_rows(work: Work, rows: Iterable[Activity]) -> list[ActivityRow]:
    """Rows for activities, with authors and what they are about in a few reads."""
    found = list(rows)
    authors = names_of_users(work.session, (row.author_id for row in found))
    links = _links(work, [row.key for row in found])
    return [
        ActivityRow(
            public_id=row.public_id,
            version=row.version,
            kind=row.kind.value,
            text=row.text,
            outcome=row.outcome,
            happened_at=row.happened_at,
            entered_at=row.created_at,
            author=authors.get(row.author_id, ""),
            may_change=row.author_id == work.actor.user_id,
            links=links.get(row.key, []),
        )
        for row in found
    ]


def _links(work: Work, ids: list[int]) -> dict[int, list[LinkRow]]:
    """Activity id → the records it is about, those that one may see."""
    rows = work.session.exec(
        select(ActivityLink)
        .where(col(ActivityLink.activity_id).in_(ids))
        .order_by(col(ActivityLink.id))
    ).all()
    seen: dict[tuple[str, int], LinkRow] = {}
    for kind, model in KINDS.items():
        wanted = {row.record_id for row in rows if row.record_kind == kind}
        if wanted:
            for record in work.session.exec(work.visible(model).where(col(model.id).in_(wanted))):
                name = getattr(record, "name", "") or getattr(record, "number", "")
                seen[kind, record.key] = LinkRow(kind, record.public_id, name)
    links: dict[int, list[LinkRow]] = {}
    for row in rows:
        if (row.record_kind, row.record_id) in seen:
            links.setdefault(row.activity_id, []).append(seen[row.record_kind, row.record_id])
    return links


@query(Permission.SETTINGS)
def last_contact_faults(work: Work) -> list[str]:
    """Customers whose stored last contact is not what their activities say (for `crm verify`)."""
    return [
        customer.public_id
        for customer in work.session.exec(select(Customer)).all()
        if customer.last_contact_at != last_contact(work.session, customer.key)
    ]
