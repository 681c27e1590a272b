"""The life of a record: what happened with it, newest first, from every source."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.listing import Slice
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.lib.clock import zone
from crm_app.models.activities import Activity, ActivityKind, ActivityLink
from crm_app.models.captures import CaptureStatus, File, VoiceNote
from crm_app.services.activities import money_traces, people_traces, traces
from crm_app.services.activities.around import Around, around
from crm_app.services.activities.queries import activity_rows
from crm_app.services.activities.rows import ActivityRow, Timeline, TimelineEntry, TimelineQuery
from crm_app.services.activities.window import Window, place_of
from crm_app.services.references import Reference, find_subject

_SOURCES: dict[str, tuple[Any, ...]] = {
    "tasks": (traces.tasks,),
    "deals": (traces.stages, traces.quotes),
    "money": money_traces.SOURCES,
    "files": (traces.cards, traces.files),
    "changes": (traces.events, people_traces.relations, people_traces.details),
}


@query(Permission.ACTIVITY_READ)
def timeline(work: Work, kind: str, public_id: str, asked: TimelineQuery | None = None) -> Timeline:
    """A stretch of the life of a customer, contact, deal or lead, newest first; the newest one if
    none is `asked` for.

    A customer's holds what happened with its people and its deals too. Each source gives as many
    as are shown, so that the newest of all are among them.
    """
    asked = asked or TimelineQuery()
    window = Window.of(asked)
    near = around(work, kind, find_subject(work, kind, public_id))
    entries: list[TimelineEntry] = []
    if asked.group in ("", "talk"):
        entries += _activities(work, near, public_id, window)
        entries += _waiting_notes(work, near, window)
    for group, sources in _SOURCES.items():
        if asked.group in ("", group):
            entries += [entry for source in sources for entry in source(work, near, window)]
    found = sorted(filter(window.holds, entries), key=lambda one: (one.at, one.key), reverse=True)
    size = window.most - 1
    return Timeline(found[:size], place_of(found[size - 1]) if len(found) > size else "")


@query(Permission.ACTIVITY_READ)
def timeline_slice(
    work: Work, kind: str, public_id: str, asked: TimelineQuery
) -> Slice[TimelineEntry]:
    """As `timeline`, for the API."""
    found = timeline.within(work, kind, public_id, asked)
    return Slice(found.entries, found.next)


def _activities(work: Work, near: Around, public_id: str, window: Window) -> list[TimelineEntry]:
    linked = select(ActivityLink.activity_id).where(near.links())
    found = work.visible(Activity).where(col(Activity.id).in_(linked))
    place = col(Activity.happened_at), col(Activity.public_id)
    rows = work.session.exec(window.cut(found, *place, Activity.text, Activity.outcome)).all()
    sounds = _sounds(work, [row.key for row in rows if row.kind is ActivityKind.VOICE])
    return [
        _entry(work, shown, [one for one in shown.about if one.public_id != public_id], sounds)
        for shown in activity_rows(work, rows)
    ]


def _entry(
    work: Work, row: ActivityRow, about: list[Reference], sounds: dict[str, str]
) -> TimelineEntry:
    return TimelineEntry(
        key=row.public_id,
        kind=row.kind,
        at=row.happened_at,
        author=row.author.name,
        text=row.text,
        outcome=row.outcome,
        about=about,
        file_id=sounds.get(row.public_id, ""),
        entered_at=row.entered_at,
        is_late=row.is_late,
        is_mine=row.is_mine,
        activity_id=row.public_id,
        version=row.version,
        local=f"{row.happened_at.astimezone(zone(work.actor.zone)):%Y-%m-%dT%H:%M}",
    )


def _sounds(work: Work, activity_ids: Sequence[int]) -> dict[str, str]:
    """Activity's public id → the file of the recording it was made of."""
    if not activity_ids or not work.actor.can(Permission.FILE_READ):
        return {}
    found = (
        select(Activity.public_id, File.public_id)
        .join(VoiceNote, col(VoiceNote.activity_id) == Activity.id)
        .join(File, col(File.id) == VoiceNote.file_id)
        .where(col(Activity.id).in_(activity_ids), col(File.deleted_at).is_(None))
    )
    return dict(work.session.exec(work.narrowed(found, File)).all())


def _waiting_notes(work: Work, near: Around, window: Window) -> list[TimelineEntry]:
    """Spoken for the record and not confirmed yet: from then on the activity stands for them."""
    if not work.actor.can(Permission.CAPTURE):
        return []
    found = work.visible(VoiceNote).where(
        near.of(VoiceNote), col(VoiceNote.status) != CaptureStatus.CONFIRMED
    )
    place = col(VoiceNote.spoken_at), col(VoiceNote.public_id)
    rows = work.session.exec(window.cut(found, *place, VoiceNote.text)).all()
    return [
        TimelineEntry(
            key=note.public_id,
            kind="voice_waiting",
            at=note.spoken_at,
            text=note.text,
            href=f"/voice/{note.public_id}",
        )
        for note in rows
    ]
