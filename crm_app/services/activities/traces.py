"""What leaves a trace in the life of a record without being written down: moves, quotes, tasks …"""

from datetime import datetime

from sqlmodel import col, func, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.activities import Task
from crm_app.models.captures import CaptureStatus, Card, File
from crm_app.models.deals import Deal, Stage, StageChange
from crm_app.models.ownership import RecordEvent
from crm_app.models.quotes import Quote, QuoteStatus
from crm_app.services.activities.around import Around
from crm_app.services.activities.rows import TimelineEntry
from crm_app.services.activities.window import Window
from crm_app.services.references import NOBODY, Reference, references, users_by_id

_ANSWERED = (QuoteStatus.ACCEPTED, QuoteStatus.DECLINED)


def stages(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Stages that deals entered."""
    deal_ids = near.ids.get("deal") or set()
    if not deal_ids or not work.actor.can(Permission.DEAL_READ):
        return []
    found = (
        select(StageChange, Stage, Deal.public_id, Deal.name)
        .join(Stage, col(Stage.id) == StageChange.to_stage_id)
        .join(Deal, col(Deal.id) == StageChange.deal_id)
        .where(col(StageChange.deal_id).in_(deal_ids))
    )
    place = col(StageChange.at), col(StageChange.public_id)
    rows = work.session.exec(
        window.cut(found, *place, Stage.name_zh, Stage.name_en, Deal.name)
    ).all()
    people = users_by_id(work.session, (change.by_id for change, *_ in rows))
    return [
        TimelineEntry(
            key=change.public_id,
            kind="stage" if change.from_stage_id is not None else "deal_opened",
            at=change.at,
            author=people.get(change.by_id or 0, NOBODY).name,
            zh=stage.name_zh,
            en=stage.name_en,
            about=[] if near.kind == "deal" else [Reference("deal", deal_id, name)],
        )
        for change, stage, deal_id, name in rows
    ]


def quotes(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Quotes that went out, and the customer's answers."""
    if not work.actor.can(Permission.QUOTE_READ):
        return []
    found = work.visible(Quote).where(near.of(Quote), col(Quote.sent_at).is_not(None))
    texts = (Quote.number, Quote.answer_reason)
    key, answered_at = col(Quote.public_id), func.coalesce(Quote.answered_at, Quote.updated_at)
    sent = work.session.exec(window.cut(found, col(Quote.sent_at), key, *texts)).all()
    met = found.where(col(Quote.status).in_(_ANSWERED))
    answered = work.session.exec(window.cut(met, answered_at, key, *texts)).all()
    people = users_by_id(work.session, (quote.owner_id for quote in (*sent, *answered)))
    return [
        *[_offered(quote, people.get(quote.owner_id, NOBODY).name) for quote in sent],
        *[_answered(quote, people.get(quote.owner_id, NOBODY).name) for quote in answered],
    ]


def _offered(quote: Quote, owner: str) -> TimelineEntry:
    return _of_quote(quote, "quote_sent", quote.sent_at or quote.updated_at, owner)


def _answered(quote: Quote, owner: str) -> TimelineEntry:
    at, who = quote.answered_at or quote.updated_at, quote.answered_by or owner
    return _of_quote(quote, f"quote_{quote.status.value}", at, who, quote.answer_reason)


def _of_quote(
    quote: Quote, kind: str, at: datetime, author: str, reason: str = ""
) -> TimelineEntry:
    return TimelineEntry(
        key=f"{quote.public_id}-{kind}",
        kind=kind,
        at=at,
        author=author,
        zh=quote.number,
        en=quote.number,
        text=reason,
        href=f"/quotes/{quote.public_id}",
    )


def tasks(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Tasks that were done."""
    if not work.actor.can(Permission.TASK_READ):
        return []
    found = work.visible(Task).where(near.of(Task), col(Task.done_at).is_not(None))
    place = col(Task.done_at), col(Task.public_id)
    rows = work.session.exec(window.cut(found, *place, Task.title)).all()
    people = users_by_id(work.session, (task.owner_id for task in rows))
    deals = references(work, (("deal", task.deal_id) for task in rows))
    return [
        TimelineEntry(
            key=task.public_id,
            kind="task",
            at=task.done_at or task.updated_at,
            author=people.get(task.owner_id, NOBODY).name,
            zh=task.title,
            en=task.title,
            about=[
                deals[key]
                for key in [("deal", task.deal_id or 0)]
                if key in deals and near.kind != "deal"
            ],
        )
        for task in rows
    ]


def cards(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Business cards that became a contact or were added to one."""
    people = near.ids.get("contact") or set()
    if not people or not work.actor.can(Permission.CAPTURE):
        return []
    found = work.visible(Card).where(
        col(Card.contact_id).in_(people), col(Card.status) == CaptureStatus.CONFIRMED
    )
    rows = work.session.exec(window.cut(found, col(Card.created_at), col(Card.public_id))).all()
    named = references(work, (("contact", card.contact_id) for card in rows))
    fronts = _public_ids(work, [card.front_id for card in rows])
    return [
        TimelineEntry(
            key=card.public_id,
            kind="card",
            at=card.created_at,
            about=[
                named[key]
                for key in [("contact", card.contact_id or 0)]
                if key in named and near.kind != "contact"
            ],
            file_id=fronts.get(card.front_id, ""),
        )
        for card in rows
    ]


def files(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Files that were attached; the pictures of cards belong to the cards."""
    if not work.actor.can(Permission.FILE_READ):
        return []
    found = work.visible(File).where(
        col(File.field) == "",  # what stands in a field is seen there, by who may see it
        near.filed(File.record_kind, File.record_id),
        col(File.id).not_in(select(Card.front_id)),
        col(File.id).not_in(select(Card.back_id).where(col(Card.back_id).is_not(None))),
    )
    place = col(File.created_at), col(File.public_id)
    rows = work.session.exec(window.cut(found, *place, File.name)).all()
    people = users_by_id(work.session, (file.created_by for file in rows))
    return [
        TimelineEntry(
            key=file.public_id,
            kind="file",
            at=file.created_at,
            author=people.get(file.created_by or 0, NOBODY).name,
            zh=file.name,
            en=file.name,
            file_id=file.public_id,
        )
        for file in rows
    ]


def events(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """What happened to the record itself: it was claimed, handed over, shared, converted."""
    about = near.filed(RecordEvent.record_kind, RecordEvent.record_id)
    found = select(RecordEvent).where(about)
    place = col(RecordEvent.at), col(RecordEvent.public_id)
    rows = work.session.exec(window.cut(found, *place, RecordEvent.text)).all()
    people = users_by_id(work.session, (key for row in rows for key in (row.by_id, row.to_id)))
    return [
        TimelineEntry(
            key=row.public_id,
            kind=row.kind,
            at=row.at,
            author=people.get(row.by_id or 0, NOBODY).name,
            zh=people.get(row.to_id or 0, NOBODY).name,
            en=people.get(row.to_id or 0, NOBODY).name,
            text=row.text,
        )
        for row in rows
    ]


def _public_ids(work: Work, ids: list[int]) -> dict[int, str]:
    """Inner id → public id of files that the actor may have."""
    if not ids or not work.actor.can(Permission.FILE_READ):
        return {}
    found = select(File.id, File.public_id).where(
        col(File.id).in_(ids), col(File.deleted_at).is_(None)
    )
    rows = work.session.exec(work.narrowed(found, File)).all()
    return {file_id: public_id for file_id, public_id in rows if file_id}
