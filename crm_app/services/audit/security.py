"""The security log: what was tried and refused, failed sign-ins among it."""

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, Page
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.ledger import SecurityEvent
from crm_app.models.users import User
from crm_app.services.audit.queries import by_person, read_day
from crm_app.services.audit.rows import EventRow


@query(Permission.USER_ADMIN)
def events(work: Work, asked: ListQuery) -> Page[EventRow]:
    """A page of the log, newest first; filters: who, kind, since, until. Words are of the kind."""
    chosen = [
        col(SecurityEvent.kind).icontains(word, autoescape=True) for word in asked.words.split()
    ]
    for name, value in asked.filters.items():
        if name not in _FILTERS:
            raise Invalid("list.filter_unknown", field=name, name=name[:60])
        if value:
            chosen.append(_FILTERS[name](work, value))
    total = work.session.exec(select(func.count()).select_from(SecurityEvent).where(*chosen)).one()
    size = max(1, min(asked.size, 200))
    pages = max(1, -(-total // size))
    page = max(1, min(asked.page, pages))
    newest = (
        select(SecurityEvent, User.name)
        .join(User, col(User.id) == col(SecurityEvent.actor_id), isouter=True)
        .where(*chosen)
        .order_by(col(SecurityEvent.id).desc())
    )
    rows = work.session.exec(newest.offset((page - 1) * size).limit(size))
    return Page([EventRow.of(event, name or "") for event, name in rows], total, page, pages)


_FILTERS = {
    "who": by_person(col(SecurityEvent.actor_id)),
    "kind": lambda _, value: col(SecurityEvent.kind) == value,
    "since": lambda work, value: col(SecurityEvent.at) >= read_day(work, value, "since"),
    "until": lambda work, value: col(SecurityEvent.at) < read_day(work, value, "until", 1),
}
