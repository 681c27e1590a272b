"""Who got what: leads claimed, assigned, given up, lost and converted, by person and period."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import and_, col, func, or_, select

from crm_app.core.errors import Invalid
from crm_app.core.listing import ListQuery, Page, place_in
from crm_app.core.permissions import GRANTS, Permission, Scope
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.leads import Lead, LeadStatus
from crm_app.models.ownership import RecordEvent
from crm_app.models.users import Team, User
from crm_app.services.pools.holding import loads
from crm_app.services.pools.rows import Fairness, FairRow, MoveRow
from crm_app.services.references import NOBODY, users_by_id

KINDS = ("claimed", "assigned", "returned", "recycled", "converted")
_SPAN = timedelta(days=90)


@query(Permission.LEAD_WRITE)
def fairness(work: Work, first: str = "", last: str = "") -> Fairness:
    """A line for each person whom the actor sees: himself, his team, or all. 90 days by default."""
    begin, end = _days(work, first, last)
    people = _people(work)
    found = (
        select(_WHOSE, RecordEvent.kind, func.count())
        .join(Lead, col(Lead.id) == RecordEvent.record_id)
        .where(_counts(), _between(work, begin, end), _WHOSE.in_([user.id for user, _ in people]))
        .group_by(_WHOSE, col(RecordEvent.kind))
    )
    counts = Counter({(who, kind): count for who, kind, count in work.session.exec(found)})
    held = loads(work.session, [user.id or 0 for user, _ in people])
    rows = [
        FairRow(
            public_id=user.public_id,
            name=user.name,
            team=team,
            **{kind: counts[user.id, kind] for kind in KINDS},
            open=held.get(user.id or 0, 0),
        )
        for user, team in people
    ]
    shown = [row for row in rows if row.open or any(getattr(row, kind) for kind in KINDS)]
    return Fairness(begin, end, shown)


@query(Permission.LEAD_WRITE)
def moves(work: Work, asked: ListQuery) -> Page[MoveRow]:
    """The leads behind a figure, the newest first; filters `who`, `what`, `first`, `last`."""
    given = dict(asked.filters)
    begin, end = _days(work, given.pop("first", ""), given.pop("last", ""))
    chosen = [_counts(), _between(work, begin, end), _WHOSE.in_(_seen(work))]
    for name, value in given.items():
        chosen += _chosen(name, value)
    found = select(RecordEvent, Lead).join(Lead, col(Lead.id) == RecordEvent.record_id)
    counted = select(func.count()).select_from(
        found.with_only_columns(col(RecordEvent.id)).where(*chosen).subquery()
    )
    total = work.session.exec(counted).one()
    page, pages, size = place_in(asked, total)
    newest = (col(RecordEvent.at).desc(), col(RecordEvent.id).desc())
    rows = work.session.exec(
        found.where(*chosen).order_by(*newest).offset((page - 1) * size).limit(size)
    ).all()
    return Page(_rows(work, rows), total, page, pages)


# Whom an event is about: who got the lead or lost it, and who converted it.
_WHOSE: Any = func.coalesce(col(RecordEvent.to_id), col(RecordEvent.by_id))


def _counts() -> Any:
    """What is counted; a conversion that was taken back is none."""
    moved = col(RecordEvent.kind).in_([kind for kind in KINDS if kind != "converted"])
    became = (col(RecordEvent.kind) == "converted") & (col(Lead.status) == LeadStatus.CONVERTED)
    return and_(col(RecordEvent.record_kind) == "lead", or_(moved, became))


def _chosen(name: str, value: str) -> list[Any]:
    if name not in ("who", "what"):
        raise Invalid("list.filter_unknown", field=name, name=name[:60])
    if not value:
        return []
    if name == "who":
        return [select(User.id).where(col(User.public_id) == value).scalar_subquery() == _WHOSE]
    if value not in KINDS:
        raise Invalid("list.value_unknown", value=value[:60])
    return [col(RecordEvent.kind) == value]


def _rows(work: Work, found: Sequence[Any]) -> list[MoveRow]:
    people = users_by_id(
        work.session, (key for event, _ in found for key in (event.to_id, event.by_id))
    )
    ids = [lead.key for _, lead in found]
    living = select(Lead.id).where(col(Lead.id).in_(ids), col(Lead.deleted_at).is_(None))
    opens = set(work.session.exec(work.narrowed(living, Lead)))
    free = {lead.key for _, lead in found if lead.owner_id is None and lead.deleted_at is None}
    return [
        MoveRow(
            key=event.public_id,
            kind=event.kind,
            at=event.at,
            person=people.get(event.to_id or event.by_id or 0, NOBODY).name,
            by=people.get(event.by_id or 0, NOBODY).name,
            name=lead.name if lead.key in opens | free else "",
            lead=lead.public_id if lead.key in opens else "",
            text=event.text if lead.key in opens | free else "",
        )
        for event, lead in found
    ]


def _seen(work: Work) -> Any:
    """The inner ids of the people whose figures the actor sees."""
    found = select(User.id)
    if work.actor.scope is Scope.ALL:
        return found
    mine = col(User.id) == work.actor.user_id
    if work.actor.scope is Scope.TEAM:
        mine |= col(User.team_id).in_(work.actor.team_ids)
    return found.where(mine)


def _people(work: Work) -> list[tuple[User, str]]:
    roles = [role for role, grants in GRANTS.items() if Permission.LEAD_WRITE in grants]
    found = (
        select(User, Team.name)
        .join(Team, col(Team.id) == User.team_id)
        .where(col(User.id).in_(_seen(work)), col(User.role).in_(roles))
        .order_by(col(Team.name), col(User.name), col(User.id))
    )
    return list(work.session.exec(found).all())


def _days(work: Work, first: str, last: str) -> tuple[date, date]:
    today = work.now.astimezone(zone(work.actor.zone)).date()
    end = _day(last, "last") or today
    begin = _day(first, "first") or end - _SPAN
    if begin > end:
        raise Invalid("pools.period_backwards", field="first")
    return begin, end


def _day(typed: str, field: str) -> date | None:
    if not typed.strip():
        return None
    try:
        day = date.fromisoformat(typed.strip()[:10])
    except ValueError:
        raise Invalid("pools.day_invalid", field=field) from None
    if not 2000 <= day.year <= 2200:
        raise Invalid("pools.day_invalid", field=field)
    return day


def _between(work: Work, first: date, last: date) -> Any:
    """Whole days by the reader's clock."""
    here = zone(work.actor.zone)
    begin = datetime.combine(first, time(), here)
    end = datetime.combine(last + timedelta(days=1), time(), here)
    return (col(RecordEvent.at) >= begin) & (col(RecordEvent.at) < end)
