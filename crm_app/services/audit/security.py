"""The security log: what was tried and refused, failed sign-ins among it; and who signed in."""

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, Page, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.ledger import AuditEntry, SecurityEvent
from crm_app.models.users import User
from crm_app.services.audit.naming import named
from crm_app.services.audit.queries import by_person, conditions, read_day
from crm_app.services.audit.rows import AuditRow, EventRow


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
    page, pages, size = place_in(asked, total)
    newest = (
        select(SecurityEvent, User.name)
        .join(User, col(User.id) == col(SecurityEvent.actor_id), isouter=True)
        .where(*chosen)
        .order_by(col(SecurityEvent.id).desc())
    )
    rows = work.session.exec(newest.offset((page - 1) * size).limit(size))
    return Page([EventRow.of(event, name or "") for event, name in rows], total, page, pages)


@query(Permission.USER_ADMIN)
def sign_ins(work: Work, asked: ListQuery) -> Page[EventRow]:
    """A page of sign-ins and sign-outs, newest first; filters: who, since, until."""
    rest = {name: value for name, value in asked.filters.items() if name != "who"}
    chosen = [col(AuditEntry.action).in_(_SIGN_INS)]
    chosen += conditions(work, ListQuery(asked.words, rest))
    if person := asked.filters.get("who"):
        # Who signs in is not yet anybody: the entry is about him, not by him.
        own = by_person(col(AuditEntry.actor_id))(work, person)
        chosen.append(own | (col(AuditEntry.record) == f"user:{person}"))
    total = work.session.exec(select(func.count()).select_from(AuditEntry).where(*chosen)).one()
    page, pages, size = place_in(asked, total)
    newest = select(AuditEntry).where(*chosen).order_by(col(AuditEntry.id).desc())
    rows = work.session.exec(newest.offset((page - 1) * size).limit(size))
    found = named(work, [AuditRow.of(entry, "") for entry in rows])
    return Page(
        [EventRow.of_entry(row, _SIGN_INS[row.action]) for row in found], total, page, pages
    )


_SIGN_INS = {
    "accounts._open_session": "in",
    "accounts.sign_out": "out",
    "accounts.cut_session": "out",
    "accounts.cut_other_sessions": "out",
}
_FILTERS = {
    "who": by_person(col(SecurityEvent.actor_id)),
    "kind": lambda _, value: col(SecurityEvent.kind) == value,
    "since": lambda work, value: col(SecurityEvent.at) >= read_day(work, value, "since"),
    "until": lambda work, value: col(SecurityEvent.at) < read_day(work, value, "until", 1),
}
