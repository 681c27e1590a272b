"""The audit chain, newest first, by who, what, which record and when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import col, func, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.listing import ListQuery, Page, Slice, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.ledger import AuditAbout, AuditEntry
from crm_app.models.users import User
from crm_app.services.audit.naming import custom_named, named
from crm_app.services.audit.rows import AuditRow

SYSTEM = "system"


@query(Permission.AUDIT_READ)
def entries(work: Work, asked: ListQuery) -> Page[AuditRow]:
    """A page of the chain, with names; words are looked for in people, actions and records."""
    chosen = conditions(work, asked)
    total = work.session.exec(select(func.count()).select_from(AuditEntry).where(*chosen)).one()
    page, pages, size = place_in(asked, total)
    newest = select(AuditEntry).where(*chosen).order_by(col(AuditEntry.id).desc())
    rows = work.session.exec(newest.offset((page - 1) * size).limit(size))
    return Page(named(work, _rows(work, list(rows), asked)), total, page, pages)


@query(Permission.AUDIT_READ)
def entry_slice(work: Work, asked: ListQuery, after: str = "") -> Slice[AuditRow]:
    """Entries before the one numbered `after`."""
    chosen = conditions(work, asked)
    if after:
        if not after.isdigit():
            raise Invalid("list.cursor_invalid", field="cursor")
        chosen.append(col(AuditEntry.id) < int(after))
    newest = select(AuditEntry).where(*chosen).order_by(col(AuditEntry.id).desc())
    rows = list(work.session.exec(newest.limit(asked.size + 1)))
    shown = _rows(work, rows[: asked.size], asked)
    return Slice(shown, str(shown[-1].number) if len(rows) > asked.size else "")


@query(Permission.AUDIT_READ)
def entry(work: Work, number: int) -> AuditRow:
    """One entry; refuses with `audit.not_found`."""
    number = min(max(number, 0), 2**31 - 1)  # what a database can hold
    found = work.session.exec(select(AuditEntry).where(col(AuditEntry.id) == number)).one_or_none()
    if found is None:
        raise NotFound("audit.not_found")
    return _rows(work, [found], ListQuery())[0]


def conditions(work: Work, asked: ListQuery) -> list[Any]:
    """What a query asks of an entry; refuses filters it does not know."""
    found: list[Any] = []
    for words in asked.words.split():
        inside = [
            column.icontains(words, autoescape=True)
            for column in (
                col(AuditEntry.actor_name),
                col(AuditEntry.action),
                col(AuditEntry.record),
            )
        ]
        found.append(inside[0] | inside[1] | inside[2])
    for name, value in asked.filters.items():
        if name not in FILTERS:
            raise Invalid("list.filter_unknown", field=name, name=name[:60])
        if value:
            found.append(FILTERS[name](work, value))
    return found


def read_day(work: Work, typed: str, field: str, days: int = 0) -> datetime:
    """The first moment of a day in the reader's zone, some days later."""
    try:
        start = datetime.combine(date.fromisoformat(typed), time(), zone(work.actor.zone))
        return start + timedelta(days=days)
    except (ValueError, OverflowError):
        raise Invalid("record.day_invalid", field=field, typed=typed[:20]) from None


def by_person(column: Any) -> Callable[[Work, str], Any]:
    """A filter on who acted: a public id, or `system`."""

    def condition(work: Work, value: str) -> Any:
        if value == SYSTEM:
            return column.is_(None)
        found = work.session.exec(select(User.id).where(col(User.public_id) == value)).first()
        return column == (found or 0)

    return condition


def _about(value: str) -> Any:
    """Entries of one record (its public id), those about many records among them."""
    many = select(AuditAbout.entry_id).where(col(AuditAbout.public_id) == value)
    own = col(AuditEntry.record).endswith(f":{value}", autoescape=True)
    return own | col(AuditEntry.id).in_(many)


FILTERS: dict[str, Callable[[Work, str], Any]] = {
    "who": by_person(col(AuditEntry.actor_id)),
    "what": lambda _, value: col(AuditEntry.action).startswith(value, autoescape=True),
    "kind": lambda _, value: col(AuditEntry.record).startswith(f"{value}:", autoescape=True),
    "record": lambda _, value: _about(value),
    "since": lambda work, value: col(AuditEntry.at) >= read_day(work, value, "since"),
    "until": lambda work, value: col(AuditEntry.at) < read_day(work, value, "until", 1),
}


def _rows(work: Work, found: list[AuditEntry], asked: ListQuery) -> list[AuditRow]:
    """Entries with names; of one about many records, what it says of the one that is asked for."""
    wanted = {entry.actor_id for entry in found}
    names = select(User.id, User.public_id).where(col(User.id).in_(wanted))
    ids = dict(work.session.exec(names).all())
    record = asked.filters.get("record", "")
    rows = [AuditRow.of(entry, ids.get(entry.actor_id, ""), record) for entry in found]
    return [
        replace(row, changes=[custom_named(work, change) for change in row.changes]) for row in rows
    ]
