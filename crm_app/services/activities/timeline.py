"""The life of a record: what happened with it, newest first, from every source."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.activities import Activity, ActivityKind, ActivityLink, Task
from crm_app.models.base import Owned
from crm_app.models.captures import VoiceNote
from crm_app.models.deals import Deal, Stage, StageChange
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services.activities.commands import KINDS
from crm_app.services.activities.rows import TimelineEntry
from crm_app.services.activities.rules import is_late
from crm_app.services.customers import names_of_users

PAGE = 30


@dataclass(frozen=True, slots=True)
class Timeline:
    """A stretch of a record's life; `has_more` says that it goes on before."""

    entries: list[TimelineEntry]
    has_more: bool


@query(Permission.ACTIVITY_READ)
def timeline(work: Work, kind: str, public_id: str, pages: int = 1) -> Timeline:
    """The newest `pages` x 30 entries of a customer, contact, deal or quote."""
    record = work.find(KINDS[kind], public_id)
    most = PAGE * max(1, min(pages, 20)) + 1
    entries = [
        *_activities(work, kind, record, most),
        *_stages(work, kind, record, most),
        *_quotes(work, kind, record, most),
        *_tasks(work, kind, record, most),
    ]
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return Timeline(entries[: most - 1], len(entries) >= most)


def _activities(work: Work, kind: str, record: Owned, most: int) -> list[TimelineEntry]:
    linked = select(ActivityLink.activity_id).where(
        col(ActivityLink.record_kind) == kind, col(ActivityLink.record_id) == record.key
    )
    # The record was found within one's rights; what happened with it is part of it.
    found = (
        select(Activity)
        .where(col(Activity.id).in_(linked), col(Activity.deleted_at).is_(None))
        .order_by(col(Activity.happened_at).desc())
        .limit(most)
    )
    rows = work.session.exec(found).all()
    authors = names_of_users(work.session, (row.author_id for row in rows))
    sounds = _sounds(work, [row.key for row in rows if row.kind is ActivityKind.VOICE])
    return [
        TimelineEntry(
            key=row.public_id,
            kind=row.kind.value,
            at=row.happened_at,
            author=authors.get(row.author_id, ""),
            title_zh="",
            title_en="",
            text=row.text,
            outcome=row.outcome,
            activity_id=row.public_id,
            may_change=row.author_id == work.actor.user_id,
            link=sounds.get(row.key, ""),
            is_late=is_late(row.happened_at, row.created_at),
        )
        for row in rows
    ]


def _sounds(work: Work, activity_ids: list[int]) -> dict[int, str]:
    if not activity_ids:
        return {}
    found = select(VoiceNote.activity_id, VoiceNote.public_id).where(
        col(VoiceNote.activity_id).in_(activity_ids)
    )
    return {
        activity_id or 0: f"/voice/{note_id}" for activity_id, note_id in work.session.exec(found)
    }


def _deals(work: Work, kind: str, record: Owned) -> list[Deal]:
    if isinstance(record, Deal):
        return [record]
    if kind != "customer":
        return []
    return list(
        work.session.exec(work.visible(Deal).where(col(Deal.customer_id) == record.key)).all()
    )


def _stages(work: Work, kind: str, record: Owned, most: int) -> Iterable[TimelineEntry]:
    deals = {deal.key: deal for deal in _deals(work, kind, record)}
    if not deals:
        return []
    changes = work.session.exec(
        select(StageChange, Stage)
        .join(Stage, col(Stage.id) == StageChange.to_stage_id)
        .where(col(StageChange.deal_id).in_(list(deals)))
        .order_by(col(StageChange.at).desc())
        .limit(most)
    ).all()
    authors = names_of_users(work.session, (change.by_id for change, _ in changes))
    return [
        TimelineEntry(
            key=change.public_id,
            kind="stage",
            at=change.at,
            author=authors.get(change.by_id or 0, ""),
            title_zh=stage.name_zh,
            title_en=stage.name_en,
            text=deals[change.deal_id].name,
            link=f"/deals/{deals[change.deal_id].public_id}",
        )
        for change, stage in changes
    ]


def _quotes(work: Work, kind: str, record: Owned, most: int) -> Iterable[TimelineEntry]:
    column = {
        "customer": Quote.customer_id,
        "deal": Quote.deal_id,
        "contact": Quote.contact_id,
    }.get(kind)
    if column is None or not work.actor.can(Permission.QUOTE_READ):
        return []
    found = work.visible(Quote).where(
        col(column) == record.key, col(Quote.status) != QuoteStatus.DRAFT
    )
    rows = work.session.exec(found.order_by(col(Quote.updated_at).desc()).limit(most)).all()
    return [
        TimelineEntry(
            key=row.public_id,
            kind=f"quote_{row.status.value}",
            at=row.sent_at or row.updated_at,
            author="",
            title_zh=row.number,
            title_en=row.number,
            text="",
            link=f"/quotes/{row.public_id}",
        )
        for row in rows
    ]


def _tasks(work: Work, kind: str, record: Owned, most: int) -> Iterable[TimelineEntry]:
    column = {"customer": Task.customer_id, "deal": Task.deal_id, "contact": Task.contact_id}.get(
        kind
    )
    if column is None:
        return []
    found = work.visible(Task).where(col(column) == record.key, col(Task.done_at).is_not(None))
    rows = work.session.exec(found.order_by(col(Task.done_at).desc()).limit(most)).all()
    authors = names_of_users(work.session, (row.owner_id for row in rows))
    return [
        TimelineEntry(
            key=row.public_id,
            kind="task_done",
            at=row.done_at or row.updated_at,
            author=authors.get(row.owner_id, ""),
            title_zh=row.title,
            title_en=row.title,
            text="",
        )
        for row in rows
    ]
